import { setTimeout as wait } from 'node:timers/promises';
import { until } from '../harness/until.ts';
import { now } from './clock.ts';
import { leave, SETTLE, TERMINAL, withCrowd } from './crowd-bench.ts';
import type { Bench } from './crowd-bench.ts';
import { answered, PROMPT } from './hop.ts';
import { row } from './report.ts';
import type { Report, Row } from './report.ts';
import type { StageTerminal } from './stage-client.ts';
import { summarise } from './stats.ts';
import { visitPage } from './visit-page.ts';

const STORM = 500;
const STORM_MS = 2_000;

/** Whether the stage feels a hall that comes in all at once. */
export async function benchStorm(): Promise<Report> {
  return {
    name: 'storm',
    about: `${STORM} followers join within ${STORM_MS / 1_000} s while somebody types on stage`,
    rows: await withCrowd(async (bench) => [
      ...(await storm(bench, false)),
      ...(await storm(bench, true)),
    ]),
    notes: ['the followers’ processes share the machine with the hub, as SCHED_IDLE'],
  };
}

/** Five hundred come within two seconds while somebody types on stage. */
async function storm(bench: Bench, pages: boolean): Promise<Row[]> {
  const { crowd, talk, terminal } = bench;
  const page = await visitPage(talk.urls.audience);
  await wait(SETTLE);
  const calm = summarise(await echoes(terminal, wait(STORM_MS * 2)));
  const begun = now();
  const joining = crowd.join({
    url: talk.urls.audience,
    terminal: TERMINAL,
    count: STORM,
    over: STORM_MS,
    pages,
  });
  const during = summarise(await echoes(terminal, joining));
  const took = now() - begun;
  await until('the hub counts them all', () => bench.stage.state().followers === STORM);
  const there = summarise(await echoes(terminal, wait(STORM_MS)));
  await leave(bench);
  const what = pages ? `each with the page’s ${Math.round(page / 1_000)} kB` : 'sockets only';
  return [
    row(`${STORM} join in ${STORM_MS / 1_000} s, ${what}: echo p95`, during.p95, 'ms', {
      ratio: { value: during.p95 / calm.p95, to: `idle (${calm.p95.toFixed(1)} ms)` },
    }),
    row('  as times idle', during.p95 / calm.p95, '×', pages ? {} : { atMost: 2 }),
    row('  worst echo', during.max, 'ms'),
    row('  all have state and screen after', took, 'ms'),
    row('  once all are there: echo p95', there.p95, 'ms'),
  ];
}

/** Keys on stage, one after the other, until something has ended. */
async function echoes(terminal: StageTerminal, end: Promise<unknown>): Promise<number[]> {
  const ended = new AbortController();
  const done = end.finally(() => ended.abort());
  const took: number[] = [];
  while (!ended.signal.aborted) {
    const letter = String.fromCharCode('a'.charCodeAt(0) + (took.length % 26));
    took.push(await answered(terminal, () => terminal.type(letter), letter));
    if (took.length % 40 === 0) await answered(terminal, () => terminal.type('\u0003'), PROMPT);
    await wait(10 + Math.random() * 15);
  }
  await answered(terminal, () => terminal.type('\u0003'), PROMPT);
  await done;
  return took;
}
