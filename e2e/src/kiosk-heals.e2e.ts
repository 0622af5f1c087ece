/** What a kiosk meets in days at a booth, done to it for real: it has to go on by itself. */
import { once } from 'node:events';
import { attachLab } from '@netstage/lab';
import { sumRehearsal } from '@netstage/protocol';
import type { Rehearsal, RehearsedCue } from '@netstage/protocol';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './harness/browser.ts';
import { startTalk } from './harness/talk.ts';
import type { Talk } from './harness/talk.ts';
import { until } from './harness/until.ts';
import { openKiosk, openKioskIn, playThrough, readRehearsals } from './rehearse/kiosk-page.ts';
import type { KioskPage } from './rehearse/kiosk-page.ts';
import { descendantsOf } from './rehearse/measure.ts';

const NODE = '1-network-namespace';
const WORDS = 'play&from=step-1-run&to=step-1-ping';
const QUICK = 20;
/** So slow that a page without its deck is noticed, after 10 to 15 s, before the end. */
const SLOW = 6;
const WITHIN = 110_000;

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

function wordsAt(speed: number): string {
  return `${WORDS}&speed=${speed}`;
}

/**
 * Opens the kiosk, does something to it once it is on that slide, and lets it play to the end.
 *
 * @returns what the hub kept of it, and when that was done to it (ms since 1970)
 */
async function played(
  slide: string,
  meanwhile: (kiosk: KioskPage) => Promise<KioskPage | void> | void,
  speed = QUICK,
): Promise<{ rehearsal: Rehearsal; harmed: number }> {
  const kiosk = await openKiosk(browser, talk, wordsAt(speed));
  try {
    await until(`the kiosk is on ${slide}`, async () => {
      const place = await kiosk.place();
      return place?.log.slides.some((entry) => entry.slide === slide && entry.shown);
    });
    const harmed = Date.now();
    const other = await meanwhile(kiosk);
    await playThrough(other ?? kiosk, { within: WITHIN });
    const [last] = await readRehearsals(talk);
    if (!last) throw new Error('The hub has kept no rehearsal.');
    return { rehearsal: last.rehearsal, harmed };
  } finally {
    await kiosk.page.context().close();
  }
}

function cueOf({ slides }: Rehearsal, id: string): RehearsedCue | undefined {
  return slides.flatMap((slide) => slide.cues).find((cue) => cue.cue === id);
}

function hub(): number {
  const { pid } = talk.process;
  if (pid === undefined) throw new Error('the talk has no process');
  return pid;
}

describe('a kiosk', () => {
  it('mends a lab that was broken under it, and says that it had to', async () => {
    const { rehearsal } = await played('step-1-view-con', async () => {
      const lab = attachLab(talk.state);
      await once(lab.exec(NODE, ['ip', 'route', 'del', '172.16.0.1/32']), 'exit');
    });
    expect(cueOf(rehearsal, 'step-1.ping-con')).toMatchObject({
      result: 'held',
      attempts: 2,
      unsteady: true,
    });
    expect(sumRehearsal(rehearsal).faults).toHaveLength(1);
  });

  it('goes on with an agent that died', async () => {
    const { rehearsal } = await played('step-1-view-node', () => {
      const [agent] = descendantsOf(hub(), 'agent.mjs');
      if (agent === undefined) throw new Error('there is no agent');
      process.kill(agent, 'SIGKILL');
    });
    expect(sumRehearsal(rehearsal).cues).toMatchObject({ held: 7, failed: 0 });
  });

  it('goes on after the hub did not answer for longer than a connection lives', async () => {
    const { rehearsal } = await played('step-1-view-con', async (kiosk) => {
      process.kill(hub(), 'SIGSTOP');
      try {
        await kiosk.page
          .locator('[data-testid=connection]:not([data-status=live])')
          .waitFor({ timeout: 60_000 });
      } finally {
        process.kill(hub(), 'SIGCONT');
      }
    });
    expect(sumRehearsal(rehearsal).cues).toMatchObject({ held: 7, failed: 0 });
  });

  it('loads its page anew when the deck is gone from it, and goes on from there', async () => {
    const { rehearsal, harmed } = await played(
      'step-1-view-con',
      async ({ page }) => {
        const loaded = page.waitForEvent('load', { timeout: 60_000 });
        await page.evaluate(() => document.getElementById('root')?.remove());
        await loaded;
      },
      SLOW,
    );
    expect(sumRehearsal(rehearsal).cues).toMatchObject({ held: 7, failed: 0 });
    expect(rehearsal.begun).toBeLessThan(harmed);
  });

  it('goes on from where its tab crashed', async () => {
    const { rehearsal, harmed } = await played('step-1-view-con', async ({ page }) => {
      const crashed = page.waitForEvent('crash');
      await Promise.all([crashed, page.goto('chrome://crash').catch(() => null)]);
      // As the hub's own browser comes back.
      return openKioskIn(page.context(), talk, wordsAt(QUICK));
    });
    expect(rehearsal.begun).toBeLessThan(harmed);
    const { cues, faults } = sumRehearsal(rehearsal);
    expect(cues).toMatchObject({ held: 7, failed: 0 });
    expect(faults).toEqual([]);
  });
}, 180_000);
