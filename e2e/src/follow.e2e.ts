/** Followers: late, roaming, reloading, on bad networks, in pockets. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { badNetwork } from './harness/bad-network.ts';
import type { BadNetwork } from './harness/bad-network.ts';
import { launchBrowser } from './harness/browser.ts';
import { isLive, isOn, placeOf, walkTo } from './harness/place.ts';
import { ROOT, startTalk } from './harness/talk.ts';
import type { Talk } from './harness/talk.ts';
import { until } from './harness/until.ts';

const LAPTOP = { width: 1280, height: 720 };
const PHONE = { width: 390, height: 844 };

let talk: Talk;
let browser: Browser;
let stage: Page;
const contexts: BrowserContext[] = [];
const networks: BadNetwork[] = [];

beforeAll(async () => {
  talk = await startTalk(['--steps', '1']);
  browser = await launchBrowser();
  stage = await browser.newPage({ viewport: LAPTOP });
  await stage.goto(talk.urls.stage);
  await isLive(stage);
  await walkTo(stage, 'step-1-run');
  await stage.locator('section.present').getByText('at once', { exact: true }).click();
  await stage.locator('section.present .chip-run').first().click();
  await stage.locator('section.present .chip[data-state=held]').waitFor();
});
afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close();
  for (const network of networks.splice(0)) await network.close();
});
afterAll(async () => {
  await browser?.close();
  await talk?.stop();
});

async function follower(url = talk.urls.audience, viewport = LAPTOP): Promise<Page> {
  const context = await browser.newContext({ viewport });
  contexts.push(context);
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

async function network(): Promise<BadNetwork> {
  const made = await badNetwork(talk.urls.audience);
  networks.push(made);
  return made;
}

/** What the terminal on the page's slide shows. */
function screen(page: Page): Promise<string> {
  return page.locator('section.present .xterm-rows').first().innerText();
}

/** The columns and rows of the terminal on the page's slide. */
function size(page: Page): Promise<string | null> {
  return page.locator('section.present .terminal-size').first().textContent();
}

it('land on slide and fragment, late or reloading', async () => {
  await stage.locator('body').press('Home');
  await walkTo(stage, 'motivation');
  await stage.keyboard.press('PageDown');
  await stage.keyboard.press('PageDown');
  await isOn(stage, 'motivation 1');
  const late = await follower();
  await isOn(late, 'motivation 1');
  await late.reload();
  await isOn(late, 'motivation 1');
  await stage.reload();
  await isLive(stage);
  await isOn(stage, 'motivation 1');
});

it('are all on the right slide after a key that was held down', async () => {
  const bad = await network();
  bad.delay(120);
  const pages = [
    await follower(),
    await follower(talk.urls.audience, PHONE),
    await follower(bad.url),
  ];
  for (const page of pages) await isLive(page);
  await stage.locator('body').press('Home');
  // As fast as a keyboard repeats, and faster: nothing is awaited in between.
  const keys = Array.from({ length: 45 }, () => stage.keyboard.press('ArrowRight'));
  keys.push(...Array.from({ length: 10 }, () => stage.keyboard.press('ArrowLeft')));
  await Promise.all(keys);
  const place = await placeOf(stage);
  expect(place).not.toBe('preflight -1');
  for (const page of pages) await isOn(page, place);
  await isOn(stage, place);
});

it('roam freely, see their panes live, and come back by key or click', async () => {
  await stage.locator('body').press('Home');
  await walkTo(stage, 'step-1-ping');
  const page = await follower();
  await isOn(page, 'step-1-ping -1');
  // Another slide with the same terminal on it, on which the presenter is not.
  await page.keyboard.press('ArrowRight');
  await page.locator('[data-testid=talk][data-mode=roaming]').waitFor();
  const away = await placeOf(page);
  const run = stage.locator('section.present .chip-run').first();
  await run.click();
  await until('the roaming follower sees the ping', async () =>
    (await screen(page)).includes('ping -c 2 172.16.0.1'),
  );
  await stage.keyboard.press('PageUp');
  await stage.keyboard.press('PageUp');
  expect(await placeOf(page)).toBe(away);
  await page.getByTestId('rejoin').click();
  await isOn(page, await placeOf(stage));
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Escape');
  await isOn(page, await placeOf(stage));
  expect(await page.getByTestId('talk').getAttribute('data-mode')).toBe('following');
});

