import { attachLab } from '@netstage/lab';
import type { Talk } from '../harness/talk.ts';
import { openDirectHop } from './direct-hop.ts';
import { answered, carriedOut, PROMPT } from './hop.ts';
import type { Hop } from './hop.ts';
import { privateMb, processesWith, peakDuring } from './processes.ts';
import { row } from './report.ts';
import type { Report, Row } from './report.ts';
import { connectStage, openTerminal } from './stage-client.ts';
import { summarise } from './stats.ts';
import { withTalk } from './with-talk.ts';
import { BULK, letterOf, MAKE_BULK, SIDES, TYPING, typistsPause } from './workload.ts';
import type { Pair } from './workload.ts';

const NODE = '3-multi-node-1';
const KEYS = 500;
const WARM_UP = 60;
/** Keys before the line is cleared: a line that wraps is redrawn, which is another matter. */
const LINE = 40;
/** A flood takes about a second, and one at a bad moment a third more. */
const ROUNDS = 6;
const INTERRUPTS = 8;

/**
 * A key's way to the shell and back; a flood; Ctrl-C in it: hub and agent against one plain hop, with
 * bare clients at both ends. What the presenter has of it, on the stage itself, is in stage.ts; here
 * one sees what hub and agent add.
 */
export async function benchEcho(): Promise<Report> {
  const direct = await openDirectHop();
  try {
    return await withTalk(['--steps', '3'], (talk) => measure(talk, direct));
  } finally {
    await direct.close();
  }
}

async function measure(talk: Talk, direct: Hop): Promise<Report> {
  const stage = await connectStage(talk);
  const terminal = await openTerminal(stage, `${NODE}/main`);
  const hops = { stage: terminal, direct };
  await carriedOut(direct, 'true');

  const echo = await echoes(hops);
  const bulk = await floods(hops, talk);
  const stop = await interrupts(hops);
  const { screens, gaps } = terminal.counts();
  stage.close();

  const [ours, plain] = [summarise(echo.stage), summarise(echo.direct)];
  const times = (of: 'p50' | 'p95' | 'p99') => ours[of] / plain[of];
  const to = 'the direct hop';
  const answer = summarise(stop.stage);
  return {
    name: 'echo',
    about: 'hub and agent alone: their shell and one behind a bare WebSocket, both without a page',
    rows: [
      row('a key’s echo, p50', ours.p50, 'ms', { ratio: { value: times('p50'), to } }),
      row('  p95', ours.p95, 'ms', { ratio: { value: times('p95'), to } }),
      row('  p99', ours.p99, 'ms', { ratio: { value: times('p99'), to } }),
      row('direct hop, p50', plain.p50, 'ms'),
      row('direct hop, p95', plain.p95, 'ms'),
      ...bulk,
      row('Ctrl-C under yes, to the prompt, worst', answer.max, 'ms', {
        atMost: 200,
        ratio: { value: answer.p50 / summarise(stop.direct).p50, to: `${to} (p50)` },
      }),
      row('  p50', answer.p50, 'ms'),
      row('output lost on the stage (gaps)', gaps, '', { atMost: 0 }),
    ],
    notes: [
      `${KEYS} keys each at bash’s prompt, ${TYPING}`,
      `the stage was sent ${screens} screens in place of bytes`,
    ],
  };
}

/** In turns, so that what else the machine does hits both alike. */
async function echoes(hops: Pair<Hop>): Promise<Pair<number[]>> {
  const took: Pair<number[]> = { stage: [], direct: [] };
  for (let key = 0; key < WARM_UP + KEYS; key += 1) {
    const letter = letterOf(key);
    for (const name of SIDES) {
      const hop = hops[name];
      const ms = await answered(hop, () => hop.type(letter), letter);
      if (key >= WARM_UP) took[name].push(ms);
      await typistsPause();
    }
    if (key % LINE === LINE - 1) for (const hop of [hops.stage, hops.direct]) await clearLine(hop);
  }
  for (const hop of [hops.stage, hops.direct]) await clearLine(hop);
  return took;
}

/** Ctrl-C: a new line and a new prompt. */
async function clearLine(hop: Hop): Promise<void> {
  await answered(hop, () => hop.type('\u0003'), PROMPT);
}

async function floods(hops: Pair<Hop>, talk: Talk): Promise<Row[]> {
  const speeds: Pair<number[]> = { stage: [], direct: [] };
  const { hub, agent } = pidsOf(talk);
  const before = { hub: privateMb(hub), agent: privateMb(agent) };
  const peaks = { hub: 0, agent: 0 };
  for (const name of SIDES) await carriedOut(hops[name], MAKE_BULK, 60_000);
  for (let round = 0; round < ROUNDS; round += 1)
    for (const name of SIDES) {
      const hop = hops[name];
      let characters = 0;
      const stop = hop.listen((text) => {
        characters += text.length;
      });
      // In two words: the typed line itself is no sign of the end.
      const command = `cat ${BULK}; printf '%s-%s\\n' bulk end`;
      const flood = () => answered(hop, () => hop.type(`${command}\r`), 'bulk-end', 120_000);
      const { peak: agentPeak, result } = await peakDuring(
        () => privateMb(agent),
        () => peakDuring(() => privateMb(hub), flood),
      );
      stop();
      speeds[name].push(characters / 1_000 / result.result);
      peaks.agent = Math.max(peaks.agent, agentPeak);
      peaks.hub = Math.max(peaks.hub, result.peak);
    }
  for (const name of SIDES) await carriedOut(hops[name], `rm ${BULK}`);
  const [ours, plain] = [summarise(speeds.stage).max, summarise(speeds.direct).max];
  return [
    row('80 MB of base64', ours, 'MB/s', { ratio: { value: ours / plain, to: 'the direct hop' } }),
    row('  direct hop', plain, 'MB/s'),
    row('hub’s memory grew meanwhile by', peaks.hub - before.hub, 'MB', { atMost: 100 }),
    row('agent’s memory grew meanwhile by', peaks.agent - before.agent, 'MB', { atMost: 50 }),
  ];
}

function pidsOf(talk: Talk): { hub: number; agent: number } {
  const node = attachLab(talk.state)
    .status()
    .flatMap(({ nodes }) => nodes)
    .find(({ name }) => name === NODE);
  const agent = processesWith(node?.init?.pid ?? 0).find(({ command }) =>
    command.includes('agent.mjs'),
  );
  if (agent === undefined || talk.process.pid === undefined)
    throw new Error(`${NODE} has no agent, or the talk no process`);
  return { hub: talk.process.pid, agent: agent.pid };
}

async function interrupts(hops: Pair<Hop>): Promise<Pair<number[]>> {
  const took: Pair<number[]> = { stage: [], direct: [] };
  for (let round = 0; round < INTERRUPTS; round += 1)
    for (const name of SIDES) {
      const hop = hops[name];
      hop.type('yes\r');
      await received(hop, 4_000_000);
      took[name].push(await answered(hop, () => hop.type('\u0003'), PROMPT));
    }
  return took;
}

/** Waits until the flood is well under way. */
function received(hop: Hop, characters: number): Promise<void> {
  return new Promise((resolve) => {
    let left = characters;
    const stop = hop.listen((text) => {
      left -= text.length;
      if (left > 0) return;
      stop();
      resolve();
    });
  });
}
