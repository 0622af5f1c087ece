import type { ReactNode } from 'react';
import { PicturePane } from '../pictures/PicturePane.tsx';
import type { SlideWords } from '../talk/model.ts';
import { Text } from './Text.tsx';

/** The title, and how to follow along. */
export function TitleSlide({ words }: { readonly words: SlideWords }): ReactNode {
  return (
    <div className="sheet title-sheet" data-testid={`slide-${words.id}`}>
      <h1>
        <Text>{words.title}</Text>
      </h1>
      <p className="sr-only">{words.summary}</p>
      {words.stage.kind === 'concept' && (
        <PicturePane words={words} picture={words.stage.picture} />
      )}
    </div>
  );
}
