import type { ReactNode } from 'react';
import { Because } from '../cue/Because.tsx';
import { Chips } from '../cue/Chips.tsx';
import { useSlide } from '../deck/slide-context.ts';
import type { SlideWords } from '../talk/model.ts';

interface Props {
  readonly words: SlideWords;
  /** What is said beside the chips, where they leave room. */
  readonly children?: ReactNode;
}

/** What can be run on a slide, and why the last run came out as it did. */
export function Cues({ words, children }: Props): ReactNode {
  const { fragment } = useSlide();
  if (words.cues.length === 0) return null;
  const told = Boolean(children);
  const shown = words.cues.filter((cue) => cue.fragment <= fragment || cue.fragment < 0);
  return (
    <footer className="live-cues">
      <div className={told ? 'live-run has-statement' : 'live-run'}>
        <Chips cues={shown} places={words.cues.length} />
        {children}
      </div>
      <Because cues={words.cues} />
    </footer>
  );
}
