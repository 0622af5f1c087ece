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
    from: { type: 'string' },
    to: { type: 'string' },
  },
});
const wanted = z.coerce.number().int().min(1).parse(values.loops);
const words = new URLSearchParams({ play: '', loop: '', speed: values.speed });
for (const name of ['step', 'from', 'to'] as const) {
  const value = values[name];
  if (value !== undefined) words.set(name, value);
}

const HEAD = [
  'loop',
  'hub MB',
  'agents MB',
  'browser MB',
  'renderers',
  'gpu',
  'heap MB',
  'DOM nodes',
  'listeners',
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
      // Seldom: what asks the hub all the time is part of what is measured.
      {
        within: LOOP_WITHIN,
        every: 500,
        about: () => `${kiosk.faults.join('\n')}\n${talk.output()}`,
      },
    );
    const { rehearsal } = kept;
    const loop: Loop = {
      ...measure(talk.process.pid ?? 0, chromium),
      ...(await pageMeasures(kiosk.page)),
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

async function pageMeasures(page: Page): Promise<Pick<Loop, 'heap' | 'nodes' | 'listeners'>> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
  await session.detach();
  return { heap: usedSize / 1_048_576, nodes, listeners: jsEventListeners };
}

function cells(loop: Loop): readonly (string | number)[] {
  const { hub, agents, browser, renderers, gpu, heap } = loop;
  const megabytes = [hub, agents, browser, renderers, gpu, heap].map((value) => value.toFixed(1));
  const { nodes, listeners, descriptors, processes, namespaces, faults, took } = loop;
  const counts = [nodes, listeners, descriptors, processes, namespaces, faults];
  return [...megabytes, ...counts, took.toFixed(0)];
}

function row(cells: readonly (string | number)[]): string {
  return cells.map((cell) => String(cell).padStart(12)).join('');
}
