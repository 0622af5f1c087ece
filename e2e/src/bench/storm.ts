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
import type { Summary } from './stats.ts';
import { visitPage } from './visit-page.ts';

const STORM = 500;
const STORM_MS = 2_000;
/** What a machine does besides shows in a single storm's p95, of some hundred keys. */
const TIMES = 4;

/** Whether the stage feels a hall that comes in all at once. */
export async function benchStorm(): Promise<Report> {
  return {
    name: 'storm',
    about: `${STORM} followers join within ${STORM_MS / 1_000} s while somebody types on stage, ${TIMES} times`,
    rows: await withCrowd(storms),
    notes: ['the followers’ processes share the machine with the hub, as SCHED_IDLE'],
  };
}

/** What the echo of each key took, in ms, and the storm until all were there. */
interface Storm {
  calm: number[];
  during: number[];
  there: number[];
  took: number;
}

/** Five hundred come within two seconds while somebody types on stage, and leave. */
async function storm(bench: Bench, pages: boolean): Promise<Storm> {
  const { crowd, talk, terminal } = bench;
  await wait(SETTLE);
  const calm = await echoes(terminal, wait(STORM_MS));
  const begun = now();
  const joining = crowd.join({
    url: talk.urls.audience,
    terminal: TERMINAL,
    count: STORM,
    over: STORM_MS,
    pages,
  });
  const during = await echoes(terminal, joining);
  const took = now() - begun;
  await until('the hub counts them all', () => bench.stage.state().followers === STORM);
  const there = await echoes(terminal, wait(STORM_MS));
  await leave(bench);
  return { calm, during, there, took };
}

async function storms(bench: Bench): Promise<Row[]> {
  const page = await visitPage(bench.talk.urls.audience);
  // What the first one costs once is not what a storm costs.
  await storm(bench, true);
  const bare: Storm[] = [];
  const whole: Storm[] = [];
  for (let time = 0; time < TIMES; time += 1) {
    bare.push(await storm(bench, false));
    whole.push(await storm(bench, true));
  }
  const calm = summarise([...bare, ...whole].flatMap((one) => one.calm));
  return [
    ...rowsOf(bare, calm, 'sockets only'),
    ...rowsOf(whole, calm, `each with the page’s ${Math.round(page / 1_000)} kB`),
  ];
}

function rowsOf(all: readonly Storm[], calm: Summary, what: string): Row[] {
  const during = summarise(all.flatMap((one) => one.during));
  const there = summarise(all.flatMap((one) => one.there));
  const took = Math.max(...all.map((one) => one.took));
  return [
    row(`${STORM} join in ${STORM_MS / 1_000} s, ${what}: echo p95`, during.p95, 'ms', {
      ratio: { value: during.p95 / calm.p95, to: `idle (${calm.p95.toFixed(1)} ms)` },
    }),
    row('  as times idle', during.p95 / calm.p95, '×', { atMost: 2 }),
    row('  worst echo', during.max, 'ms'),
    row('  all have state and screen after, at worst', took, 'ms'),
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
