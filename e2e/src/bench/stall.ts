import { until } from '../harness/until.ts';
import { now } from './clock.ts';
import { join, leave, TERMINAL, withCrowd } from './crowd-bench.ts';
import type { Bench } from './crowd-bench.ts';
import { carriedOut } from './hop.ts';
import { peakDuring, privateMb } from './processes.ts';
import { row } from './report.ts';
import type { Report, Row } from './report.ts';
import { stalledFollower } from './stalled-follower.ts';
import { summarise } from './stats.ts';

const STALL_LINES = 400;

/** What a follower that takes nothing any more costs the others. */
export async function benchStall(): Promise<Report> {
  return {
    name: 'stall',
    about: 'one follower in a hundred takes nothing any more while output goes on',
    rows: await withCrowd(stall),
    notes: [],
  };
}

/** The same output to a hundred, without and with one among them that takes nothing. */
async function stall(bench: Bench): Promise<Row[]> {
  const { crowd, talk, hub } = bench;
  const others = 100;
  const run = async () => {
    await crowd.begin();
    const memory = privateMb(hub);
    const { peak } = await peakDuring(
      () => privateMb(hub),
      () => busy(bench),
    );
    const { seen, screens } = await crowd.collect();
    const delays = Object.entries(seen).flatMap(([name, times]) =>
      times.map((at) => at - Number(name.split(' ')[1]) * 1_000),
    );
    return { ...summarise(delays), grown: peak - memory, screens };
  };
  await join(bench, others);
  await run();
  const without = await run();
  const stalled = await stalledFollower(talk.urls.audience, TERMINAL);
  const asking = setInterval(() => stalled.ask(), 250);
  const within = await run();
  clearInterval(asking);
  const begun = now();
  await stalled.wake();
  const back = now() - begun;
  stalled.close();
  await until('it has left', () => bench.stage.state().followers === others);
  await leave(bench);
  return [
    row('one stalled follower: the others’ p95 in busy output', within.p95, 'ms', {
      ratio: { value: within.p95 / without.p95, to: 'without it' },
    }),
    row('  as times without it', within.p95 / without.p95, '×', { atMost: 1.25 }),
    row('  hub’s memory grew by', within.grown, 'MB', { atMost: without.grown + 20 }),
    row('  screens the others were given for it', within.screens - without.screens, '', {
      atMost: 0,
    }),
    row('  awake again: state and screen are there after', back, 'ms'),
  ];
}

/** Output just below what counts as a flood, with a stamp in every piece. */
async function busy({ terminal }: Bench): Promise<void> {
  const loop =
    `piece=$(head -c 6000 /dev/zero | tr '\\0' x); for i in $(seq ${STALL_LINES}); do ` +
    `echo "$piece"; echo "@$i $EPOCHREALTIME@"; sleep 0.04; done`;
  await carriedOut(terminal, loop, 90_000);
}
