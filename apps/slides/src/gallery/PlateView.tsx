import type { ReactNode, RefObject } from 'react';
import { useEffect, useRef, useState } from 'react';
import { SceneView } from '../diagram/SceneView.tsx';
import type { Plate } from './plates.ts';
import { viewportOf } from './plates.ts';

const THEMES = ['light', 'dark'] as const;

interface Props {
  readonly plate: Plate;
  readonly step: number;
  readonly phone: boolean;
}

/** A line of the script, with its own address, and the network after it on paper and on ink. */
export function PlateView({ plate, step, phone }: Props): ReactNode {
  const { name, node, line, command, nodes } = plate;
  const article = useRef<HTMLElement>(null);
  const near = useNear(article);
  const id = `${step}/${name}`;
  const { width, height } = viewportOf(nodes.length, phone);
  return (
    <article
      className="plate"
      id={id}
      ref={article}
      data-testid="plate"
      data-nodes={nodes.length}
      data-near={near}
    >
      <h3>
        <a href={`#${id}`}>{name}</a>
        {line === null ? (
          <span>before the first line</span>
        ) : (
          <>
            <code>{command}</code>
            <small>
              line {line} on {node}
            </small>
          </>
        )}
      </h3>
      {THEMES.map((theme) => (
        <div
          key={theme}
          className="plate-drawing"
          data-theme={theme}
          style={{ aspectRatio: `${width} / ${height}`, maxWidth: width * 1.35 }}
        >
          {near && <Drawing plate={plate} />}
        </div>
      ))}
    </article>
  );
}

function Drawing({ plate }: { readonly plate: Plate }): ReactNode {
  const frame = useRef<HTMLDivElement>(null);
  const { scene, nodes, states } = plate;
  return <SceneView frame={frame} scene={scene} nodes={nodes} states={states} onPress={nothing} />;
}

function nothing(): void {}

/** Whether it is, or was, about to be seen: some hundred drawings at once would be slow. */
function useNear(element: RefObject<HTMLElement | null>): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    if (!element.current || near) return;
    const watcher = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setNear(true);
      },
      { rootMargin: '600px' },
    );
    watcher.observe(element.current);
    return () => watcher.disconnect();
  }, [element, near]);
  return near;
}
