import type { ReactNode } from 'react';
import type { SlideWords } from '../talk/model.ts';
import { LiveSlide } from './LiveSlide.tsx';
import { Sheet } from './Sheet.tsx';
import { TitleSlide } from './TitleSlide.tsx';
import { Words } from './Words.tsx';

/** Shows a slide's words and stage; a few slides have a form of their own. */
export function SlideView({ words }: { readonly words: SlideWords }): ReactNode {
  if (words.id === 'title') return <TitleSlide words={words} />;
  if (words.stage.kind === 'live') return <LiveSlide words={words} stage={words.stage} />;
  return (
    <Sheet words={words}>
      <div className="told">
        {words.body.map((block) => (
          <Words key={JSON.stringify(block)} block={block} />
        ))}
      </div>
    </Sheet>
  );
}
