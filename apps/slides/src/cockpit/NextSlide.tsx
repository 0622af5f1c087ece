import type { Position } from '@netstage/protocol';
import type { ReactNode } from 'react';
import { hueOf } from '../look/hue.ts';
import type { SlideWords } from '../talk/model.ts';
import { SlideThumb } from './SlideThumb.tsx';

interface Props {
  /** Where one more step leads: a fragment of this slide, or the next slide. */
  readonly step: Position;
  readonly words: SlideWords | undefined;
  /** The slide after this one. */
  readonly next: SlideWords | undefined;
}

/** What comes next, and the commands that wait there. */
export function NextSlide({ step, words, next }: Props): ReactNode {
  const within = words && step.slide === words.id && step.fragment >= 0;
  const left = within ? words.fragments - step.fragment : 0;
  return (
    <article className="next-slide" data-testid="next-slide">
      <header>
        <h2>{within ? `Next: step ${step.fragment + 1} of ${words.fragments}` : 'Next'}</h2>
        <p>
          {within && left > 0 ? `then ${next?.title ?? 'the end'}` : (next?.title ?? 'The end')}
        </p>
      </header>
      <SlideThumb at={step} label="Next" />
      {next && next.cues.length > 0 && (
        <ul className="next-cues" aria-label="Commands of the next slide">
          {next.cues.map((cue) => (
            <li key={cue.id} data-hue={hueOf(cue.node)} title={cue.command}>
              {cue.label}
            </li>
          ))}
        </ul>
      )}
    </article>
  );
}
