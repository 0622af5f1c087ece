/** A speaker rehearses on stage: the clock runs along, and the report can be read afterwards. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from './harness/browser.ts';
import { isLive } from './harness/place.ts';
import { startTalk } from './harness/talk.ts';
import type { Talk } from './harness/talk.ts';
import { readRehearsals } from './rehearse/kiosk-page.ts';

let talk: Talk;
let browser: Browser;

beforeAll(async () => {
  talk = await startTalk(['--steps', '1']);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await talk?.stop();
});

async function goTo(stage: Page, slide: string): Promise<void> {
  const shown = stage.getByTestId('talk');
  while ((await shown.getAttribute('data-slide')) !== slide) await stage.keyboard.press('PageDown');
}

it('notes the slides that were shown, the cues that were run, and what came of them', async () => {
  const stage = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  await stage.goto(talk.urls.stage);
  await isLive(stage);
  const clock = stage.getByTestId('rehearsal');
  await clock.getByRole('button', { name: 'Rehearse' }).click();
  await stage.locator('body').press('Home');
  await goTo(stage, 'step-1-run');
  await stage.locator('section.present [data-cue="step-1.setup"] button.chip-run').click();
  await stage.locator('section.present [data-cue="step-1.setup"][data-state=held]').waitFor();

  // The clock survives the page.
  await stage.reload();
  await stage.locator('[data-testid=rehearsal][data-running=true]').waitFor();
  await isLive(stage);
  await goTo(stage, 'step-1-view-node');
  await clock.getByRole('button', { name: 'End' }).click();
  await clock.getByRole('link', { name: 'Report' }).waitFor();

  const [kept] = await readRehearsals(talk);
  expect(kept?.rehearsal).toMatchObject({ kind: 'speaker', complete: false });
  const slides = kept?.rehearsal.slides ?? [];
  const run = slides.find(({ slide }) => slide === 'step-1-run');
  expect(run).toMatchObject({ shown: true, cues: [{ result: 'held', attempts: 1 }] });
  expect(run?.spent.typing).toBeGreaterThan(0.1);
  expect(run?.spent.waiting).toBeGreaterThan(0);
  expect(run?.spent.dwelling).toBeGreaterThan(2);
  expect(slides.find(({ slide }) => slide === 'step-2-run')?.shown).toBe(false);

  await stage.goto(new URL('/rehearsals', talk.urls.audience).href);
  await stage.locator('[data-testid=report] tr[data-slide=step-1-run][data-shown=true]').waitFor();
  await stage.locator('[data-testid=report] tr[data-slide=end][data-shown=false]').waitFor();
});

it('is nobody else’s to read or to write', async () => {
  const url = new URL('/api/rehearsals', talk.urls.audience);
  expect((await fetch(url)).status).toBe(401);
  expect((await fetch(url, { method: 'POST', body: '{}' })).status).toBe(401);
  expect((await fetch(new URL('/rehearsals', url))).status).toBe(401);
});
