import { layout } from '@netstage/topology';
import type { NodeState, Scene, SceneElement } from '@netstage/topology';
import { useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { memoryOf, remember } from './memories.ts';
import { SceneView } from './SceneView.tsx';
import { useBox } from './use-box.ts';
import { useMeasure } from './use-measure.ts';

interface Props {
  readonly nodes: readonly string[];
  /** The state of each node, in the same order; null where nothing is known. */
  readonly told: readonly (NodeState | null)[];
  /** Address of the host outside of the nodes, if there is one. */
  readonly outside: string | null;
  /** Columns of namespaces in a node; by default what the width allows. */
  readonly columns?: number | undefined;
}

/** Draws what the kernels of these nodes say, and each change of it as a change. */
export function NetworkDrawing({ nodes, told, outside, columns }: Props): ReactNode {
  const states = useStable(told);
  const frame = useRef<HTMLDivElement>(null);
  const measure = useMeasure();
  const box = useBox(frame);
  const [open, setOpen] = useState<readonly string[]>([]);
  const shown = nodes.join(' ');

  const scene = useMemo((): Scene | null => {
    if (!box || measure === undefined) return null;
    const input = {
      nodes: nodes.map((name, index) => ({ name, state: states[index] ?? null })),
      outside,
      viewport: box,
      open,
      ...(columns === undefined ? {} : { columns }),
      ...(measure ? { measure } : {}),
    };
    const size = `${box.width}×${box.height}`;
    const laid = layout(input, memoryOf(shown, size));
    remember(shown, size, laid.memory);
    return laid.scene;
  }, [nodes, states, outside, columns, box, open, measure, shown]);

  function toggleFold(element: SceneElement): void {
    const { ref } = element;
    if (element.type !== 'box' || element.role !== 'fold' || !('node' in ref)) return;
    setOpen((before) =>
      before.includes(ref.node)
        ? before.filter((node) => node !== ref.node)
        : [...before, ref.node],
    );
  }

  return (
    <SceneView frame={frame} scene={scene} nodes={nodes} states={states} onPress={toggleFold} />
  );
}

/** The same array as long as its members are the same. */
function useStable(next: readonly (NodeState | null)[]): readonly (NodeState | null)[] {
  const [kept, setKept] = useState(next);
  const same = kept.length === next.length && kept.every((state, index) => state === next[index]);
  if (same) return kept;
  setKept(next);
  return next;
}
