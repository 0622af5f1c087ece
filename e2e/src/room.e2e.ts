/** The speaker's cockpit on one machine, the stage on another, a phone in the hand, a room that asks. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { boxOf, fingersOn } from './harness/fingers.ts';
import { launchBrowser } from './harness/browser.ts';
import { isLive, isOn, placeOf, walkTo } from './harness/place.ts';
import { startTalk } from './harness/talk.ts';
import type { Talk } from './harness/talk.ts';
import { until } from './harness/until.ts';

const LAPTOP = { width: 1280, height: 720 };
const TABLET = { width: 1024, height: 768 };
const PHONE = { width: 390, height: 844 };

let talk: Talk;
let browser: Browser;
let stage: Page;
let cockpit: Page;
let follower: Page;
let phone: BrowserContext;

beforeAll(async () => {
  talk = await startTalk(['--steps', '1']);
  browser = await launchBrowser();
  // Contexts share no cookies and no storage: each is another machine.
  stage = await (await browser.newContext({ viewport: LAPTOP })).newPage();
  await stage.goto(talk.urls.stage);
  cockpit = await (await browser.newContext({ viewport: LAPTOP })).newPage();
  await cockpit.addInitScript(clockIsAhead);
  await cockpit.goto(talk.urls.cockpit);
  follower = await (await browser.newContext({ viewport: LAPTOP })).newPage();
  await follower.goto(talk.urls.audience);
  phone = await browser.newContext({ viewport: PHONE, hasTouch: true, isMobile: true });
  for (const page of [stage, cockpit, follower]) await isLive(page);
});
afterAll(async () => {
  await browser?.close();
  await talk?.stop();
});

/** What depends on the hub's clock must not take this machine's for it. */
function clockIsAhead(): void {
  const now = Date.now;
  Date.now = () => now() + 10 * 60_000;
}

const terminal = (page: Page) => page.locator('section.present .xterm-rows').first().innerText();

it('drives from the cockpit on another machine, and shows what is on and what comes', async () => {
  await walkTo(cockpit, 'step-1-run');
  const place = await placeOf(cockpit);
  for (const page of [stage, follower]) await isOn(page, place);
  expect(await cockpit.getByTestId('notes').innerText()).toContain('line');
  await cockpit.getByTestId('next-slide').getByText('Next', { exact: true }).waitFor();
  await cockpit.locator('.now-hands .chip-run').first().click();
  await cockpit.locator('.now-hands .chip[data-state=held]').waitFor();
  await cockpit.getByTestId('lab-panel').getByText('con', { exact: true }).waitFor();
  await until('the cockpit shows the terminal', async () =>
    (await cockpit.locator('.shells .xterm-rows').innerText()).includes('setup.sh'),
  );
  const tall = await cockpit.evaluate(() => document.documentElement.scrollHeight);
  expect(tall).toBeLessThanOrEqual(LAPTOP.height);
});

it('has one driver: the stage takes over by a click, and the cockpit sees it', async () => {
  expect(await cockpit.getByTestId('follow').getAttribute('data-mode')).toBe('driving');
  const place = await placeOf(stage);
  await stage.getByTestId('take').click();
  await cockpit.locator('[data-testid=follow]:not([data-mode=driving])').waitFor();
  // Roams on its own now, and moves nobody.
  await cockpit.keyboard.press('PageDown');
  expect(await placeOf(stage)).toBe(place);
  await cockpit.getByTestId('take').click();
  await stage.locator('[data-testid=follow]:not([data-mode=driving])').waitFor();
  await isOn(stage, await placeOf(cockpit));
});

it('keeps the clock against the plan', async () => {
  const time = cockpit.getByTestId('talk-time');
  await time.getByRole('button', { name: 'Start the clock' }).click();
  await time.locator('.time-ahead').waitFor();
  await until('the clock runs', async () => !(await time.innerText()).startsWith('0:00'));
  await time.getByRole('button', { name: 'Pause' }).click();
  await cockpit.locator('[data-testid=talk-time][data-state=paused]').waitFor();
  await cockpit.reload();
  await isLive(cockpit);
  await cockpit.locator('[data-testid=talk-time][data-state=paused]').waitFor();
  await time.getByRole('button', { name: 'Reset' }).click();
});

