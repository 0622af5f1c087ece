import type { Browser, Page } from 'playwright-core';
import { isLive, isOn } from '../harness/place.ts';
import { drawn, showSlide, still } from '../harness/show-slide.ts';
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

function pick(texts: Record<string, string>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, texts[name] ?? '']));
}

/** Waits until the follower shows this place whole, with the terminals as they are on stage. */
export async function settled(
  { page }: Follower,
  slide: string,
  fragment: number,
  hall: Hall | null,
): Promise<void> {
  if (hall === null) await showSlide(page, slide, fragment);
  else {
    await isLive(page);
    await isOn(page, `${slide} ${fragment}`);
    await drawn(page, slide);
    let [there, here] = ['', ''];
    await until(
      `the follower’s terminals on ${slide} show what the stage’s do`,
      async () => {
        const shown = await terminalsOf(page);
        const onStage = await hall.terminals();
        here = JSON.stringify(shown);
        there = JSON.stringify(pick(onStage, Object.keys(shown)));
        return there === here;
      },
      { about: () => `stage: ${there}\nfollower: ${here}` },
    );
  }
  await still(page);
}
