import { lazy, Suspense } from 'react';
import type { ReactNode } from 'react';
import { Boundary } from '../app/Boundary.tsx';
import { useStage } from '../app/talk-context.ts';
import { useSlide } from '../deck/slide-context.ts';
import { RecordedPane } from '../recorded/RecordedPane.tsx';
import { useAbsent } from '../recorded/use-absent.ts';
import { frameOf } from '../recorded/frame-of.ts';
import { DiagramState } from './DiagramState.tsx';

// The layout and d3 load with the first diagram, not with the page.
const LiveDiagram = lazy(() => import('./LiveDiagram.tsx'));

interface Props {
  readonly nodes: readonly string[];
  readonly step: number | null;
}

/** The nodes' network as their kernels describe it now. */
export function DiagramPane({ nodes, step }: Props): ReactNode {
  const { id, near } = useSlide();
  const known = useStage((stage) => nodes.some((node) => stage.nodes[node]?.state)) === true;
  const absent = useAbsent(step);
  if (!known && absent && step !== null)
    return <RecordedPane step={step} frame={frameOf(id, step)} nodes={nodes} note="recorded" />;
  return (
    <figure
      className="diagram-pane"
      data-testid="diagram-pane"
      data-nodes={nodes.length}
      aria-label="Network diagram"
    >
      <DiagramState nodes={nodes} />
      {near && known ? (
        <Boundary what="The diagram">
          <Suspense fallback={null}>
            <LiveDiagram nodes={nodes} step={step} />
          </Suspense>
        </Boundary>
      ) : (
        <p className="diagram-empty">Waiting for the first word from {nodes.join(' and ')}…</p>
      )}
    </figure>
  );
}
