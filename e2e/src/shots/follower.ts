import type { Browser, Page } from 'playwright-core';
import { isLive, isOn } from '../harness/place.ts';
import { until } from '../harness/until.ts';
import type { Hall } from './hall.ts';
import { terminalsOf } from './hall.ts';

/** Laptop, projector, phone. */
export const SIZES = [
  { name: '1280x720', width: 1280, height: 720 },
  { name: '1920x1080', width: 1920, height: 1080 },
  { name: '390x844', width: 390, height: 844 },
] as const;
export type ShotSize = (typeof SIZES)[number];

export const THEMES = ['light', 'dark'] as const;
export type ShotTheme = (typeof THEMES)[number];

export interface Follower {
  readonly page: Page;
  readonly size: ShotSize;
  /** Errors of the page since this was last asked. */
  readonly trouble: () => string[];
}

/** A page of the audience. */
export async function openFollower(
  browser: Browser,
  url: string,
  size: ShotSize,
): Promise<Follower> {
  const context = await browser.newContext({
    viewport: { width: size.width, height: size.height },
    colorScheme: 'light',
    reducedMotion: 'reduce',
    hasTouch: size.width < 500,
  });
  const page = await context.newPage();
  const trouble: string[] = [];
  page.on('pageerror', (error) => trouble.push(`error: ${error.message}`));
  // tsx wraps named functions in a helper of its own, also those that run in the page.
  await page.addInitScript('globalThis.__name = (named) => named');
  await page.goto(url);
  await page.waitForSelector('[data-testid="talk"][data-slide]');
  return { page, size, trouble: () => trouble.splice(0) };
}

/** Waits until the follower shows this place whole, with the terminals as they are on stage. */
export async function settled(
  { page }: Follower,
  slide: string,
  fragment: number,
  hall: Hall | null,
): Promise<void> {
  if (hall === null)
    await page.evaluate(
      (hash) => {
        window.location.hash = hash;
      },
      `#/${slide}${fragment < 0 ? '' : `/${fragment}`}`,
    );
  else await isLive(page);
  await isOn(page, `${slide} ${fragment}`);
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
  if (hall) {
    let [there, here] = ['', ''];
    await until(
      `the follower’s terminals on ${slide} show what the stage’s do`,
      async () => {
        there = JSON.stringify(await hall.terminals());
        here = JSON.stringify(await terminalsOf(page));
        return there === here;
      },
      { about: () => `stage: ${there}\nfollower: ${here}` },
    );
  }
  await still(page);
}

/** Until fonts are there and nothing moves any more. */
async function still(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    for (let frame = 0; frame < 4; frame += 1)
      await new Promise((drawn) => requestAnimationFrame(drawn));
    await Promise.all(
      document.getAnimations().map((animation) => animation.finished.catch(() => null)),
    );
  });
}

export async function inTheme(page: Page, theme: ShotTheme): Promise<void> {
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
