import type { Question } from '@netstage/protocol';
import type { ReactNode } from 'react';

interface Props {
  readonly question: Question;
  /** Null for who can't take it from the screen. */
  readonly onClose: (() => void) | null;
}

/** A question from the room, put on the screen by the presenter. Text only, as it was typed. */
export function ShownQuestion({ question, onClose }: Props): ReactNode {
  const { text, name, votes } = question;
  return (
    <aside className="overlay shown-question" data-testid="shown-question" aria-live="polite">
      <blockquote>
        <p>{text}</p>
        <footer>
          {name ?? 'From the room'}
          {votes > 1 && <span> · {votes} want to know</span>}
        </footer>
      </blockquote>
      {onClose && (
        <button type="button" className="overlay-close" onClick={onClose}>
          Close
        </button>
      )}
    </aside>
  );
}
