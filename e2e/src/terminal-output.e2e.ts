/** What a program prints, in a real browser: its colours, and what it must not do to anybody. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './harness/browser.ts';
import { isLive } from './harness/place.ts';
import {
  cellAt,
  LEAVE,
  lines,
  openPanes,
  rowOf,
  select,
  shell,
  shows,
  type,
} from './harness/panes.ts';
import { still } from './harness/show-slide.ts';
import { startTalk } from './harness/talk.ts';
import type { Talk } from './harness/talk.ts';
import { until } from './harness/until.ts';

let talk: Talk;
let browser: Browser;
let stage: Page;
let follower: Page;

beforeAll(async () => {
  talk = await startTalk(['--steps', '1']);
  browser = await launchBrowser();
  ({ stage, follower } = await openPanes(browser, talk, 'step-1-ping'));
});
afterAll(async () => {
  await browser?.close();
  await talk?.stop();
});

describe('colours that a program has changed', () => {
  it('stay when a reader switches the theme, and are what a latecomer sees', async () => {
    await type(stage, String.raw`printf '\e]4;1;#777777\a\e[31mpainted\e[0m\n'`);
    const colour = () =>
      follower.evaluate(() => {
        const spans = [...document.querySelectorAll('section.present .xterm-rows span')];
        const painted = spans.find((span) => span.textContent === 'painted');
        return painted ? getComputedStyle(painted).color : null;
      });
    await until('the follower sees it', async () => (await colour()) !== null);
    await follower.keyboard.press('d');
    await follower.reload();
    await isLive(follower);
    await until('it is seen after a reload', async () => (await colour()) !== null);
    const late = await colour();
    // Each theme brightens or darkens it until it is legible there.
    await follower.keyboard.press('d');
    await until('it is another in the other theme', async () => (await colour()) !== late);
    await follower.keyboard.press('d');
    await until(`it is ${late} again`, async () => (await colour()) === late);
    await follower.keyboard.press('d');
    await type(stage, String.raw`printf '\e]104\a'; clear`);
  });
});

describe('inverse text', () => {
  it('has the colours of other text, exchanged, and reads as well where it is selected', async () => {
    await type(stage, String.raw`clear; printf '\e[7minverse\e[0m\n'`);
    await shows(stage, 'inverse');
    await until('it is alone', async () => (await rowOf(stage, 'inverse')) === 0);
    const colours = (of: string) =>
      shell(stage)
        .locator(of)
        .first()
        .evaluate((part) => {
          const { color, backgroundColor } = getComputedStyle(part);
          return { color, backgroundColor };
        });
    const { color: ink } = await colours('.xterm-rows');
    const { backgroundColor: paper } = await colours('.xterm-scrollable-element');
    const inverse = '.xterm-rows > div:first-child > span';
    expect(await colours(inverse)).toEqual({ color: paper, backgroundColor: ink });
    await select(stage, 0, 0, 6);
    await until('it is selected', async () => (await colours(inverse)).backgroundColor !== ink);
    expect((await colours(inverse)).color).toBe(ink);
    await stage.keyboard.press(LEAVE);
  });
});

describe('odd output', () => {
  it('writes no clipboard, runs no markup in a title, opens nothing but the web', async () => {
    const title = '<img src=x onerror=document.title="had">';
    const own = await stage.title();
    for (const page of [stage, follower]) {
      await page.bringToFront();
      await page.evaluate(() => navigator.clipboard.writeText('mine'));
    }
    await stage.bringToFront();
    await type(
      stage,
      `clear; printf '\\033]52;c;aGFja2Vk\\a\\033]0;${title}\\a\\033]8;;javascript:document.title="had"\\aclick\\033]8;;\\a\\n'; sleep 100`,
    );
    for (const page of [stage, follower]) {
      await page.bringToFront();
      await shows(page, 'click');
      await until('the title is there as text', async () =>
        (await shell(page).locator('.terminal-title').textContent())?.includes(title),
      );
      const { x, y } = await cellAt(page, await rowOf(page, 'click'), 2);
      await page.mouse.move(x, y);
      await page.mouse.click(x, y);
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('mine');
      expect(await page.title()).toBe(own);
      expect(page.context().pages()).toHaveLength(1);
    }
    await shell(stage).locator('.xterm-screen').click();
    await stage.keyboard.press('Control+C');
    await stage.keyboard.press(LEAVE);
  });
});

async function numbers(page: Page): Promise<number[]> {
  return (await lines(page)).filter((line) => /^\d/.test(line)).map(Number);
}

/** Drags the terminal's scroll bar to its end, up or down. */
async function scroll(page: Page, way: 1 | -1): Promise<void> {
  const bar = await shell(page).locator('.scrollbar.vertical > .slider').boundingBox();
  if (!bar) throw new Error('There is no scroll bar.');
  await page.mouse.move(bar.x + bar.width / 2, bar.y + bar.height / 2);
  await page.mouse.down();
  await page.mouse.move(bar.x + bar.width / 2, bar.y + way * 1_000, { steps: 5 });
  await page.mouse.up();
}

describe('a flood', () => {
  it('leaves its last lines and a thousand above them, none missing, on stage and for all', async () => {
    await type(stage, `clear; seq 400000; echo do''ne`);
    for (const page of [stage, follower]) await shows(page, 'done');
    for (const page of [stage, follower]) {
      const last = await numbers(page);
      expect(last.at(-1)).toBe(400_000);
      await scroll(page, -1);
      await until('another line is the first', async () => (await numbers(page))[0] !== last[0]);
      await still(page);
      const first = await numbers(page);
      expect(first).toEqual(first.map((_, row) => (first[0] ?? 0) + row));
      // The rows below the last number are the word and the prompt.
      expect(first[0]).toBe((last[0] ?? 0) - 1_000);
      await scroll(page, 1);
    }
  });
});
