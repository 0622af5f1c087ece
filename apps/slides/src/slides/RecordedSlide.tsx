import type { ReactNode } from 'react';
import { useSlide } from '../deck/slide-context.ts';
import { RecordedPane } from '../recorded/RecordedPane.tsx';
import type { SlideWords } from '../talk/model.ts';
import type { Recorded } from '../talk/stage.ts';
import { Sheet } from './Sheet.tsx';
import { Words } from './Words.tsx';

interface Props {
  readonly words: SlideWords;
  readonly stage: Recorded;
}

/** Words beside the network as it was while setup.sh ran, one frame a fragment. */
export function RecordedSlide({ words, stage }: Props): ReactNode {
  const { fragment } = useSlide();
  const frame = stage.frames[Math.min(fragment + 1, stage.frames.length - 1)] ?? 'done';
  return (
    <Sheet words={words}>
      <div className={stage.step > 2 ? 'live live-above' : 'live live-told'}>
        <div className="live-words">
          {words.body.map((block) => (
            <Words key={JSON.stringify(block)} block={block} />
          ))}
        </div>
        <RecordedPane step={stage.step} frame={frame} note={noteOf(frame)} />
      </div>
    </Sheet>
  );
}

function noteOf(frame: string): string {
  if (frame === 'clean') return 'recorded, before setup.sh';
  return frame === 'done' ? 'recorded, after setup.sh' : 'recorded, while setup.sh ran';
}
