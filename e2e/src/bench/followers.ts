import { setTimeout as wait } from 'node:timers/promises';
import { attachLab } from '@netstage/lab';
import { until } from '../harness/until.ts';
import { now } from './clock.ts';
import { join, leave, lines, NODE, SETTLE, withCrowd } from './crowd-bench.ts';
import type { Bench } from './crowd-bench.ts';
import type { Reply } from './crowd-messages.ts';
import { driveNode } from './node-driver.ts';
import { privateMb, processorMs } from './processes.ts';
import { row } from './report.ts';
import type { Report, Row } from './report.ts';
import { assertOk } from './stage-client.ts';
import type { StageClient } from './stage-client.ts';
import { summarise } from './stats.ts';
import type { Summary } from './stats.ts';

const SIZES = [1, 100, 1_000] as const;
const LINES = 100;
const SLIDES = 40;
const CHANGES = 40;
/** Milliseconds between two of them. */
const LINE_GAP = 150;
const SLIDE_GAP = 150;
const CHANGE_GAP = 250;

/** What followers see when, and what each of them costs. */
export async function benchFollowers(): Promise<Report> {
  const sizes = await withCrowd(async (bench) => {
    const sizes: Measured[] = [];
    for (const size of SIZES) sizes.push(await measure(bench, size));
    return sizes;
  });
  return {
    name: 'followers',
    about: `${SIZES.join(', ')} followers on one hub, each in its own socket, on this machine`,
    rows: sizeRows(sizes),
    notes: [
      `lines are stamped by the shell that prints them; ${LINES} lines, ${SLIDES} slides and ` +
        `${CHANGES} changes of a diagram per size`,
      'the followers’ processes share the machine with the hub, as SCHED_IDLE',
      ...sizes.map(
        ({ size, crowdShare }) =>
          `${size} followers’ own processes used ${Math.round(100 * crowdShare)} % of a core`,
      ),
    ],
  };
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
async function allSeen(crowd: Bench['crowd'], wanted: number): Promise<Reply> {
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
