import type { ReactNode } from 'react';
import { PicturePane } from '../pictures/PicturePane.tsx';
import type { SlideWords } from '../talk/model.ts';
import { RecordedSlide } from './RecordedSlide.tsx';
import { LiveSlide } from './LiveSlide.tsx';
import { ScriptSlide } from './ScriptSlide.tsx';
import { Sheet } from './Sheet.tsx';
import { TitleSlide } from './TitleSlide.tsx';
import { Words } from './Words.tsx';

/** Shows a slide's words and stage; a few slides have a form of their own. */
export function SlideView({ words }: { readonly words: SlideWords }): ReactNode {
  if (words.id === 'title') return <TitleSlide words={words} />;
  const script = words.body.find((block) => block.kind === 'script');
  if (words.stage.kind === 'live')
    return script ? (
      <ScriptSlide words={words} stage={words.stage} block={script} />
    ) : (
      <LiveSlide words={words} stage={words.stage} />
    );
  if (words.stage.kind === 'recorded') return <RecordedSlide words={words} stage={words.stage} />;
  if (words.stage.kind === 'concept')
    return (
      <Sheet words={words}>
        <PicturePane words={words} picture={words.stage.picture} />
      </Sheet>
    );
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
