import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { faultsOf } from './faults-of.ts';
import type { ShownSlide } from './slides-of.ts';

/** Laptop, projector, phone. */
export const SIZES = [
  { name: '1280x720', width: 1280, height: 720 },
  { name: '1920x1080', width: 1920, height: 1080 },
  { name: '390x844', width: 390, height: 844 },
] as const;
export type ShotSize = (typeof SIZES)[number];

const THEMES = ['light', 'dark'] as const;

export interface Shot {
  readonly slide: string;
  readonly fragment: number;
  readonly size: string;
  readonly theme: (typeof THEMES)[number];
  /** In the output's folder. */
  readonly file: string;
  /** What does not fit or cannot be read, in words. */
  readonly faults: readonly string[];
}

interface Options {
  readonly size: ShotSize;
  readonly slides: readonly ShownSlide[];
  readonly out: string;
  readonly fragments: boolean;
}

/** Goes through the talk as a follower who roams, and takes each slide in both themes. */
export async function takeShots(browser: Browser, url: string, options: Options): Promise<Shot[]> {
  const { size, slides, out, fragments } = options;
  const context = await browser.newContext({
    viewport: { width: size.width, height: size.height },
    colorScheme: 'light',
    reducedMotion: 'reduce',
    hasTouch: size.width < 500,
  });
  const page = await context.newPage();
  const shots: Shot[] = [];
  const trouble: string[] = [];
  page.on('pageerror', (error) => trouble.push(`error: ${error.message}`));
  // tsx wraps named functions in a helper of its own, also those that run in the page.
  await page.addInitScript('globalThis.__name = (named) => named');
  await page.goto(url);
  await page.waitForSelector('[data-testid="talk"][data-slide]');
  for (const { id, fragments: count } of slides) {
    const first = fragments ? -1 : count - 1;
    for (let fragment = first; fragment < count; fragment += 1) {
      await show(page, id, fragment);
      for (const theme of THEMES) {
        await inTheme(page, theme);
        const file = `${id}${fragments ? `.${fragment + 1}` : ''}.${size.name}.${theme}.png`;
        await page.screenshot({ path: join(out, file) });
        // What fits does so in both themes.
        const faults = theme === 'light' ? [...(await faultsOf(page)), ...trouble.splice(0)] : [];
        shots.push({ slide: id, fragment, size: size.name, theme, file, faults });
      }
      await inTheme(page, 'light');
    }
  }
  await context.close();
  return shots;
}

async function show(page: Page, slide: string, fragment: number): Promise<void> {
  await page.evaluate(
    (hash) => {
      window.location.hash = hash;
    },
    `#/${slide}${fragment < 0 ? '' : `/${fragment}`}`,
  );
  await page.waitForSelector(
    `[data-testid="talk"][data-slide="${slide}"][data-fragment="${fragment}"]`,
  );
  await page.waitForFunction(
    (id) => {
      const section = document.querySelector('section.present');
      if (section?.getAttribute('data-slide') !== id) return false;
      const drawn = (of: string, needs: string) =>
        [...section.querySelectorAll(of)].every((part) => part.querySelector(needs) !== null);
      return (
        drawn('.picture', '*') &&
        drawn('.diagram-pane', 'g.element, .diagram-empty') &&
        drawn('.terminal-host', '*')
      );
    },
    slide,
    { timeout: 10_000 },
  );
  await page.evaluate(async () => {
    await document.fonts.ready;
    for (let frame = 0; frame < 4; frame += 1)
      await new Promise((drawn) => requestAnimationFrame(drawn));
    await Promise.all(
      document.getAnimations().map((animation) => animation.finished.catch(() => null)),
    );
  });
}

async function inTheme(page: Page, theme: string): Promise<void> {
  const now = await page.evaluate(() => document.documentElement.dataset['theme']);
  if (now === theme) return;
  await page.keyboard.press('d');
  await page.waitForFunction(
    (wanted) => document.documentElement.dataset['theme'] === wanted,
    theme,
  );
  await page.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
  );
}
