import type { ReactNode } from 'react';
import { clockWords } from '../kiosk/time-words.ts';
import { Text } from '../slides/Text.tsx';
import type { SlideWords } from '../talk/model.ts';

interface Props {
  readonly words: SlideWords;
  /** Of how many slides this is which. */
  readonly place: string;
}

/** What to say, and what they may ask. */
export function PrintNotes({ words, place }: Props): ReactNode {
  const { say, questions } = words.notes;
  return (
    <div className="print-notes">
      <p className="print-place">
        {place} · {clockWords(words.target)}
      </p>
      {say.map((paragraph) => (
        <p key={paragraph}>
          <Text>{paragraph}</Text>
        </p>
      ))}
      {questions.length > 0 && (
        <dl>
          {questions.map(({ ask, answer }) => (
            <div key={ask}>
              <dt>
                <Text>{ask}</Text>
              </dt>
              <dd>
                <Text>{answer}</Text>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}
