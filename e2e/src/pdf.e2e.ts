/** The talk on paper: a page for each slide, with its words as words. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from './harness/browser.ts';
import { serveDeck } from './harness/serve-deck.ts';
import type { ServedDeck } from './harness/serve-deck.ts';
import { printTalk } from './pdf/print-talk.ts';

let folder: string;
let deck: ServedDeck;
let browser: Browser;
let titles: string[];
let files: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'netstage-pdf-'));
  [deck, browser] = await Promise.all([serveDeck(), launchBrowser()]);
  files = await printTalk(browser, deck.url, folder);
  const page = await browser.newPage();
  await page.goto(deck.url);
  await page.waitForSelector('section[data-slide]', { state: 'attached' });
  titles = await page.$$eval('section[data-slide]', (slides) =>
    slides.map((slide) => slide.querySelector('h1, h2')?.textContent ?? ''),
  );
});

afterAll(async () => {
  await browser?.close();
  await deck?.close();
  await rm(folder, { recursive: true, force: true });
});

/** The words of each page. */
async function pagesOf(file: string | undefined): Promise<string[]> {
  const { stdout } = await promisify(execFile)('pdftotext', ['-layout', file ?? '', '-'], {
    maxBuffer: 16_000_000,
  });
  return stdout.split('\f').slice(0, -1).map(plain);
}

function plain(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

it('has each slide on a page of its own', async () => {
  const pages = await pagesOf(files[0]);
  expect(pages).toHaveLength(titles.length);
  const faults = titles.filter((title, index) => !pages[index]?.includes(plain(title)));
  expect(faults).toEqual([]);
  const ping = pages.find((page) => page.includes('bytes from 172.16.0.1'));
  expect(ping).toContain('ttl=64');
});

it('has each slide with what to say, on as many sheets as that takes', async () => {
  const pages = await pagesOf(files[1]);
  const starts = titles.map((title) => pages.findIndex((page) => page.includes(plain(title))));
  expect(starts.every((at) => at >= 0)).toBe(true);
  expect(pages.every((page) => page.length > 40)).toBe(true);
  expect(pages.length).toBeLessThan(titles.length * 1.5);
});
