import { gzipSync } from 'node:zlib';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { z } from 'zod';
import { faultsByAxe, readyAxe } from '../access/axe.ts';
import { launchBrowser } from '../harness/browser.ts';
import type { Talk } from '../harness/talk.ts';
import { vitalsIn, watchVitals } from './page-vitals.ts';
import type { Vitals } from './page-vitals.ts';
import { row } from './report.ts';
import type { Report } from './report.ts';
import { summarise } from './stats.ts';
import { withTalk } from './with-talk.ts';

const ROUNDS = 3;
/** Gzipped bytes of JavaScript before the first slide. */
const BUDGET = 300_000;

/** The phone that Lighthouse imagines: a mid-range one, on what it calls slow 4G. */
const PHONE = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  hasTouch: true,
  isMobile: true,
} as const;
const CPU = 4;
const NETWORK = {
  offline: false,
  latency: 150,
  downloadThroughput: (1_638_400 / 8) * 0.9,
  uploadThroughput: (750_000 / 8) * 0.9,
} as const;

interface Visit extends Vitals {
  /** Ms from the start of the navigation until the slide's picture is drawn. */
  readonly slide: number;
  /** Addresses of the scripts that were loaded until then. */
  readonly scripts: readonly string[];
}

/** What a phone in the last row waits for: bytes, and milliseconds until the first slide. */
export async function benchPage(): Promise<Report> {
  const browser = await launchBrowser();
  try {
    return await withTalk(['--steps', '1'], (talk) => measure(browser, talk));
  } finally {
    await browser.close();
  }
}

async function measure(browser: Browser, talk: Talk): Promise<Report> {
  const slow: Visit[] = [];
  for (let round = 0; round < ROUNDS; round += 1)
    slow.push(await visit(browser, talk.urls.audience, throttled));
  const plain = await visit(browser, talk.urls.audience, async () => {});
  const bytes = await gzipped(plain.scripts);
  const faults = await accessFaults(browser, talk.urls.audience);
  const of = (which: keyof Vitals | 'slide') => summarise(slow.map((one) => one[which])).p50;
  return {
    name: 'page',
    about: 'the audience’s page as a phone opens it for the first time',
    rows: [
      row('JavaScript before the first slide, gzipped', bytes, 'bytes', { atMost: BUDGET }),
      row('the first slide, slow phone', of('slide'), 'ms', {
        ratio: { value: of('slide') / plain.slide, to: 'this machine unthrottled' },
      }),
      row('  first contentful paint', of('fcp'), 'ms'),
      row('  largest contentful paint', of('lcp'), 'ms'),
      row('  total blocking time until the slide', of('tbt'), 'ms'),
      row('  cumulative layout shift', of('cls'), '', { atMost: 0.1 }),
      row('the first slide, unthrottled', plain.slide, 'ms'),
      row('serious faults that axe finds', faults, '', { atMost: 0 }),
    ],
    notes: [
      `medians of ${ROUNDS} visits with an empty cache, CPU ${CPU}× slower, 150 ms, 1.5 Mbit/s`,
      'what Lighthouse’s performance is made of, measured in the browser itself',
    ],
  };
}

async function throttled(session: CDPSession): Promise<void> {
  await session.send('Network.emulateNetworkConditions', NETWORK);
  await session.send('Emulation.setCPUThrottlingRate', { rate: CPU });
}

async function visit(
  browser: Browser,
  url: string,
  prepare: (session: CDPSession) => Promise<void>,
): Promise<Visit> {
  const context = await browser.newContext(PHONE);
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  const scripts: string[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.push(response.url());
  });
  await session.send('Network.enable');
  await prepare(session);
  await watchVitals(page);
  await page.goto(url, { waitUntil: 'commit' });
  const slide = await drawn(page);
  const loaded = [...scripts];
  const vitals = await vitalsIn(page);
  await context.close();
  return { ...vitals, slide, scripts: loaded };
}

/** Waits for the slide with its picture, and tells when the page saw it. */
async function drawn(page: Page): Promise<number> {
  const seen = await page.waitForFunction(
    () => {
      const slide = document.querySelector('.deck:not(.is-waiting) section.present');
      const whole = [...(slide?.querySelectorAll('.picture') ?? [])].every(
        (picture) => picture.firstElementChild !== null,
      );
      return slide?.querySelector('h1, h2') && whole ? performance.now() : 0;
    },
    undefined,
    { timeout: 60_000 },
  );
  return z.number().parse(await seen.jsonValue());
}

async function gzipped(scripts: readonly string[]): Promise<number> {
  const texts = await Promise.all(
    [...new Set(scripts)].map(async (url) => (await fetch(url)).text()),
  );
  return texts.reduce((sum, text) => sum + gzipSync(text, { level: 9 }).length, 0);
}

async function accessFaults(browser: Browser, url: string): Promise<number> {
  const page = await browser.newPage({ ...PHONE, reducedMotion: 'reduce' });
  await page.goto(url);
  await drawn(page);
  await readyAxe(page);
  const faults = await faultsByAxe(page, 'body');
  await page.close();
  return faults.length;
}
