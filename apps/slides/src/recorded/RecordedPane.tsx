import { lazy, Suspense } from 'react';
import type { ReactNode } from 'react';
import { Boundary } from '../app/Boundary.tsx';
import { useSlide } from '../deck/slide-context.ts';
import type { At } from './recording.ts';

const RecordedDiagram = lazy(() => import('./RecordedDiagram.tsx'));

interface Props {
  readonly step: number;
  readonly frame: At;
  readonly nodes?: readonly string[];
  /** Said in the corner: that this is not the network of now, and what it is. */
  readonly note: string;
}

/** A recorded state of the network, and a word that it is one. */
export function RecordedPane({ note, ...what }: Props): ReactNode {
  const { near } = useSlide();
  return (
    <figure
      className="diagram-pane recorded"
      data-testid="recorded-pane"
      data-nodes={what.nodes?.length}
      aria-label={note}
    >
      <span className="recorded-note">{note}</span>
      {near && (
        <Boundary what="The recorded diagram">
          <Suspense fallback={null}>
            <RecordedDiagram {...what} />
          </Suspense>
        </Boundary>
      )}
    </figure>
  );
}
