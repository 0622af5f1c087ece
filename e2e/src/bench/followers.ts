import { setTimeout as wait } from 'node:timers/promises';
import { attachLab } from '@netstage/lab';
import type { Talk } from '../harness/talk.ts';
import { until } from '../harness/until.ts';
import { now } from './clock.ts';
import { gatherCrowd } from './crowd.ts';
import type { Crowd } from './crowd.ts';
import type { Reply } from './crowd-messages.ts';
import { answered, carriedOut, PROMPT } from './hop.ts';
import { driveNode } from './node-driver.ts';
import { privateMb, processorMs, peakDuring } from './processes.ts';
import { row } from './report.ts';
import type { Report, Row } from './report.ts';
import { assertOk, connectStage, openTerminal } from './stage-client.ts';
import type { StageClient, StageTerminal } from './stage-client.ts';
import { stalledFollower } from './stalled-follower.ts';
import { summarise } from './stats.ts';
import type { Summary } from './stats.ts';
import { visitPage } from './visit-page.ts';
import { withTalk } from './with-talk.ts';

const NODE = '3-multi-node-1';
const TERMINAL = `${NODE}/main`;
const SIZES = [1, 100, 1_000] as const;
const LINES = 100;
const SLIDES = 40;
const CHANGES = 40;
/** Milliseconds between two of them. */
const LINE_GAP = 150;
const SLIDE_GAP = 150;
const CHANGE_GAP = 250;
/** Ms per follower while a crowd gathers: no storm. */
const JOIN_GAP = 4;
/** Until timers, garbage and the news of how many there are have settled, ms. */
const SETTLE = 2_500;
const STORM = 500;
const STORM_MS = 2_000;
const STALL_LINES = 400;

/** What followers see when, what each of them costs, and that none of them is felt on stage. */
export async function benchFollowers(): Promise<Report> {
  const crowd = gatherCrowd();
  try {
    return await withTalk(['--steps', '3'], (talk) => followed(talk, crowd));
  } finally {
    await crowd.close();
  }
}

async function followed(talk: Talk, crowd: Crowd): Promise<Report> {
  const stage = await connectStage(talk);
  const terminal = await openTerminal(stage, TERMINAL);
  const bench: Bench = { talk, crowd, stage, terminal, hub: talk.process.pid ?? 0 };
  // What the first followers cost once is not a follower's cost.
  await join(bench, 20);
  await lines(bench, 20, 0.02);
  await leave(bench);
  const sizes: Measured[] = [];
  for (const size of SIZES) sizes.push(await measure(bench, size));
  const stalled = await stall(bench);
  const storms = [...(await storm(bench, false)), ...(await storm(bench, true))];
  stage.close();
  return {
    name: 'followers',
    about: `${SIZES.join(', ')} followers on one hub, each in its own socket, on this machine`,
    rows: [...sizeRows(sizes), ...stalled, ...storms],
    notes: [
      `lines are stamped by the shell that prints them; ${LINES} lines, ${SLIDES} slides and ` +
        `${CHANGES} changes of a diagram per size`,
      'the followers’ processes share the machine with the hub, at a lower priority',
      ...sizes.map(
        ({ size, crowdShare }) =>
          `${size} followers’ own processes used ${Math.round(100 * crowdShare)} % of a core`,
      ),
    ],
  };
}

interface Bench {
  talk: Talk;
  crowd: Crowd;
  stage: StageClient;
  terminal: StageTerminal;
  hub: number;
}

interface Measured {
  size: number;
  line: Summary;
  slide: Summary;
  diagram: Summary;
  /** The hub's processor time for the lines, ms. */
  cost: number;
  /** MB of the hub's own, with the followers there. */
  memory: number;
  crowdShare: number;
}

async function join({ crowd, talk, stage }: Bench, count: number): Promise<void> {
  const { audience: url } = talk.urls;
  await crowd.join({ url, terminal: TERMINAL, count, over: count * JOIN_GAP, pages: false });
  await until('the hub counts them all', () => stage.state().followers === count);
}

async function leave({ crowd, stage }: Bench): Promise<void> {
  await crowd.leave();
  await until('all have left', () => stage.state().followers === 0);
}

async function measure(bench: Bench, size: number): Promise<Measured> {
  const { crowd, hub } = bench;
  await join(bench, size);
  await wait(SETTLE);
  const memory = privateMb(hub);
  await crowd.begin();
  const before = { hub: processorMs(hub), crowd: crowd.processorMs(), at: now() };
  await lines(bench, LINES, LINE_GAP / 1_000);
  const cost = processorMs(hub) - before.hub;
  const crowdShare = (crowd.processorMs() - before.crowd) / (now() - before.at);
  const line = lineDelays(await crowd.collect(), LINES * size);
  const slide = await slides(bench, size);
  const diagram = await diagrams(bench, size);
  await leave(bench);
  return { size, line, slide, diagram, cost, memory, crowdShare };
}

/** Prints lines that tell when they were printed. @param gap seconds */
async function lines({ terminal }: Bench, count: number, gap: number): Promise<void> {
  const loop = `for i in $(seq ${count}); do echo "@$i $EPOCHREALTIME@"; sleep ${gap}; done`;
  await carriedOut(terminal, loop, 60_000);
}

