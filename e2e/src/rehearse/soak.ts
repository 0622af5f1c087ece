/** `npm run soak`: plays the talk again and again, and tells whether anything grows. */
import { sumRehearsal } from '@netstage/protocol';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { z } from 'zod';
import { launchBrowser } from '../harness/browser.ts';
import { startTalk } from '../harness/talk.ts';
import { until } from '../harness/until.ts';
import { growth } from './flat.ts';
import type { Loop } from './flat.ts';
import { openKiosk, readRehearsals } from './kiosk-page.ts';
import { childrenOf, measure } from './measure.ts';

const { values } = parseArgs({
  options: {
    loops: { type: 'string', default: '5' },
    speed: { type: 'string', default: '20' },
    step: { type: 'string' },
  },
});
const wanted = z.coerce.number().int().min(1).parse(values.loops);
const words = new URLSearchParams({ play: '', loop: '', speed: values.speed });
if (values.step !== undefined) words.set('step', values.step);

const HEAD = [
  'loop',
  'hub MB',
  'agents MB',
  'browser MB',
  'heap MB',
  'descriptors',
  'processes',
  'namespaces',
  'faults',
  'seconds',
] as const;

/** Ms for one loop. */
const LOOP_WITHIN = 90 * 60_000;

process.once('SIGTERM', () => process.exit(143));
const talk = await startTalk();
const browser = await launchBrowser();
const chromium = childrenOf(process.pid, 'chrom');
try {
  const kiosk = await openKiosk(browser, talk, words.toString());
  const loops: Loop[] = [];
  process.stdout.write(`${row(HEAD)}\n`);
  while (loops.length < wanted) {
    const number = loops.length + 1;
    const kept = await until(
      `loop ${number} is done`,
      async () => {
        const all = await readRehearsals(talk);
        return all.find(({ rehearsal }) => rehearsal.loop === number);
      },
      { within: LOOP_WITHIN, about: () => `${kiosk.faults.join('\n')}\n${talk.output()}` },
    );
    const { rehearsal } = kept;
    const loop: Loop = {
      ...measure(talk.process.pid ?? 0, chromium),
      heap: await heapOf(kiosk.page),
      faults: sumRehearsal(rehearsal).faults.length + kiosk.faults.length,
      took: (rehearsal.ended - rehearsal.begun) / 1_000,
    };
    loops.push(loop);
    process.stdout.write(`${row([number, ...cells(loop)])}\n`);
  }
  const grown = growth(loops);
  const faults = loops.reduce((sum, loop) => sum + loop.faults, 0);
  process.stdout.write(
    grown.length === 0 ? '\nFlat.\n' : `\nNot flat:\n${grown.map((one) => `  ${one}\n`).join('')}`,
  );
  if (faults > 0) process.stdout.write(`${faults} faults in ${loops.length} loops.\n`);
  process.exitCode = grown.length === 0 && faults === 0 ? 0 : 1;
} finally {
  await browser.close();
  await talk.stop();
}

async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize / 1_048_576;
}

function cells(loop: Loop): readonly (string | number)[] {
  const { hub, agents, browser, heap } = loop;
  const megabytes = [hub, agents, browser, heap].map((value) => value.toFixed(1));
  const { descriptors, processes, namespaces, faults, took } = loop;
  return [...megabytes, descriptors, processes, namespaces, faults, took.toFixed(0)];
}

function row(cells: readonly (string | number)[]): string {
  return cells.map((cell) => String(cell).padStart(12)).join('');
}
