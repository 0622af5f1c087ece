import type { Question } from '@netstage/protocol';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTalk } from '../app/talk-context.ts';
import { useQuestions } from '../questions/use-questions.ts';
import { useRoom } from '../room/use-room.ts';
import { Twice } from './Twice.tsx';

const FORMATS = ['md', 'csv', 'json'] as const;

/** The room's questions: the most wanted first, to put on the screen, to mark, to take home. */
export function QuestionsPanel(): ReactNode {
  const { link } = useTalk();
  const questions = useQuestions();
  const asking = useRoom((room) => room.asking);
  const [all, setAll] = useState(false);
  const { actions } = link;
  if (asking === null) return <p className="panel-empty">This talk takes no questions.</p>;
  const shown = questions?.filter(({ state }) => all || state === 'open');
  return (
    <div className="questions-panel" data-testid="questions-panel">
      <div className="panel-tools">
        <label>
          <input
            type="checkbox"
            checked={asking}
            onChange={(event) => void actions?.asking(event.target.checked)}
          />
          take questions
        </label>
        <label>
          <input type="checkbox" checked={all} onChange={(event) => setAll(event.target.checked)} />
          done ones too
        </label>
      </div>
      <ol>
        {shown?.map((question) => (
          <Asked key={question.id} question={question} />
        ))}
      </ol>
      {shown?.length === 0 && <p className="panel-empty">No open questions.</p>}
      <footer className="panel-tools">
        <span>Take home:</span>
        {FORMATS.map((format) => (
          <a key={format} href={`/api/questions.${format}`} download>
            {format}
          </a>
        ))}
        <Twice
          label="Begin anew"
          sure="Sure? They stay on the disk"
          onPress={() => void actions?.clearQuestions()}
        />
      </footer>
    </div>
  );
}

function Asked({ question }: { readonly question: Question }): ReactNode {
  const { actions } = useTalk().link;
  const onScreen = useRoom(
    ({ showing }) => showing.kind === 'question' && showing.question.id === question.id,
  );
  const { id, text, name, votes, state } = question;
  const mark = (next: Question['state']) => () => void actions?.mark(id, next);
  return (
    <li data-testid="panel-question" data-state={state} data-shown={onScreen === true || undefined}>
      <span className="panel-votes" aria-label={`${votes} votes`}>
        {votes}
      </span>
      <p>
        {text}
        {name !== null && <small> {name}</small>}
      </p>
      <span className="panel-acts">
        {state === 'open' ? (
          <>
            <button
              type="button"
              aria-pressed={onScreen === true}
              onClick={() =>
                void actions?.show(
                  onScreen === true ? { kind: 'nothing' } : { kind: 'question', id },
                )
              }
            >
              {onScreen === true ? 'Take off' : 'On screen'}
            </button>
            <button type="button" onClick={mark('answered')}>
              Answered
            </button>
            <button type="button" onClick={mark('hidden')}>
              Hide
            </button>
          </>
        ) : (
          <button type="button" onClick={mark('open')}>
            {state}: reopen
          </button>
        )}
      </span>
    </li>
  );
}
