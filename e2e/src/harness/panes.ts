/** A terminal pane on stage and at a follower, as a pointer and keys find it. */
import type { Browser, Page } from 'playwright-core';
import { isLive, placeOf, walkTo } from './place.ts';
import type { Talk } from './talk.ts';
import { until } from './until.ts';

export const LEAVE = 'Control+Shift+L';

/** The stage and a follower of it, both on the slide, both with its first terminal drawn. */
export async function openPanes(
  browser: Browser,
  talk: Talk,
  slide: string,
): Promise<{ stage: Page; follower: Page }> {
  const open = async (url: string): Promise<Page> => {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 720 },
      permissions: ['clipboard-read', 'clipboard-write'],
      // The follower has asked for less motion: letters are measured the same.
      reducedMotion: url === talk.urls.audience ? 'reduce' : 'no-preference',
    });
    const page = await context.newPage();
    await page.goto(url);
    await isLive(page);
    return page;
  };
  const stage = await open(talk.urls.stage);
  const follower = await open(talk.urls.audience);
  await walkTo(stage, slide);
  await until('the follower is there', async () => (await placeOf(follower)).startsWith(slide));
  for (const page of [stage, follower]) await shell(page).locator('.xterm-rows').waitFor();
  return { stage, follower };
}

export function shell(page: Page) {
  return page.locator('section.present [data-testid=terminal]').first();
}

export async function lines(page: Page): Promise<string[]> {
  return shell(page).locator('.xterm-rows > div').allTextContents();
}

export async function shows(page: Page, text: string): Promise<void> {
  await until(
    `${JSON.stringify(text)} is on the screen`,
    async () => (await lines(page)).some((line) => line.includes(text)),
    { about: () => '' },
  );
}

/** Types on the stage; the focus is left as it was found, elsewhere. */
export async function type(stage: Page, command: string): Promise<void> {
  await shell(stage).locator('.xterm-screen').click();
  await stage.keyboard.type(command);
  await stage.keyboard.press('Enter');
  await stage.keyboard.press(LEAVE);
}

/** Where the middle of a cell is in the window, and how wide it is. */
export async function cellAt(page: Page, row: number, col: number) {
  const box = await shell(page).locator('.xterm-screen').boundingBox();
  const [cols = 0, rows = 0] = (await size(page)).split('×').map(Number);
  if (!box) throw new Error('There is no screen.');
  const width = box.width / cols;
  const height = box.height / rows;
  return { x: box.x + (col + 0.5) * width, y: box.y + (row + 0.5) * height, width };
}

/** Its columns and rows, as `62×19`. */
export async function size(page: Page): Promise<string> {
  return (await shell(page).locator('.terminal-size').textContent()) ?? '';
}

export async function rowOf(page: Page, sign: string): Promise<number> {
  return (await lines(page)).findIndex((line) => line.startsWith(sign));
}

/** Drags from within the first of the cells to within the last. */
export async function select(page: Page, row: number, from: number, to: number): Promise<void> {
  const first = await cellAt(page, row, from);
  const last = await cellAt(page, row, to);
  await page.mouse.move(first.x - first.width * 0.3, first.y);
  await page.mouse.down();
  await page.mouse.move((first.x + last.x) / 2, last.y);
  await page.mouse.move(last.x + last.width * 0.3, last.y);
  await page.mouse.up();
}
