/** Takes the README's picture: step 2 on stage, built and tried a moment ago. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchBrowser } from './harness/browser.ts';
import { isLive } from './harness/place.ts';
import { ROOT, startTalk } from './harness/talk.ts';
import { until } from './harness/until.ts';

const FILE = join(ROOT, 'docs/stage.png');

async function slideOf(page: Page): Promise<string | null> {
  return page.locator('[data-testid=talk]').getAttribute('data-slide');
}

async function placeOf(page: Page): Promise<string> {
  const fragment = await page.locator('[data-testid=talk]').getAttribute('data-fragment');
  return `${(await slideOf(page)) ?? ''} ${fragment ?? ''}`;
}

async function goTo(page: Page, slide: string): Promise<void> {
  while ((await slideOf(page)) !== slide) {
    const before = await placeOf(page);
    await page.keyboard.press('ArrowRight');
    await until('the deck moved', async () => (await placeOf(page)) !== before);
  }
}

async function runAll(page: Page): Promise<void> {
  const chips = page.locator('section.present [data-testid=chip]');
  for (let index = 0; index < (await chips.count()); index += 1) {
    const chip = chips.nth(index);
    await chip.locator('.chip-run').click();
    await chip.and(page.locator('[data-state=held]')).waitFor({ timeout: 120_000 });
  }
}

const talk = await startTalk(['--steps', '2']);
const browser = await launchBrowser();
try {
  const context = await browser.newContext({
    viewport: { width: 1600, height: 900 },
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.goto(talk.urls.stage);
  await isLive(page);
  for (const slide of ['step-2-run', 'step-2-ping']) {
    await goTo(page, slide);
    await runAll(page);
  }
  await mkdir(join(ROOT, 'docs'), { recursive: true });
  await page.screenshot({ path: FILE });
  process.stdout.write(`${FILE}\n`);
} finally {
  await browser.close();
  await talk.stop();
}
