import type { ReactNode } from 'react';
import { useDeck } from '../deck/slide-context.ts';
import type { SlideWords } from '../talk/model.ts';
import { sectionNames } from './talk.ts';
import { Text } from './Text.tsx';

interface Props {
  readonly words: SlideWords;
  /** The canvas has no room to spare: the line above the title is left to the screen reader. */
  readonly tight?: boolean;
  readonly children: ReactNode;
}

/** A slide's frame: where we are, the point it makes, and room for what shows it. */
export function Sheet({ words, tight = false, children }: Props): ReactNode {
  const { flow } = useDeck();
  const looks = `sheet${tight ? ' sheet-tight' : ''}${flow ? '' : ' is-canvas'}`;
  return (
    <div className={looks} data-testid={`slide-${words.id}`}>
      <header className="sheet-head">
        <p className={tight && !flow ? 'sr-only' : 'kicker'}>{sectionNames[words.section]}</p>
        <h2>
          <Text>{words.title}</Text>
        </h2>
      </header>
      <p className="sr-only">{words.summary}</p>
      {children}
    </div>
  );
}
