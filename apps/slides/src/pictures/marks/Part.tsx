import type { ReactNode } from 'react';
import { useSlide } from '../../deck/slide-context.ts';

interface Props {
  /** The fragment that brings the part; -1 when it is there from the start. */
  readonly from: number;
  /** The fragment with which it has gone again. */
  readonly until?: number;
  /** Whether it stays as it is when a later part is told; otherwise it steps back. */
  readonly stays?: boolean;
  readonly children: ReactNode;
}

/** A part of a drawing that is told in its turn: lit when it comes, dimmed when the next one does. */
export function Part({ from, until, stays = false, children }: Props): ReactNode {
  const { fragment } = useSlide();
  const gone = until !== undefined && fragment >= until;
  const told = fragment < from || gone ? 'later' : fragment === from || stays ? 'new' : 'old';
  return (
    <g className="part" data-told={told} aria-hidden={told === 'later'}>
      {children}
    </g>
  );
}
