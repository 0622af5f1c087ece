import type { RehearsedSlide, Rehearsal } from '@netstage/protocol';
import { launchBrowser } from '../harness/browser.ts';
import { startTalk } from '../harness/talk.ts';
import { openKiosk, playThrough, readRehearsals } from './kiosk-page.ts';
import type { RehearseOptions } from './options.ts';

/** Ms that one slide may take beyond its target: boots, retries, and what hangs. */
const PER_SLIDE = 60_000;
const SLIDES = 100;
const TARGET = 45 * 60_000;

export interface Rehearsed {
  readonly rehearsal: Rehearsal;
  /** What the page complained of on the way; nothing may be. */
  readonly faults: readonly string[];
  /** The slide that a follower saw at the end. */
  readonly followed: string | null;
}

/**
 * Starts the talk with a lab of its own, lets the kiosk play it in a real browser with a follower
 * beside it, and ends everything.
 */
export async function rehearse(
  options: Omit<RehearseOptions, 'json'>,
  onSlide?: (slide: RehearsedSlide, at: string) => void,
): Promise<Rehearsed> {
  const talk = await startTalk();
  try {
    const browser = await launchBrowser();
    try {
      const follower = await (await browser.newContext()).newPage();
      await follower.goto(talk.urls.audience);
      const kiosk = await openKiosk(browser, talk, wordsOf(options));
      await playThrough(kiosk, {
        within: TARGET / options.speed + SLIDES * PER_SLIDE,
        ...(onSlide ? { onSlide } : {}),
      });
      const [last] = await readRehearsals(talk);
      if (!last) throw new Error('The hub has kept no rehearsal.');
      const followed = await follower.getByTestId('talk').getAttribute('data-slide');
      return { rehearsal: last.rehearsal, faults: kiosk.faults, followed };
    } finally {
      await browser.close();
    }
  } finally {
    await talk.stop();
  }
}

/** What tells the kiosk's page to begin by itself. */
function wordsOf({ speed, from, to, step }: Omit<RehearseOptions, 'json'>): string {
  const words = new URLSearchParams({ play: '', speed: String(speed) });
  if (from !== null) words.set('from', from);
  if (to !== null) words.set('to', to);
  if (step !== null) words.set('step', String(step));
  return words.toString();
}
