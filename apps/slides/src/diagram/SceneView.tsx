import { describe } from '@netstage/topology';
import type { NodeState, Scene, SceneElement } from '@netstage/topology';
import { useEffect, useId, useMemo, useRef } from 'react';
import type { ReactNode, RefObject } from 'react';
import { createDrawing } from './draw.ts';
import type { Update } from './draw.ts';
import { Inspector } from './Inspector.tsx';
import { motionAllowed } from './motion.ts';

interface Props {
  readonly frame: RefObject<HTMLDivElement | null>;
  /** Null as long as it is not laid out. */
  readonly scene: Scene | null;
  readonly nodes: readonly string[];
  readonly states: readonly (NodeState | null)[];
  /** An element was clicked, or chosen by Enter or the space bar. */
  readonly onPress: (element: SceneElement) => void;
}

/** One scene on the screen, as a change from the one before, with what it says in words. */
export function SceneView({ frame, scene, nodes, states, onPress }: Props): ReactNode {
  const svg = useRef<SVGSVGElement>(null);
  const drawing = useRef<((update: Update) => void) | null>(null);
  const hatch = useId();

  useEffect(() => {
    const root = svg.current?.querySelector('g');
    if (root && !drawing.current) drawing.current = createDrawing(root, hatch);
    if (scene) drawing.current?.({ scene, nodes, animate: motionAllowed() });
  }, [scene, nodes, hatch]);

  const sentences = useMemo(
    () => describe(states.filter((state) => state !== null)).map((text, at) => ({ text, at })),
    [states],
  );

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
        {sentences.map(({ text, at }) => (
          <li key={at}>{text}</li>
        ))}
      </ul>
      <Inspector frame={frame} elements={scene?.elements ?? []} states={states} onPress={onPress} />
    </div>
  );
}
