/** Each slide and each page of the presenter's, for those who can't see or can't point. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { z } from 'zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faultsByAxe, readyAxe } from './access/axe.ts';
import { launchBrowser } from './harness/browser.ts';
import { isLive } from './harness/place.ts';
import { serveDeck } from './harness/serve-deck.ts';
import type { ServedDeck } from './harness/serve-deck.ts';
import { inTheme, showSlide } from './harness/show-slide.ts';
import { startTalk } from './harness/talk.ts';
import type { Talk } from './harness/talk.ts';
import { faultsOf } from './shots/faults-of.ts';

const SIZES = {
  wide: { viewport: { width: 1280, height: 720 } },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true },
} satisfies Record<string, BrowserContextOptions>;

/** Pictures, a script, a network with terminals: one of each layout. */
const ON_A_PHONE = ['aim', 'step-1-run', 'step-4-rp-demo'];

let deck: ServedDeck;
let talk: Talk;
let browser: Browser;

beforeAll(async () => {
  [talk, deck, browser] = await Promise.all([
    startTalk(['--steps', '1']),
    serveDeck(),
    launchBrowser(),
  ]);
});

afterAll(async () => {
  await browser?.close();
  await deck?.close();
  await talk?.stop();
});

async function openPage(
  url: string,
  options: BrowserContextOptions,
  colorScheme: 'light' | 'dark' = 'light',
): Promise<Page> {
  const context = await browser.newContext({ ...options, colorScheme, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.addInitScript('globalThis.__name = (named) => named');
  await page.goto(url);
  return page;
}

/** What axe finds in both themes; only colours differ between them. */
async function faultsIn(page: Page, within: string): Promise<string[]> {
  await inTheme(page, 'light');
  const light = await faultsByAxe(page, within);
  await inTheme(page, 'dark');
  const dark = await faultsByAxe(page, within, ['color-contrast']);
  return [...light.map((fault) => `light, ${fault}`), ...dark.map((fault) => `dark, ${fault}`)];
}

describe('slides without a lab', () => {
  // All of them stand on the page for paper: one look for the whole talk, not 66.
  for (const theme of ['light', 'dark'] as const)
    it(`have nothing serious, each of them, in the ${theme} theme`, async () => {
      const page = await openPage(`${deck.url}/print`, SIZES.wide, theme);
      await page.locator('[data-testid=print][data-drawn=true]').waitFor();
      await readyAxe(page);
      expect((await faultsByAxe(page, '[data-testid=print]')).join('\n')).toBe('');
      await page.context().close();
    });

  it('have one column on a phone, and nothing serious there', async () => {
    const page = await openPage(deck.url, SIZES.phone);
    await page.waitForSelector('[data-testid="talk"][data-slide]');
    await readyAxe(page);
    for (const slide of ON_A_PHONE) {
      await showSlide(page, slide, -1);
      const faults = await faultsByAxe(page, 'body');
      expect(faults.map((fault) => `${slide} ${fault}`).join('\n')).toBe('');
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width).toBeLessThanOrEqual(SIZES.phone.viewport.width);
    }
    await page.context().close();
  });

  for (const [size, options] of Object.entries(SIZES))
    it(`have nothing cut, covered or too small to read: ${size}`, async () => {
      const page = await openPage(deck.url, options);
      await page.waitForSelector('[data-testid="talk"][data-slide]');
      const slides = await page.$$eval('section[data-slide]', (sections) =>
        sections.map((section) => section.getAttribute('data-slide') ?? ''),
      );
      expect(slides.length).toBeGreaterThan(50);
      const faults: string[] = [];
      for (const slide of slides) {
        await showSlide(page, slide, -1);
        faults.push(...(await faultsOf(page)).map((fault) => `${slide}: ${fault}`));
      }
      expect(faults).toEqual([]);
      await page.context().close();
    });

  it('have a heading, say what is seen, and wait for nothing', async () => {
    const page = await openPage(deck.url, SIZES.wide);
    await page.waitForSelector('[data-testid="talk"][data-slide]');
    const faults = await page.$$eval('section[data-slide]', (sections) =>
      sections.flatMap((section) => {
        const heading = section.querySelector('h1, h2')?.textContent ?? '';
        const summary = section.querySelector('.sr-only')?.textContent ?? '';
        return heading !== '' && summary !== '' ? [] : [section.getAttribute('data-slide')];
      }),
    );
    expect(faults).toEqual([]);
    await page.getByRole('region', { name: 'Slides' }).waitFor();
    expect(await page.getByRole('application').count()).toBe(0);
    expect(await page.getByTestId('connection').textContent()).toBe('recorded, no lab');
    expect(await page.locator('.diagram-empty, .terminal-trouble').count()).toBe(0);
    await page.context().close();
  });
});

describe('with a lab', () => {
  it('has nothing serious on a slide with a live network and a live shell', async () => {
    const page = await openPage(talk.urls.audience, SIZES.wide);
    await isLive(page);
    await showSlide(page, 'step-1-ping', -1);
    await readyAxe(page);
    expect((await faultsIn(page, 'body')).join('\n')).toBe('');
    await page.context().close();
  });

  for (const name of ['cockpit', 'kiosk'] as const)
    it(`has nothing serious on the ${name}`, async () => {
      const page = await openPage(talk.urls[name], SIZES.wide);
      await page.waitForSelector('h1, h2');
      await readyAxe(page);
      expect((await faultsByAxe(page, 'body')).join('\n')).toBe('');
      await page.context().close();
    });

  it('has nothing serious on the remote', async () => {
    const answer = await fetch(new URL('/api/remote', talk.urls.audience), {
      method: 'POST',
      headers: { authorization: `Bearer ${talk.token}` },
    });
    const { url } = z.object({ url: z.string() }).parse(await answer.json());
    const page = await openPage(url, SIZES.phone);
    await page.getByRole('button', { name: 'Pair this phone' }).click();
    await isLive(page);
    await readyAxe(page);
    expect((await faultsByAxe(page, 'body')).join('\n')).toBe('');
    await page.context().close();
  });
});
