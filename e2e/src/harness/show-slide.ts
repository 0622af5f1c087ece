import type { Page } from 'playwright-core';
import { isOn } from './place.ts';

/** Brings a follower who roams to a slide, and waits until all of it is drawn. */
export async function showSlide(page: Page, slide: string, fragment: number): Promise<void> {
  await page.evaluate(
    (hash) => {
      window.location.hash = hash;
    },
    `#/${slide}${fragment < 0 ? '' : `/${fragment}`}`,
  );
  await isOn(page, `${slide} ${fragment}`);
  await drawn(page, slide);
  await still(page);
}

/** Until this slide shows all of its parts. */
export async function drawn(page: Page, slide: string): Promise<void> {
  await page.waitForFunction(
    (id) => {
      const section = document.querySelector('section.present');
      if (section?.getAttribute('data-slide') !== id) return false;
      const whole = (of: string, needs: string) =>
        [...section.querySelectorAll(of)].every((part) => part.querySelector(needs) !== null);
      return (
        whole('.picture', '*') &&
        whole('.diagram-pane', 'g.element, .diagram-empty') &&
        whole('.terminal-host', '*') &&
        whole('.recorded-lines', '.recorded-line')
      );
    },
    slide,
    { timeout: 10_000 },
  );
}

/** Until fonts are there and nothing moves any more. */
export async function still(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    for (let frame = 0; frame < 4; frame += 1)
      await new Promise((next) => requestAnimationFrame(next));
    await Promise.all(
      document.getAnimations().map((animation) => animation.finished.catch(() => null)),
    );
  });
}

export const THEMES = ['light', 'dark'] as const;
export type ShownTheme = (typeof THEMES)[number];

/** Puts the page in a theme, as its reader does. */
export async function inTheme(page: Page, theme: ShownTheme): Promise<void> {
  const now = await page.evaluate(() => document.documentElement.dataset['theme']);
  if (now === theme) return;
  await page.keyboard.press('d');
  await page.waitForFunction(
    (wanted) => document.documentElement.dataset['theme'] === wanted,
    theme,
  );
  await page.evaluate(
    () => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next))),
  );
}
