/** Terminals in a real browser: what a pointer hits at any scale, whose keys are whose, odd output. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './harness/browser.ts';
import { isLive, isOn, placeOf, walkTo } from './harness/place.ts';
import { startTalk } from './harness/talk.ts';
import type { Talk } from './harness/talk.ts';
import { until } from './harness/until.ts';

const SLIDE = 'step-1-ping';
const LEAVE = 'Control+Shift+L';

let talk: Talk;
let browser: Browser;
let stage: Page;
let follower: Page;

beforeAll(async () => {
  talk = await startTalk(['--steps', '1']);
  browser = await launchBrowser();
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
  stage = await open(talk.urls.stage);
  follower = await open(talk.urls.audience);
  await walkTo(stage, SLIDE);
  await until('the follower is there', async () => (await placeOf(follower)).startsWith(SLIDE));
  for (const page of [stage, follower]) await shell(page).locator('.xterm-rows').waitFor();
});
afterAll(async () => {
  await browser?.close();
  await talk?.stop();
});

function shell(page: Page) {
  return page.locator('section.present [data-testid=terminal]').first();
}

async function lines(page: Page): Promise<string[]> {
  return shell(page).locator('.xterm-rows > div').allTextContents();
}

async function shows(page: Page, text: string): Promise<void> {
  await until(
    `${JSON.stringify(text)} is on the screen`,
    async () => (await lines(page)).some((line) => line.includes(text)),
    { about: () => '' },
  );
}

/** Types on the stage; the focus is left as it was found, elsewhere. */
async function type(command: string): Promise<void> {
  await shell(stage).locator('.xterm-screen').click();
  await stage.keyboard.type(command);
  await stage.keyboard.press('Enter');
  await stage.keyboard.press(LEAVE);
}

/** Where the middle of a cell is in the window, and how wide it is. */
async function cellAt(page: Page, row: number, col: number) {
  const box = await shell(page).locator('.xterm-screen').boundingBox();
  const [cols = 0, rows = 0] = (await size(page)).split('×').map(Number);
  if (!box) throw new Error('There is no screen.');
  const width = box.width / cols;
  const height = box.height / rows;
  return { x: box.x + (col + 0.5) * width, y: box.y + (row + 0.5) * height, width };
}

/** Its columns and rows, as `62×19`. */
async function size(page: Page): Promise<string> {
  return (await shell(page).locator('.terminal-size').textContent()) ?? '';
}

async function width(page: Page): Promise<number> {
  return (await cellAt(page, 0, 0)).width;
}

async function rowOf(page: Page, sign: string): Promise<number> {
  return (await lines(page)).findIndex((line) => line.startsWith(sign));
}

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

/** Drags from within the first of the cells to within the last. */
async function select(page: Page, row: number, from: number, to: number): Promise<void> {
  const first = await cellAt(page, row, from);
  const last = await cellAt(page, row, to);
  await page.mouse.move(first.x - first.width * 0.3, first.y);
  await page.mouse.down();
  await page.mouse.move((first.x + last.x) / 2, last.y);
  await page.mouse.move(last.x + last.width * 0.3, last.y);
  await page.mouse.up();
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
    await type('cat -v');
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
    await type('vim --clean');
    await shows(follower, '~');
    await chip.locator('.chip-run').click();
    await refusal.locator('[data-testid=run-anew]').waitFor();
    expect((await lines(stage)).join('\n')).not.toContain('ping');
    await type(':q!');
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

describe('colours that a program has changed', () => {
  it('stay when a reader switches the theme, and are what a latecomer sees', async () => {
    await type(String.raw`printf '\e]4;1;#777777\a\e[31mpainted\e[0m\n'`);
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
    await type(String.raw`printf '\e]104\a'; clear`);
  });
});

describe('inverse text', () => {
  it('has the colours of other text, exchanged, and reads as well where it is selected', async () => {
    await type(String.raw`clear; printf '\e[7minverse\e[0m\n'`);
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
