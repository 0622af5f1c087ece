import type { ReactNode } from 'react';
import { useDeck } from '../../deck/slide-context.ts';

interface Props {
  /** Of the drawing's own canvas; about the px it gets on a slide, so that letters keep their size. */
  readonly width: number;
  readonly height: number;
  /** What is seen, in a sentence or two. */
  readonly label: string;
  readonly children: ReactNode;
}

/** The paper of a drawn idea. Its marks are those of the live diagram, its claims are nobody's. */
export function Drawing({ width, height, label, children }: Props): ReactNode {
  return (
    <svg
      className="drawing"
      aria-label={label}
      data-piece={label || undefined}
      viewBox={`0 0 ${width} ${height}`}
    >
      {children}
    </svg>
  );
}

/** Whether there is room for one column only: a drawing is then tall, in letters of their size. */
export function useTall(): boolean {
  return useDeck().flow;
}
