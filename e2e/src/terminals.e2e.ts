/** Terminals in a real browser: what a pointer hits at any scale, whose keys are whose. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './harness/browser.ts';
import { isOn, placeOf } from './harness/place.ts';
import {
  cellAt,
  LEAVE,
  lines,
  openPanes,
  rowOf,
  select,
  shell,
  shows,
  size,
  type,
} from './harness/panes.ts';
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

/** How wide the first letters of a row are drawn. */
function drawn(page: Page, row: number, letters: number): Promise<number> {
  return shell(page)
    .locator('.xterm-rows > div')
    .nth(row)
    .evaluate((line, count) => {
      const range = document.createRange();
      const text = document.createTreeWalker(line, NodeFilter.SHOW_TEXT).nextNode();
      if (!text) return 0;
      range.setStart(text, 0);
      range.setEnd(text, count);
      return range.getBoundingClientRect().width;
    }, letters);
}

/** What a copy would put into the clipboard. */
function copied(page: Page): Promise<string> {
  return page.evaluate(() => {
    const clipboardData = new DataTransfer();
    const copy = new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true });
    document.querySelector('section.present .xterm')?.dispatchEvent(copy);
    return clipboardData.getData('text/plain');
  });
}
async function width(page: Page): Promise<number> {
  return (await cellAt(page, 0, 0)).width;
}

describe('a pointer in a terminal', () => {
  const ALPHABET = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

  it.each([0.5, 1, 1.44, 2])('hits the right cells at a scale of %s', async (scale) => {
    const link = `${talk.urls.audience}?at=${scale}`;
    for (const page of [stage, follower])
      await page.setViewportSize({
        width: Math.round(1280 * Math.max(scale, 0.6)),
        height: Math.round(720 * scale),
      });
    await type(
      stage,
      `clear; printf '${ALPHABET}\\n\\033]8;;${link}\\033\\\\see\\033]8;;\\033\\\\ it\\n'`,
    );
    for (const page of [stage, follower]) {
      await shows(page, 'see it');
      const row = await rowOf(page, ALPHABET);
      const cells = (await width(page)) * ALPHABET.length;
      await until('each letter is in its cell', async () => {
        const letters = await drawn(page, row, ALPHABET.length);
        return Math.abs(letters - cells) < 2;
      });
      for (const [from, to] of [
        [0, 2],
        [21, 47],
      ] as const) {
        await select(page, row, from, to);
        expect(await copied(page)).toBe(ALPHABET.slice(from, to + 1));
      }
      const { x, y } = await cellAt(page, row + 1, 1);
      await page.mouse.move(x, y);
      const opened = page.context().waitForEvent('page');
      await page.mouse.click(x, y);
      const tab = await opened;
      expect(tab.url()).toBe(link);
      await tab.close();
      const beside = await cellAt(page, row + 1, 5);
      await page.mouse.click(beside.x, beside.y);
      expect(page.context().pages()).toHaveLength(1);
    }
    await stage.keyboard.press(LEAVE);
  });
});

describe('keys', () => {
  it('of a clicker drive the deck while the shell has the focus; Escape and arrows are the shell’s', async () => {
    const place = await placeOf(stage);
    await type(stage, 'cat -v');
    await shell(stage).locator('.xterm-screen').click();
    const ring = await shell(stage).evaluate((element) => getComputedStyle(element).boxShadow);
    expect(ring).not.toBe('none');
    await shell(stage).locator('.leave-key').waitFor();
    await stage.keyboard.press('Escape');
    await stage.keyboard.press('ArrowLeft');
    await stage.keyboard.press('ArrowRight');
    await shows(stage, '^[^[[D^[[C');
    expect(await placeOf(stage)).toBe(place);
    await stage.keyboard.press('PageUp');
    await until('the deck went back', async () => (await placeOf(stage)) !== place);
    await stage.keyboard.press('PageDown');
    await isOn(stage, place);
    await shell(stage).locator('.xterm-screen').click();
    await stage.keyboard.press('Control+C');
    await stage.keyboard.press(LEAVE);
    await shell(stage).locator('.leave-key').waitFor({ state: 'hidden' });
    await stage.keyboard.press('ArrowLeft');
    await until('the keys are the deck’s', async () => (await placeOf(stage)) !== place);
    await stage.keyboard.press('ArrowRight');
    await isOn(stage, place);
  });

  it('of a follower are never trapped by a click', async () => {
    const place = await placeOf(stage);
    await isOn(follower, place);
    await shell(follower).locator('.xterm-screen').click();
    await follower.keyboard.press('ArrowLeft');
    await until('the follower roams', async () => (await placeOf(follower)) !== place);
    await follower.keyboard.press('Escape');
    await isOn(follower, place);
  });
});

