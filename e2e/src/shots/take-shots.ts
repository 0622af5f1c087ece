import { join } from 'node:path';
import { inTheme, THEMES } from '../harness/show-slide.ts';
import type { ShownTheme } from '../harness/show-slide.ts';
import { faultsOf } from './faults-of.ts';
import { settled } from './follower.ts';
import type { Follower } from './follower.ts';
import type { Hall } from './hall.ts';
import type { ShownSlide } from './slides-of.ts';

export interface Shot {
  readonly slide: string;
  readonly fragment: number;
  readonly size: string;
  readonly theme: ShownTheme;
  /** In the output's folder. */
  readonly file: string;
  /** What does not fit or cannot be read, in words. */
  readonly faults: readonly string[];
}

interface Options {
  readonly slides: readonly ShownSlide[];
  readonly followers: readonly Follower[];
  /** Null for followers that roam on their own. */
  readonly hall: Hall | null;
  /** Whether a slide is taken, or only gone through. */
  readonly wanted: (slide: ShownSlide) => boolean;
  /** Whether its cues are run. */
  readonly runs: (slide: ShownSlide) => boolean;
  readonly out: string;
  /** Each fragment of each slide, not only the last. */
  readonly fragments: boolean;
}

/** Goes through the talk, and takes each slide as its followers see it, in both themes. */
export async function takeShots(options: Options): Promise<Shot[]> {
  const { slides, followers, hall, wanted, runs, out, fragments } = options;
  const shots: Shot[] = [];
  for (const slide of slides) {
    if (!wanted(slide) && !runs(slide)) continue;
    for (let fragment = -1; fragment < slide.fragments; fragment += 1) {
      await hall?.goTo(slide, fragment, runs(slide));
      const last = fragment === slide.fragments - 1;
      if (!wanted(slide) || !(fragments || last)) continue;
      const file = `${slide.id}${fragments ? `.${fragment + 1}` : ''}`;
      for (const follower of followers) {
        const { page, size } = follower;
        await settled(follower, slide.id, fragment, hall);
        for (const theme of THEMES) {
          await inTheme(page, theme);
          const name = `${file}.${size.name}.${theme}.png`;
          await page.screenshot({ path: join(out, name) });
          // What fits does so in both themes.
          const faults =
            theme === 'light' ? [...(await faultsOf(page)), ...follower.trouble()] : [];
          shots.push({ slide: slide.id, fragment, size: size.name, theme, file: name, faults });
        }
        await inTheme(page, 'light');
      }
    }
  }
  return shots;
}
