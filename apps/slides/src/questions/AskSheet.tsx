import type { Question } from '@netstage/protocol';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useTalk } from '../app/talk-context.ts';
import { useStore } from '../follow/use-store.ts';
import { useRoom } from '../room/use-room.ts';
import { AskForm } from './AskForm.tsx';
import { useQuestions } from './use-questions.ts';
import { hasVoted, voted, withVote } from './voted.ts';

/** Where the audience asks, and upvotes what others have asked. */
export function AskSheet({ onClose }: { readonly onClose: () => void }): ReactNode {
  const taking = useRoom((room) => room.asking) === true;
  const questions = useQuestions();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      className="ask-sheet"
      data-testid="ask-sheet"
      ref={dialog}
      onClose={onClose}
      aria-labelledby="ask-title"
    >
      <header>
        <h2 id="ask-title">Questions</h2>
        <button type="button" aria-label="Close" onClick={onClose}>
          ✕
        </button>
      </header>
      {taking ? (
        <AskForm />
      ) : (
        <p className="ask-closed">The speaker takes no questions just now.</p>
      )}
      {questions === null && <p className="ask-empty">Asking for the list…</p>}
      {questions?.length === 0 && <p className="ask-empty">None yet. Yours would be the first.</p>}
      <ul className="ask-list">
        {questions?.map((question) => (
          <Asked key={question.id} question={question} taking={taking} />
        ))}
      </ul>
    </dialog>
  );
}

interface AskedProps {
  readonly question: Question;
  readonly taking: boolean;
}

function Asked({ question, taking }: AskedProps): ReactNode {
  const { room } = useTalk().link;
  const own = useStore(voted, (list) => hasVoted(list, question.id));
  const [refused, setRefused] = useState<string | null>(null);
  const { id, text, name, votes, state } = question;

  async function vote(): Promise<void> {
    const answer = await room.vote(id, !own);
    setRefused(answer.ok ? null : answer.refusal.message);
    if (answer.ok) voted.set(withVote(voted.get(), id, !own));
  }

  return (
    <li data-testid="asked" data-state={state}>
      <button
        type="button"
        className="vote"
        aria-pressed={own}
        aria-label={`${own ? 'Take your vote back from' : 'Vote for'} this question, ${votes} so far`}
        disabled={!taking || state !== 'open'}
        onClick={() => void vote()}
      >
        <span aria-hidden="true">▲</span>
        {votes}
      </button>
      <div>
        <p>{text}</p>
        <small>
          {name ?? 'Anonymous'}
          {state === 'answered' && ' · answered'}
        </small>
        {refused !== null && <output className="ask-refused">{refused}</output>}
      </div>
    </li>
  );
}