it('heal by themselves when the network cuts them off again and again', async () => {
  const bad = await network();
  bad.delay(60);
  const page = await follower(bad.url, PHONE);
  await isLive(page);
  for (let cuts = 0; cuts < 4; cuts += 1) {
    bad.cut();
    await stage.keyboard.press(cuts % 2 === 0 ? 'PageDown' : 'PageUp');
    await page.locator('[data-testid=connection][data-status=lost]').waitFor();
    await isLive(page);
    await isOn(page, await placeOf(stage));
  }
});

it('say so while they are offline for a minute, and are right at once afterwards', async () => {
  const bad = await network();
  const context = await browser.newContext({ viewport: PHONE });
  contexts.push(context);
  const page = await context.newPage();
  await stage.locator('body').press('Home');
  await walkTo(stage, 'step-1-ping');
  // The page's own clock, so that its minute passes in a moment.
  await page.clock.install();
  await page.goto(bad.url);
  await isLive(page);
  await isOn(page, 'step-1-ping -1');
  const before = await placeOf(page);
  const ready = page.locator('section.present').getByText('ready', { exact: true });
  await ready.waitFor();
  bad.down();
  await page.locator('[data-testid=connection][data-status=lost]').waitFor();
  // Nothing here tells of a shell or a lab that may have ended since.
  await page.locator('section.present [data-testid=terminal-trouble]').waitFor();
  expect(await ready.count()).toBe(0);
  expect(await page.getByTestId('lab').count()).toBe(0);
  await stage.keyboard.press('PageDown');
  await page.clock.runFor(60_000);
  expect(await page.getByTestId('connection').innerText()).toContain('reconnecting');
  expect(await placeOf(page)).toBe(before);
  bad.up();
  await page.clock.runFor(10_000);
  await isLive(page);
  await isOn(page, await placeOf(stage));
  await until('its terminal is there again', async () => (await screen(page)).includes('node #'));
});

it('draw nothing while they are hidden, leave after a minute, and are right when seen', async () => {
  const page = await follower(talk.urls.audience, PHONE);
  await isLive(page);
  const hide = (state: 'hidden' | 'visible') =>
    page.evaluate((value) => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, value });
      document.dispatchEvent(new Event('visibilitychange'));
    }, state);
  await stage.locator('body').press('Home');
  await walkTo(stage, 'step-1-ping');
  await isOn(page, 'step-1-ping -1');
  await hide('hidden');
  await page.evaluate(() => {
    const deck = document.querySelector('.talk-page');
    const seen: MutationRecord[] = [];
    const observer = new MutationObserver((records) => void seen.push(...records));
    if (deck) observer.observe(deck, { subtree: true, childList: true, attributes: true });
    Object.assign(window, { drawn: () => [...seen, ...observer.takeRecords()].length });
  });
  const watcher = await follower();
  await stage.keyboard.press('PageUp');
  await stage.keyboard.press('PageDown');
  await stage.locator('section.present .chip-run').first().click();
  await stage.locator('section.present .chip[data-state=held]').first().waitFor();
  await isOn(watcher, await placeOf(stage));
  // An old age or a cursor may tick; the talk itself must not be drawn.
  const drawn = await page.evaluate(() => Reflect.apply(Reflect.get(window, 'drawn'), null, []));
  expect(Number(drawn)).toBeLessThan(12);
  await hide('visible');
  await isOn(page, await placeOf(stage));
  await until('it sees what ran meanwhile', async () => (await screen(page)).includes('ttl=64'));
});