it('tells how many follow, and how far behind they are', async () => {
  const lag = cockpit.getByTestId('lag');
  await lag.getByText(/ms$/).waitFor();
  expect(await lag.innerText()).toMatch(/^1 follows · \d+ ms$/);
});

it('freezes the audience while the speaker mends something, latecomers too', async () => {
  await cockpit.locator('body').press('Home');
  await walkTo(cockpit, 'step-1-ping');
  await isOn(follower, 'step-1-ping -1');
  await cockpit.getByRole('button', { name: 'Freeze' }).click();
  await follower.getByTestId('frozen').waitFor();
  await cockpit.locator('.now-hands .chip-run').first().click();
  await cockpit.locator('.now-hands .chip[data-state=held]').first().waitFor();
  await cockpit.keyboard.press('PageDown');
  const late = await (await browser.newContext({ viewport: LAPTOP })).newPage();
  await late.goto(talk.urls.audience);
  await isOn(late, 'step-1-ping -1');
  for (const page of [late, follower]) {
    await until('the kept terminal is there', async () =>
      (await terminal(page)).includes('node #'),
    );
    expect(await terminal(page)).not.toContain('ttl=64');
    expect(await placeOf(page)).toBe('step-1-ping -1');
  }
  await cockpit.getByRole('button', { name: 'let go' }).click();
  for (const page of [late, follower]) {
    await isOn(page, await placeOf(cockpit));
    await until('it catches up', async () => (await terminal(page)).includes('ttl=64'));
  }
  await late.context().close();
});

it('points: a dot and a light that everybody sees on the same part of the network', async () => {
  await cockpit.locator('body').press('Home');
  await walkTo(cockpit, 'step-1-ping');
  await isOn(follower, 'step-1-ping -1');
  const small = await phone.newPage();
  await small.goto(talk.urls.audience);
  await isOn(small, 'step-1-ping -1');
  await cockpit.keyboard.press('l');
  // A cable: the thinnest thing there is, and what the talk is about.
  const part = await cockpit.locator('.now-stage [data-part^="cable "]').first().boundingBox();
  if (!part) throw new Error('The small slide shows no cable.');
  await cockpit.mouse.move(part.x + part.width / 2, part.y + part.height / 2, { steps: 3 });
  for (const page of [stage, follower]) await page.locator('.laser:not([hidden])').waitFor();
  await cockpit.mouse.down();
  await cockpit.mouse.up();
  for (const page of [stage, follower, small]) await page.getByTestId('lit').waitFor();
  // A box around words, which stand elsewhere on a phone and take other lines there.
  await cockpit.locator('body').press('Home');
  await walkTo(cockpit, 'motivation');
  for (const page of [stage, follower, small]) await isOn(page, 'motivation -1');
  const line = '[data-piece*="an address for every pod"]';
  const words = await boxOf(cockpit.locator(`.now-stage ${line}`));
  await cockpit.mouse.move(words.x - 3, words.y - 3);
  await cockpit.mouse.down();
  await cockpit.mouse.move(words.x + words.width + 3, words.y + words.height + 3, { steps: 3 });
  await cockpit.mouse.up();
  await cockpit.mouse.move(words.x + 9, words.y + words.height / 2);
  for (const page of [stage, follower, small]) {
    const lit = await boxOf(page.getByTestId('lit'));
    const there = await boxOf(page.locator(`section.present ${line}`));
    expect(lit.y).toBeLessThanOrEqual(there.y);
    expect(lit.y + lit.height).toBeGreaterThanOrEqual(there.y + there.height);
    expect(lit.height).toBeLessThan(there.height * 2);
    await page.locator('.laser:not([hidden])').waitFor();
  }
  await cockpit.keyboard.press('Escape');
  await cockpit.keyboard.press('PageDown');
  for (const page of [stage, follower, small])
    await page.getByTestId('lit').waitFor({ state: 'detached' });
  await small.close();
});

