import { keptRehearsalSchema, rehearsedSlideSchema } from '@netstage/protocol';
import type { KeptRehearsal, RehearsedSlide } from '@netstage/protocol';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { z } from 'zod';
import type { Talk } from '../harness/talk.ts';
import { until } from '../harness/until.ts';

/** What the kiosk keeps in its browser, so that a page that is loaded anew goes on from there. */
const placeSchema = z.object({
  playing: z.boolean(),
  index: z.int(),
  loop: z.int(),
  log: z.object({ slides: z.array(rehearsedSlideSchema) }),
});
export type Place = z.infer<typeof placeSchema>;

export interface KioskPage {
  readonly page: Page;
  /** Where it is; null before it has begun. */
  place(): Promise<Place | null>;
  /** What the page complained of. */
  readonly faults: readonly string[];
}

/** @param words what stands behind the `#` of the kiosk's address, e.g. `play&speed=20` */
export async function openKiosk(browser: Browser, talk: Talk, words: string): Promise<KioskPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
  return openKioskIn(context, talk, words);
}

/** In a new tab of a browser that may have had a kiosk before. */
export async function openKioskIn(
  context: BrowserContext,
  talk: Talk,
  words: string,
): Promise<KioskPage> {
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.stack ?? error.message));
  page.on('crash', () => faults.push('the page crashed'));
  await page.goto(`${talk.urls.kiosk}#${words}`);
  return {
    page,
    faults,
    async place() {
      const text = await page.evaluate(() => localStorage.getItem('netstage:kiosk'));
      return text === null ? null : placeSchema.parse(JSON.parse(text));
    },
  };
}

/** Ms between looks at a kiosk that plays: each reads all that it has kept, on its own processor. */
const LOOK_EVERY = 250;

/** Follows the kiosk until it has ended; tells each slide once it is done. */
export async function playThrough(
  kiosk: KioskPage,
  options: {
    readonly within: number;
    readonly onSlide?: (slide: RehearsedSlide, at: string) => void;
  },
): Promise<void> {
  const told = new Set<string>();
  await until(
    'the kiosk has played to the end',
    async () => {
      const place = await kiosk.place();
      if (!place) return false;
      const { slides } = place.log;
      const shown = slides.filter((slide) => slide.shown);
      const done = place.playing ? shown.slice(0, -1) : shown;
      for (const slide of done)
        if (!told.has(slide.slide)) {
          told.add(slide.slide);
          options.onSlide?.(slide, `${told.size}/${slides.length}`);
        }
      return !place.playing;
    },
    { within: options.within, every: LOOK_EVERY, about: () => kiosk.faults.join('\n') },
  );
  await kiosk.page.locator('[data-testid=kiosk-end][data-saved=kept]').waitFor();
}

/** The hub's rehearsals, the newest first. */
export async function readRehearsals(talk: Talk): Promise<KeptRehearsal[]> {
  const url = new URL('/api/rehearsals', talk.urls.audience);
  const answer = await fetch(url, { headers: { authorization: `Bearer ${talk.token}` } });
  if (!answer.ok) throw new Error(`${url.href} answered ${answer.status}`);
  return z.array(keptRehearsalSchema).parse(await answer.json());
}
