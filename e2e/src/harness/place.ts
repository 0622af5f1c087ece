import type { Page } from 'playwright-core';
import { until } from './until.ts';

/** Where a page's deck is. */
export async function placeOf(page: Page): Promise<string> {
  const deck = page.locator('[data-slide][data-mode]').first();
  return `${await deck.getAttribute('data-slide')} ${await deck.getAttribute('data-fragment')}`;
}

/** Waits until the page has opened on that slide and fragment, and takes keys. */
export async function isOn(page: Page, place: string): Promise<void> {
  // The place is known, and told in its attributes, before there is a deck to move.
  await page.locator('#opening').waitFor({ state: 'detached' });
  let seen = '';
  await until(
    `the page is on ${place}`,
    async () => {
      seen = await placeOf(page);
      return seen === place;
    },
    { about: () => `it is on ${seen}` },
  );
}

/** Waits until the page hears the hub and has opened: then it takes keys. */
export async function isLive(page: Page): Promise<void> {
  await page.locator('#opening').waitFor({ state: 'detached' });
  await page.locator('[data-testid=connection][data-status=live]').waitFor();
}

/** Steps forward until the slide is there, as its presenter does. */
export async function walkTo(page: Page, slide: string): Promise<void> {
  for (let steps = 0; steps < 200; steps += 1) {
    if ((await placeOf(page)).startsWith(`${slide} `)) return;
    await page.keyboard.press('PageDown');
  }
  throw new Error(`The talk has no slide ${slide}, or it is behind ${await placeOf(page)}.`);
}
