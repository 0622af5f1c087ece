import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../harness/browser.ts';
import { shell, size } from '../harness/panes.ts';
import { isLive, walkTo } from '../harness/place.ts';
import type { Talk } from '../harness/talk.ts';
import { serveDirectPage } from './direct-page.ts';
import type { DirectPage } from './direct-page.ts';
import { row } from './report.ts';
import type { Report, Row } from './report.ts';
import { installShellProbe } from './shell-probe.ts';
import type { Seen } from './shell-probe.ts';
import { summarise } from './stats.ts';
import { withTalk } from './with-talk.ts';
import { within } from './within.ts';
import { BULK, letterOf, MAKE_BULK, SIDES, TYPING, typistsPause } from './workload.ts';
import type { Pair } from './workload.ts';

/** With a shell of `3-multi-node-1` first. */
const SLIDE = 'step-3-ping-con';
const KEYS = 300;
const WARM_UP = 40;
/** Keys before the line is cleared: a line that wraps is redrawn, which is another matter. */
const LINE = 30;
const BULK_MB = 81.05;
const ROUNDS = 5;
const INTERRUPTS = 6;
/** Characters of a flood that are under way before Ctrl-C. */
const UNDER_WAY = 4_000_000;
/** Ms for what is expected. */
const PATIENCE = 120_000;

/** What the presenter has of it: the stage in Chromium, and a page with one shell and nothing else. */
export async function benchStage(): Promise<Report> {
  const direct = await serveDirectPage();
  const browser = await launchBrowser();
  try {
    return await withTalk(['--steps', '3'], (talk) => measure(talk, browser, direct));
  } finally {
    await browser.close();
    await direct.close();
  }
}

interface Side {
  readonly page: Page;
  /** How its prompt ends. */
  readonly prompt: string;
}

async function measure(talk: Talk, browser: Browser, direct: DirectPage): Promise<Report> {
  const sides = await openSides(talk, browser, direct);
  const keys = await echoes(sides);
  const bulk = await floods(sides);
  const plain = await interrupts(sides, 'yes');
  const coloured = await interrupts(sides, String.raw`yes $'\e[32mgreen\e[m'`);

  const shown = summarised(keys, 'shown');
  const heard = summarised(keys, 'heard');
  const to = 'the direct page';
  const times = (of: 'p50' | 'p95' | 'p99') => ({
    ratio: { value: shown.stage[of] / shown.direct[of], to },
  });
  return {
    name: 'stage',
    about: 'a shell on the stage in Chromium, and one in a page with a bare WebSocket, in turns',
    rows: [
      row(`a key’s echo, p50, as times ${to}`, times('p50').ratio.value, '×', { atMost: 2 }),
      row('  p50', shown.stage.p50, 'ms', times('p50')),
      row('  p95', shown.stage.p95, 'ms', times('p95')),
      row('  p99', shown.stage.p99, 'ms', times('p99')),
      row('direct page, p50', shown.direct.p50, 'ms'),
      row('  p95', shown.direct.p95, 'ms'),
      row('until its message is in the page, p50', heard.stage.p50, 'ms', {
        ratio: { value: heard.stage.p50 / heard.direct.p50, to },
      }),
      ...bulk,
      ...stopRows('yes', plain),
      ...stopRows('coloured yes', coloured),
    ],
    notes: [
      `${KEYS} keys each at bash’s prompt, ${TYPING}`,
      'from the key’s event in the page to the letter in its document, a frame before it is painted',
    ],
  };
}

async function openSides(talk: Talk, browser: Browser, direct: DirectPage): Promise<Pair<Side>> {
  const stage = await opened(browser, talk.urls.stage);
  await isLive(stage);
  await walkTo(stage, SLIDE);
  await shell(stage).locator('.xterm-rows').waitFor();
  await shell(stage).locator('.xterm-screen').click();
  await shell(stage).getByText('ready').waitFor();
  const [cols = 0, rows = 0] = (await size(stage)).split('×').map(Number);
  const font = await shell(stage)
    .locator('.xterm-rows')
    .evaluate((lines) => Number.parseFloat(getComputedStyle(lines).fontSize));
  const plain = await opened(browser, direct.url({ cols, rows, font }));
  await plain.locator('.xterm-rows', { hasText: '$' }).waitFor();
  await plain.locator('.xterm-screen').click();
  return { stage: { page: stage, prompt: '#' }, direct: { page: plain, prompt: '$' } };
}

