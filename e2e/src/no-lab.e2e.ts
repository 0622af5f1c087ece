/** A talk without a lab: what is seen was recorded, and says so. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from './harness/browser.ts';
import { isLive, isOn, walkTo } from './harness/place.ts';
import { startTalk } from './harness/talk.ts';
import type { Talk } from './harness/talk.ts';

let talk: Talk;
let browser: Browser;
let stage: Page;
let follower: Page;

beforeAll(async () => {
  talk = await startTalk(['--no-lab']);
  browser = await launchBrowser();
  const open = async (url: string) => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
    await page.goto(url);
    await isLive(page);
    return page;
  };
  [stage, follower] = [await open(talk.urls.stage), await open(talk.urls.audience)];
});
afterAll(async () => {
  await browser?.close();
  await talk?.stop();
});

it('shows the recorded network and the recorded shell on stage and to who follows', async () => {
  await walkTo(stage, 'step-1-ping');
  await isOn(follower, 'step-1-ping -1');
  for (const page of [stage, follower]) {
    const slide = page.locator('section.present');
    await slide.locator('.diagram-pane g.element').first().waitFor();
    await slide.getByText('ttl=64').first().waitFor();
    expect(await slide.locator('.xterm').count()).toBe(0);
    expect(await slide.getByText('recorded').count()).toBeGreaterThan(0);
  }
});
