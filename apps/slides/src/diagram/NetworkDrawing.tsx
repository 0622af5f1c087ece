import { describe, layout } from '@netstage/topology';
import type { Measure, NodeState, Scene, SceneElement } from '@netstage/topology';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { createDrawing } from './draw.ts';
import type { Update } from './draw.ts';
import { Inspector } from './Inspector.tsx';
import { measureReady } from './measure.ts';
import { memoryOf, remember } from './memories.ts';
import { motionAllowed } from './motion.ts';
import { useBox } from './use-box.ts';

interface Props {
  readonly nodes: readonly string[];
  /** The state of each node, in the same order; null where nothing is known. */
  readonly told: readonly (NodeState | null)[];
  /** Address of the host outside of the nodes, if there is one. */
  readonly outside: string | null;
}

/** Draws what the kernels of these nodes say, and each change of it as a change. */
export function NetworkDrawing({ nodes, told, outside }: Props): ReactNode {
  const states = useStable(told);
  const frame = useRef<HTMLDivElement>(null);
  const svg = useRef<SVGSVGElement>(null);
  const drawing = useRef<((update: Update) => void) | null>(null);
  const measure = useMeasure();
  const box = useBox(frame);
  const [open, setOpen] = useState<readonly string[]>([]);
  const hatch = useId();
  const picture = `${nodes.join(' ')} ${box?.width}×${box?.height}`;

  const scene = useMemo((): Scene | null => {
    if (!box || measure === undefined) return null;
    const input = {
      nodes: nodes.map((name, index) => ({ name, state: states[index] ?? null })),
      outside,
      viewport: box,
      open,
      ...(measure ? { measure } : {}),
    };
    const laid = layout(input, memoryOf(picture));
    remember(picture, laid.memory);
    return laid.scene;
  }, [nodes, states, outside, box, open, measure, picture]);

  useEffect(() => {
    const root = svg.current?.querySelector('g');
    if (root && !drawing.current) drawing.current = createDrawing(root, hatch);
    if (scene) drawing.current?.({ scene, nodes, animate: motionAllowed() });
  }, [scene, nodes, hatch]);

  const sentences = useMemo(
    () => [...new Set(describe(states.filter((state) => state !== null)))],
    [states],
  );

  function toggleFold(element: SceneElement): void {
    const { ref } = element;
    if (element.type !== 'box' || element.role !== 'fold' || !('node' in ref)) return;
    setOpen((before) =>
      before.includes(ref.node)
        ? before.filter((node) => node !== ref.node)
        : [...before, ref.node],
    );
  }

  const { x = 0, y = 0, width = 1, height = 1 } = scene?.viewBox ?? {};
  return (
    <div className="diagram" data-testid="diagram" data-nodes={nodes.join(' ')} ref={frame}>
      <svg ref={svg} viewBox={`${x} ${y} ${width} ${height}`}>
        <defs>
          <pattern
            id={hatch}
            width="9"
            height="9"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <path className="hatch-line" d="M0 0V9" />
          </pattern>
        </defs>
        <g />
      </svg>
      <ul className="sr-only" data-testid="diagram-words">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <Inspector
        frame={frame}
        elements={scene?.elements ?? []}
        states={states}
        onPress={toggleFold}
      />
    </div>
  );
}

/** Undefined until the fonts are there; null where the browser has no canvas to measure with. */
function useMeasure(): Measure | null | undefined {
  const [measure, setMeasure] = useState<{ readonly by: Measure | null } | null>(null);
  useEffect(() => {
    let gone = false;
    void measureReady().then((by) => {
      if (!gone) setMeasure({ by });
    });
    return () => {
      gone = true;
    };
  }, []);
  return measure ? measure.by : undefined;
}

/** The same array as long as its members are the same. */
function useStable(next: readonly (NodeState | null)[]): readonly (NodeState | null)[] {
  const [kept, setKept] = useState(next);
  const same = kept.length === next.length && kept.every((state, index) => state === next[index]);
  if (same) return kept;
  setKept(next);
  return next;
}