describe('a terminal that fills the slide', () => {
  it('has the same cells in larger letters, for whoever wants that', async () => {
    const before = await width(stage);
    const cells = await size(stage);
    await stage.keyboard.press('z');
    await until('letters are larger', async () => (await width(stage)) > before * 1.3);
    expect(await size(stage)).toBe(cells);
    expect(await size(follower)).toBe(cells);
    await stage.keyboard.press('z');
    await until('they are as before', async () => (await width(stage)) === before);
  });

  it('has the columns that the stage’s font keys give it, for everybody', async () => {
    const before = await size(stage);
    await stage.keyboard.press('+');
    for (const page of [stage, follower])
      await until('there are fewer columns', async () => (await size(page)) !== before);
    expect(await size(follower)).toBe(await size(stage));
    await stage.keyboard.press('-');
    await until('as before', async () => (await size(follower)) === before);
  });
});

describe('a new terminal', () => {
  it('is opened by a click amid typing, and typed in', async () => {
    const name = shell(stage).locator('.terminal-name');
    await shell(stage).locator('.xterm-screen').click();
    await shell(stage).getByTestId('terminal-new').click();
    await name.filter({ hasText: 'main-2' }).waitFor();
    await shell(stage).locator('.shell-state.is-ready').waitFor();
    await stage.locator('section.present [data-testid=terminal][data-focused]').waitFor();
    await stage.keyboard.type(`echo typed-''anew\n`);
    for (const page of [stage, follower]) await shows(page, 'typed-anew');
    expect(await name.textContent()).toBe('main-2');
    await shell(stage).getByTestId('terminal-back').click();
    await name.waitFor({ state: 'detached' });
    await stage.keyboard.press(LEAVE);
  });

  it('takes the place of the one before, which closing it leads back to, until there are enough', async () => {
    const head = shell(stage).locator('.terminal-head');
    const refusal = shell(stage).getByTestId('terminal-refusal');
    for (let number = 2; number <= 8; number += 1) {
      await stage.keyboard.press('n');
      await head.locator('.terminal-name', { hasText: `main-${number}` }).waitFor();
    }
    await stage.keyboard.press('n');
    expect(await refusal.textContent()).toContain('has 8 terminals');
    for (let number = 7; number >= 1; number -= 1) {
      const before = number === 1 ? 'main' : `main-${number}`;
      const back = head.getByRole('button', { name: `close, back to ${before}`, exact: true });
      await back.click();
      await back.waitFor({ state: 'detached' });
    }
    expect(await refusal.count()).toBe(0);
    await until(
      'the first is shown',
      async () => (await head.locator('.terminal-name').count()) === 0,
    );
  });
});

describe('a chip', () => {
  it('does not type into a program or a half-typed line: it says why, and what to do, while that is so', async () => {
    const chip = stage.locator('section.present [data-testid=chip]').first();
    const refusal = chip.locator('[data-testid=chip-refusal]');
    await type(stage, 'vim --clean');
    await shows(follower, '~');
    await chip.locator('.chip-run').click();
    await refusal.locator('[data-testid=run-anew]').waitFor();
    expect((await lines(stage)).join('\n')).not.toContain('ping');
    await type(stage, ':q!');
    await refusal.waitFor({ state: 'detached' });
    await shell(stage).locator('.xterm-screen').click();
    await stage.keyboard.type('half');
    await shows(follower, 'half');
    await chip.locator('.chip-run').click();
    await refusal.waitFor();
    const place = await placeOf(stage);
    await stage.keyboard.press('PageUp');
    await until('the deck went back', async () => (await placeOf(stage)) !== place);
    await stage.keyboard.press('PageDown');
    await isOn(stage, place);
    expect(await refusal.count()).toBe(0);
    await chip.locator('.chip-run').click();
    await refusal.locator('[data-testid=interrupt]').click();
    await until(
      'the shell is back',
      async () => (await shell(stage).locator('.shell-state').textContent()) === 'ready',
    );
  });
});