it('blanks the screen, and the next step brings it back', async () => {
  await cockpit.keyboard.press('b');
  for (const page of [stage, follower]) await page.getByTestId('blank').waitFor();
  expect(await cockpit.getByTestId('blank').count()).toBe(0);
  await cockpit.keyboard.press('PageUp');
  for (const page of [stage, follower])
    await page.getByTestId('blank').waitFor({ state: 'detached' });
});

it('gives the address as a QR code, on stage and in the audience by a key', async () => {
  await cockpit.getByTestId('tab-room').click();
  await cockpit.setViewportSize(TABLET);
  const address = await boxOf(cockpit.getByTestId('room-panel').locator('.share-address'));
  expect(address.height, 'the address stands in one line').toBeLessThan(30);
  await cockpit.setViewportSize(LAPTOP);
  await stage.keyboard.press('s');
  await stage.getByTestId('share-overlay').locator('.qr-code path').waitFor();
  // The key turns it over: the cockpit has to know what is there.
  await cockpit.getByRole('button', { name: 'Take it off the stage' }).waitFor();
  await cockpit.keyboard.press('s');
  await stage.getByTestId('share-overlay').waitFor({ state: 'detached' });
  await follower.keyboard.press('s');
  await follower.getByTestId('share-overlay').waitFor();
  expect(await stage.getByTestId('share-overlay').count()).toBe(0);
  await follower.keyboard.press('Escape');
  await follower.getByTestId('share-overlay').waitFor({ state: 'detached' });
});

it('is steered by a phone that was paired by a link, which works once', async () => {
  await cockpit.locator('body').press('Home');
  await walkTo(cockpit, 'step-1-ping');
  await cockpit.getByTestId('tab-room').click();
  await cockpit.getByTestId('pair-phone').click();
  const link = await cockpit.getByTestId('pair').locator('a').getAttribute('href');
  const remote = await phone.newPage();
  await remote.goto(link ?? '');
  await remote.getByRole('button', { name: 'Pair this phone' }).tap();
  await isLive(remote);
  expect(new URL(remote.url()).search).toBe('');

  await cockpit.getByRole('button', { name: 'Freeze' }).click();
  await remote.getByText('The audience is frozen').waitFor();
  await cockpit.getByRole('button', { name: 'let go' }).click();
  await remote.getByText('The audience is frozen').waitFor({ state: 'detached' });

  await remote.getByTestId('remote-next').tap();
  await until('the talk moved on', async () => (await placeOf(stage)) !== 'step-1-ping -1');
  for (const page of [cockpit, follower]) await isOn(page, await placeOf(stage));
  expect(await cockpit.getByTestId('follow').getAttribute('data-mode')).toBe('driving');
  await remote.getByTestId('remote-back').tap();
  await isOn(cockpit, 'step-1-ping -1');

  const cue = await remote.getByTestId('remote-run').getAttribute('data-cue');
  await remote.getByTestId('remote-run').tap();
  await stage.locator(`section.present [data-cue="${cue}"][data-state=held]`).waitFor();

  const pad = await remote.getByTestId('remote-pad').boundingBox();
  if (!pad) throw new Error('The remote has no pad.');
  const touch = { pointerType: 'touch', button: 0, bubbles: true, cancelable: true };
  const at = { clientX: pad.x + pad.width / 2, clientY: pad.y + pad.height / 2 };
  await remote.getByTestId('remote-pad').dispatchEvent('pointerdown', { ...touch, ...at });
  await stage.locator('.laser:not([hidden])').waitFor();
  await remote.getByTestId('remote-pad').dispatchEvent('pointerleave', { ...touch, ...at });
  await stage.locator('.laser[hidden]').waitFor({ state: 'attached' });

  const again = await (await browser.newContext()).newPage();
  await again.goto(link ?? '');
  await again.getByRole('button', { name: 'Pair this phone' }).click();
  await again.getByText('works once').waitFor();
  await again.context().close();

  await cockpit.getByTestId('pair-phone').waitFor();
  await cockpit.getByRole('button', { name: 'Unpair all' }).click();
  await cockpit.getByRole('button', { name: 'Sure?' }).click();
  await remote.locator('[data-testid=connection][data-status=refused]').waitFor();
  const refusal = remote.getByTestId('remote-refused');
  expect(await refusal.innerText()).toContain('This phone is not paired.');
  for (const part of [refusal, remote.getByRole('button', { name: 'Light or dark' })]) {
    const { x, width } = await boxOf(part);
    expect(x + width).toBeLessThanOrEqual(PHONE.width);
  }
  expect(await remote.getByRole('button', { name: 'Start the clock' }).isDisabled()).toBe(true);
  await refusal.getByRole('button', { name: 'Reload' }).tap();
  await remote.getByText('To follow the talk').waitFor();
  await remote.close();
});

