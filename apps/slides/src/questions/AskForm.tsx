import { NAME_LENGTH, QUESTION_LENGTH } from '@netstage/protocol';
import type { Question } from '@netstage/protocol';
import { useEffect, useId, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useTalk } from '../app/talk-context.ts';
import { useStore } from '../follow/use-store.ts';
import { setting } from '../look/setting.ts';
import { hasVoted, voted, withVote } from './voted.ts';

/** The name as last given in this browser; empty for none. */
const ownName = setting<string>('name', '', (stored) => stored.slice(0, NAME_LENGTH));

function sameWords(text: string): string {
  return text.normalize('NFC').replaceAll(/\s+/g, ' ').trim().toLowerCase();
}

type Sent = { readonly is: 'not' | 'sending' | 'asked' } | { readonly is: 'refused'; why: string };

/** A question and, if one likes, a name. */
export function AskForm(): ReactNode {
  const { room } = useTalk().link;
  const name = useStore(ownName, (value) => value);
  const [text, setText] = useState('');
  const [sent, setSent] = useState<Sent>({ is: 'not' });
  const asked = useRef<string | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const questions = useStore(room.questions, (list) => list);
  const fields = useId();
  const left = QUESTION_LENGTH.max - Array.from(text.trim()).length;

  // Who asks has voted for it, says the hub; its id comes with the list.
  useEffect(() => {
    if (asked.current !== null && markOwn(questions, asked.current)) asked.current = null;
  }, [questions]);

  async function ask(): Promise<void> {
    setSent({ is: 'sending' });
    const answer = await room.ask(text, name);
    // The button that was pressed had the focus, and lost it when it was disabled.
    field.current?.focus();
    if (!answer.ok) {
      setSent({ is: 'refused', why: answer.refusal.message });
      return;
    }
    setSent({ is: 'asked' });
    const words = sameWords(text);
    asked.current = markOwn(room.questions.get(), words) ? null : words;
    setText('');
  }

  return (
    <form
      className="ask-form"
      onSubmit={(event) => {
        event.preventDefault();
        void ask();
      }}
    >
      <label htmlFor={`${fields}-text`}>Your question</label>
      <textarea
        id={`${fields}-text`}
        data-testid="ask-text"
        ref={field}
        rows={3}
        required
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setSent({ is: 'not' });
        }}
      />
      <div className="ask-row">
        <label htmlFor={`${fields}-name`}>
          Name <span className="ask-optional">(if you like)</span>
        </label>
        <input
          id={`${fields}-name`}
          autoComplete="name"
          maxLength={NAME_LENGTH}
          value={name}
          onChange={(event) => ownName.set(event.target.value)}
        />
        <span className="ask-left" data-over={left < 0 || undefined}>
          {left < 60 ? left : ''}
        </span>
        <button
          type="submit"
          data-testid="ask-send"
          disabled={sent.is === 'sending' || left < 0 || text.trim().length < QUESTION_LENGTH.min}
        >
          Ask
        </button>
      </div>
      <output className="ask-state" data-state={sent.is}>
        {sent.is === 'asked' && 'Asked. The speaker sees it.'}
        {sent.is === 'refused' && sent.why}
      </output>
    </form>
  );
}

/** Shows the vote of the question with these words as one's own; false while it is not listed. */
function markOwn(questions: readonly Question[] | null, words: string): boolean {
  const own = questions?.find((question) => sameWords(question.text) === words);
  if (!own) return false;
  if (!hasVoted(voted.get(), own.id)) voted.set(withVote(voted.get(), own.id, true));
  return true;
}