async function opened(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
  const page = await context.newPage();
  await installShellProbe(page);
  await page.goto(url);
  return page;
}

/** Presses a key and waits until the terminal shows what comes of it. */
async function pressed({ page }: Side, key: string, text: string): Promise<Seen> {
  await page.evaluate((wanted) => window.benchShell.expect(wanted), text);
  await page.keyboard.press(key);
  const seen = page.evaluate(() => window.benchShell.seen());
  return await within(PATIENCE, `${JSON.stringify(text)} is shown`, seen);
}

/** In turns, so that what else the machine does hits both alike. */
async function echoes(sides: Pair<Side>): Promise<Pair<Seen[]>> {
  const took: Pair<Seen[]> = { stage: [], direct: [] };
  let line = '';
  for (let key = 0; key < WARM_UP + KEYS; key += 1) {
    const letter = letterOf(key);
    line += letter;
    for (const name of SIDES) {
      await typistsPause();
      const seen = await pressed(sides[name], letter, line);
      if (key >= WARM_UP) took[name].push(seen);
    }
    if (line.length < LINE) continue;
    for (const name of SIDES) await emptied(sides[name]);
    line = '';
  }
  for (const name of SIDES) await emptied(sides[name]);
  return took;
}

/** Ctrl-C leaves the line, Ctrl-L clears the screen: nothing is there that could be taken for new. */
async function emptied(side: Side): Promise<void> {
  await pressed(side, 'Control+c', '^C');
  await pressed(side, 'Control+l', side.prompt);
}

/** Types a command line and runs it. */
async function ran(side: Side, command: string, end: string): Promise<Seen> {
  await side.page.keyboard.type(command);
  return await pressed(side, 'Enter', end);
}

async function floods(sides: Pair<Side>): Promise<Row[]> {
  const speeds: Pair<number[]> = { stage: [], direct: [] };
  for (const name of SIDES) await ran(sides[name], `${MAKE_BULK}; echo do''ne`, 'done');
  for (let round = 0; round < ROUNDS; round += 1)
    for (const name of SIDES) {
      const { shown } = await ran(
        sides[name],
        `clear; cat ${BULK}; echo en''d${round}`,
        `end${round}`,
      );
      speeds[name].push(BULK_MB / (shown / 1_000));
    }
  for (const name of SIDES) await ran(sides[name], `rm ${BULK}; echo go''ne`, 'gone');
  for (const name of SIDES) await emptied(sides[name]);
  const [ours, plain] = [summarise(speeds.stage).max, summarise(speeds.direct).max];
  const to = 'the direct page';
  return [
    row(`80 MB of base64, as times ${to}`, ours / plain, '×', { atLeast: 1 }),
    row('  on the stage', ours, 'MB/s', { ratio: { value: ours / plain, to } }),
    row('  direct page', plain, 'MB/s'),
  ];
}

async function interrupts(sides: Pair<Side>, flood: string): Promise<Pair<number[]>> {
  const took: Pair<number[]> = { stage: [], direct: [] };
  for (let round = 0; round < INTERRUPTS; round += 1)
    for (const name of SIDES) {
      const side = sides[name];
      await side.page.keyboard.type(flood);
      const enough = side.page.evaluate((length) => window.benchShell.received(length), UNDER_WAY);
      await side.page.keyboard.press('Enter');
      await enough;
      const { shown } = await pressed(side, 'Control+c', side.prompt);
      took[name].push(shown);
      await emptied(side);
    }
  return took;
}

function stopRows(flood: string, took: Pair<number[]>): Row[] {
  const [ours, plain] = [summarise(took.stage), summarise(took.direct)];
  return [
    row(`Ctrl-C under ${flood}, to the prompt, worst`, ours.max, 'ms', { atMost: 200 }),
    row('  p50', ours.p50, 'ms', { ratio: { value: ours.p50 / plain.p50, to: 'the direct page' } }),
  ];
}

function summarised(keys: Pair<Seen[]>, what: keyof Seen) {
  const of = (name: (typeof SIDES)[number]) => summarise(keys[name].map((seen) => seen[what]));
  return { stage: of('stage'), direct: of('direct') };
}