it('can reach the whole slide with a thumb: text as flow, diagram over terminal', async () => {
  await stage.locator('body').press('Home');
  await walkTo(stage, 'step-1-ping');
  const page = await follower(talk.urls.audience, PHONE);
  await isOn(page, 'step-1-ping -1');
  const slide = page.locator('section.present');
  const box = async (selector: string) => {
    const found = await slide.locator(selector).first().boundingBox();
    if (!found) throw new Error(`${selector} is not on the slide`);
    return found;
  };
  const diagram = await box('[data-testid=diagram]');
  const terminal = await box('[data-testid=terminal]');
  expect(terminal.y).toBeGreaterThan(diagram.y + diagram.height - 1);
  for (const part of [diagram, terminal]) {
    expect(part.x).toBeGreaterThanOrEqual(0);
    expect(part.x + part.width).toBeLessThanOrEqual(PHONE.width + 1);
  }
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(PHONE.width);
  const small = await page
    .locator('.talk-bar button:visible')
    .evaluateAll((buttons) =>
      buttons
        .filter((button) => button.getBoundingClientRect().height < 44)
        .map((b) => b.outerHTML),
    );
  expect(small).toEqual([]);
});

it('see the end of a terminal that was made smaller while it was out of their sight', async () => {
  await stage.locator('body').press('Home');
  await walkTo(stage, 'step-1-ping');
  const page = await follower(talk.urls.audience, { ...PHONE, height: 400 });
  await isOn(page, 'step-1-ping -1');
  const terminal = page.locator('section.present [data-testid=terminal]');
  await terminal.locator('.xterm-rows').waitFor({ state: 'attached' });
  const type = async (command: string): Promise<void> => {
    await stage.locator('section.present .xterm-screen').click();
    await stage.keyboard.type(`${command}\n`);
    await stage.keyboard.press('Control+Shift+L');
  };
  await type('seq 100 140');
  await until('it was printed', async () => (await screen(stage)).includes('140'));
  const before = await size(stage);
  await stage.keyboard.press('+');
  await until('there are fewer rows', async () => (await size(page)) !== before);
  await type('echo "the $((6 * 7))nd"');
  await until('it was printed', async () => (await screen(stage)).includes('the 42nd'));
  await terminal.scrollIntoViewIfNeeded();
  await until('it is seen', async () => (await screen(page)).includes('the 42nd'), {
    about: () => 'the follower looks elsewhere',
  });
  await stage.keyboard.press('-');
});

it('reload by themselves for a deck that was built anew, and are where the talk is', async () => {
  await stage.locator('body').press('Home');
  await walkTo(stage, 'motivation');
  await stage.keyboard.press('PageDown');
  const page = await follower();
  await isOn(page, 'motivation 0');
  const deck = join(ROOT, 'apps/slides/dist');
  const files = ['index.html', 'deck.json'].map((name) => join(deck, name));
  const before = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  const name = /name="netstage-deck" content="(\w+)"/.exec(before[0] ?? '')?.[1] ?? '';
  const now = () => page.locator('meta[name="netstage-deck"]').getAttribute('content');
  expect(await now()).toBe(name);
  try {
    for (const [index, file] of files.entries())
      await writeFile(file, before[index]?.replace(name, 'another') ?? '');
    await stage.getByTestId('new-deck').waitFor();
    await until('it has the new deck', async () => (await now().catch(() => null)) === 'another');
    await isOn(page, 'motivation 0');
    await stage.keyboard.press('PageDown');
    await isOn(page, 'motivation 1');
    // The stage is not reloaded under the speaker's hands.
    await stage.getByTestId('new-deck').waitFor();
  } finally {
    for (const [index, file] of files.entries()) await writeFile(file, before[index] ?? '');
  }
});
