import type { ReactNode } from 'react';
import { Text } from '../slides/Text.tsx';
import type { SlideWords } from '../talk/model.ts';

/** What a picture gets that sets the slide's words itself. */
export interface PictureProps {
  readonly words: SlideWords;
}

interface Props extends PictureProps {
  readonly left: ReactNode;
  readonly right: ReactNode;
}

/** Two things side by side, each with its picture above its words. */
export function Comparison({ words, left, right }: Props): ReactNode {
  const comparison = words.body.find((block) => block.kind === 'comparison');
  if (!comparison) throw new Error(`The slide ${words.id} compares nothing in its words.`);
  return (
    <div className="compared">
      {[comparison.left, comparison.right].map((column, index) => (
        <article key={column.title}>
          <h3>
            <Text>{column.title}</Text>
          </h3>
          {index === 0 ? left : right}
          <ul>
            {column.items.map((item) => (
              <li key={item}>
                <Text>{item}</Text>
              </li>
            ))}
          </ul>
        </article>
      ))}
    </div>
  );
}