function lineDelays({ seen }: Reply, wanted: number): Summary {
  const delays = Object.entries(seen).flatMap(([name, times]) => {
    const printed = Number(/^\d+ (\d+\.\d+)$/.exec(name)?.[1]) * 1_000;
    return times.map((at) => at - printed);
  });
  return complete(delays, wanted, 'lines');
}

function complete(delays: readonly number[], wanted: number, what: string): Summary {
  if (delays.length !== wanted)
    throw new Error(`Of ${wanted} ${what} followers saw ${delays.length}`);
  return summarise(delays);
}

async function slides(bench: Bench, size: number): Promise<Summary> {
  const { crowd, stage } = bench;
  await crowd.begin();
  const left = new Map<string, number>();
  for (let index = 0; index < SLIDES; index += 1) {
    const slide = `bench-${index}`;
    left.set(slide, now());
    assertOk(
      await stage.socket.emitWithAck('drive', { position: { slide, fragment: -1 }, take: true }),
    );
    await wait(SLIDE_GAP);
  }
  return complete(delaysFrom(left, await allSeen(crowd, SLIDES * size)), SLIDES * size, 'slides');
}

async function diagrams({ crowd, talk, stage }: Bench, size: number): Promise<Summary> {
  const driver = driveNode(attachLab(talk.state), NODE);
  try {
    await crowd.begin();
    const made = new Map<string, number>();
    for (let index = 1; index <= CHANGES; index += 1) {
      const address = `10.96.0.${index}`;
      made.set(address, driver.change(`addr add ${address}/32 dev lo`));
      // Undone at once it might never be seen: what is read is the state, not its history.
      await until(`${address} is on stage`, () => has(stage, address));
      await wait(CHANGE_GAP * Math.random());
      driver.change(`addr del ${address}/32 dev lo`);
      await until(`${address} is gone`, () => !has(stage, address));
      await wait(CHANGE_GAP * Math.random());
    }
    const { seen } = await allSeen(crowd, CHANGES * size);
    // A link that changed again before it was back is told of with the same address twice.
    const delays = Object.entries(seen).flatMap(([address, times]) =>
      times
        .toSorted((a, b) => a - b)
        .slice(0, size)
        .map((at) => at - (made.get(address) ?? at)),
    );
    return complete(delays, CHANGES * size, 'changes');
  } finally {
    await driver.close();
  }
}

function has(stage: StageClient, address: string): boolean {
  return Object.values(stage.state().nodes[NODE]?.state?.namespaces ?? {})
    .flatMap(({ links }) => Object.values(links))
    .some(({ addresses }) => addresses.some(({ local }) => local === address));
}

/** What the last message brought may still be on its way. */
async function allSeen(crowd: Crowd, wanted: number): Promise<Reply> {
  let reply = await crowd.collect();
  await until(
    `${wanted} sights`,
    async () => {
      reply = await crowd.collect();
      return Object.values(reply.seen).reduce((sum, times) => sum + times.length, 0) >= wanted;
    },
    { within: 5_000 },
  ).catch(() => undefined);
  return reply;
}

function delaysFrom(begun: ReadonlyMap<string, number>, { seen }: Reply): number[] {
  return Object.entries(seen).flatMap(([name, times]) =>
    times.map((at) => at - (begun.get(name) ?? at)),
  );
}

function sizeRows(sizes: readonly Measured[]): Row[] {
  const one = sizes[0];
  if (!one) return [];
  return sizes.flatMap(({ size, line, slide, diagram, cost, memory }) => {
    const who = size === 1 ? '1 follower' : `${size} followers`;
    const to = 'one follower';
    const most = size === 1_000 ? { atMost: 150 } : {};
    const kinds = [
      ['output line', line, one.line],
      ['slide change', slide, one.slide],
      ['diagram change', diagram, one.diagram],
    ] as const;
    const delays = kinds.flatMap(([what, { p50, p95 }, alone]) => [
      row(`${who}: ${what}, p95`, p95, 'ms', {
        ...most,
        ...(size === 1 ? {} : { ratio: { value: p95 / alone.p95, to } }),
      }),
      row('  p50', p50, 'ms'),
    ]);
    if (size === 1) return delays;
    return [
      ...delays,
      row(
        `${who}: hub’s processor time per follower and line`,
        ((cost - one.cost) * 1_000) / (LINES * (size - 1)),
        'µs',
      ),
      // With fewer, what the collector happens to have left is more than all of them.
      ...(size < 1_000
        ? []
        : [
            row(`${who}: hub’s memory per follower`, (memory - one.memory) / (size - 1), 'MB', {
              atMost: 0.25,
            }),
          ]),
    ];
  });
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
  await leave(bench);
  const what = pages ? `each with the page’s ${Math.round(page / 1_000)} kB` : 'sockets only';
  return [
    row(`${STORM} join in ${STORM_MS / 1_000} s, ${what}: echo p95`, during.p95, 'ms', {
      ratio: { value: during.p95 / calm.p95, to: `idle (${calm.p95.toFixed(1)} ms)` },
    }),
    row('  as times idle', during.p95 / calm.p95, '×', pages ? {} : { atMost: 2 }),
    row('  worst echo', during.max, 'ms'),
    row('  all have state and screen after', took, 'ms'),
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