it('is read with fingers on a phone: they move what is seen, not where the talk is', async () => {
  await cockpit.locator('body').press('Home');
  await walkTo(cockpit, 'step-1-ping');
  const reader = await phone.newPage();
  await reader.goto(talk.urls.audience);
  await isOn(reader, 'step-1-ping -1');
  const fingers = await fingersOn(reader);

  for (const part of ['terminal', 'diagram']) {
    const shown = reader.locator(`section.present [data-testid=${part}]`).first();
    await shown.scrollIntoViewIfNeeded();
    const { x, y, width, height } = await boxOf(shown);
    await fingers.pinch({ x: x + width / 2, y: y + height / 2 }, 30, 110);
    await until(`the ${part} is enlarged`, async () => (await reader.evaluate(seen)).scale > 1.5);
    const before = await reader.evaluate(seen);
    await fingers.drag({ x: 320, y: 400 }, { x: 120, y: 400 });
    await until('what is seen has moved', async () => (await reader.evaluate(seen)).x !== before.x);
    await fingers.pinch({ x: PHONE.width / 2, y: 400 }, 150, 20);
    await until('it has its size again', async () => (await reader.evaluate(seen)).scale === 1);
  }
  expect(await placeOf(reader)).toBe('step-1-ping -1');
  expect(await reader.getByTestId('follow').getAttribute('data-mode')).toBe('following');
  await reader.close();
});

const seen = () => ({
  scale: window.visualViewport?.scale ?? 1,
  x: window.visualViewport?.offsetLeft ?? 0,
});

it('takes questions as text, whatever is in them, and puts one on the screen', async () => {
  const markup = '<img src=x onerror="window.hacked=1"> Is <b>this</b> bold?';
  await follower.getByTestId('ask').click();
  await follower.getByTestId('ask-text').fill(markup);
  await follower.getByTestId('ask-send').click();
  await follower.getByTestId('asked').getByText(markup).waitFor();
  // The keys stay with the sheet: the deck behind it does not move, and Escape closes it.
  const place = await placeOf(follower);
  await follower.locator('[data-testid=ask-text]:focus').waitFor();
  await follower.keyboard.press('PageDown');
  await follower.keyboard.press('Escape');
  await follower.getByTestId('ask-sheet').waitFor({ state: 'detached' });
  expect(await placeOf(follower)).toBe(place);
  const other = await phone.newPage();
  await other.goto(talk.urls.audience);
  // The address, for which a phone's bar has no room.
  await other.getByRole('button', { name: 'Keys and settings' }).tap();
  await other.getByRole('button', { name: 'Share the address' }).tap();
  await other.getByTestId('share-overlay').getByRole('button', { name: 'Close' }).tap();
  await other.getByTestId('ask').tap();
  await other.getByTestId('asked').getByRole('button').tap();
  await cockpit.getByTestId('tab-questions').click();
  const question = cockpit.getByTestId('panel-question');
  await question.getByText('2', { exact: true }).waitFor();
  await question.getByRole('button', { name: 'On screen' }).click();
  await stage.getByTestId('shown-question').getByText(markup).waitFor();
  for (const page of [stage, cockpit, follower, other]) {
    expect(await page.evaluate(() => Reflect.get(window, 'hacked') ?? null)).toBeNull();
    expect(await page.locator('img[src="x"]').count()).toBe(0);
  }
  await question.getByRole('button', { name: 'Answered' }).click();
  await stage.getByTestId('shown-question').waitFor({ state: 'detached' });
  await other.close();
});
