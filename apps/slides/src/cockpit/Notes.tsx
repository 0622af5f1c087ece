import type { ReactNode } from 'react';
import { useStore } from '../follow/use-store.ts';
import { setting } from '../look/setting.ts';
import { Text } from '../slides/Text.tsx';
import type { SlideWords } from '../talk/model.ts';

const SIZES = { smallest: 14, usual: 18, largest: 34, step: 2 } as const;

/** Px of the notes' letters, as last chosen in this browser. */
const notesSize = setting<number>('notes-size', SIZES.usual, (stored) => {
  const size = Number(stored);
  return size >= SIZES.smallest && size <= SIZES.largest ? size : null;
});

/** What to say, in letters as large as the speaker's eyes need. */
export function Notes({ words }: { readonly words: SlideWords | undefined }): ReactNode {
  const size = useStore(notesSize, (value) => value);
  const change = (by: number) => () =>
    notesSize.set(Math.max(SIZES.smallest, Math.min(SIZES.largest, size + by)));
  return (
    <article className="notes" data-testid="notes">
      <header>
        <h2>Notes</h2>
        <button type="button" aria-label="A−, smaller notes" onClick={change(-SIZES.step)}>
          A−
        </button>
        <button type="button" aria-label="A+, larger notes" onClick={change(SIZES.step)}>
          A+
        </button>
      </header>
      <div className="notes-text" key={words?.id} style={{ fontSize: size }}>
        {words?.notes.say.map((paragraph) => (
          <p key={paragraph}>
            <Text>{paragraph}</Text>
          </p>
        ))}
        {words && words.notes.questions.length > 0 && (
          <details>
            <summary>If they ask</summary>
            {words.notes.questions.map(({ ask, answer }) => (
              <div key={ask}>
                <h3>
                  <Text>{ask}</Text>
                </h3>
                <p>
                  <Text>{answer}</Text>
                </p>
              </div>
            ))}
          </details>
        )}
      </div>
    </article>
  );
}
