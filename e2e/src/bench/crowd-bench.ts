/** A talk with a crowd before it, and somebody on stage. */
import type { Talk } from '../harness/talk.ts';
import { until } from '../harness/until.ts';
import { gatherCrowd } from './crowd.ts';
import type { Crowd } from './crowd.ts';
import { carriedOut } from './hop.ts';
import { connectStage, openTerminal } from './stage-client.ts';
import type { StageClient, StageTerminal } from './stage-client.ts';
import { withTalk } from './with-talk.ts';

export const NODE = '3-multi-node-1';
export const TERMINAL = `${NODE}/main`;
/** Ms per follower while a crowd gathers: no storm. */
const JOIN_GAP = 4;
/** Until timers, garbage and the news of how many there are have settled, ms. */
export const SETTLE = 2_500;

export interface Bench {
  talk: Talk;
  crowd: Crowd;
  stage: StageClient;
  terminal: StageTerminal;
  hub: number;
}

export async function withCrowd<T>(measure: (bench: Bench) => Promise<T>): Promise<T> {
  const crowd = gatherCrowd();
  try {
    return await withTalk(['--steps', '3'], async (talk) => {
      const stage = await connectStage(talk);
      const terminal = await openTerminal(stage, TERMINAL);
      const bench: Bench = { talk, crowd, stage, terminal, hub: talk.process.pid ?? 0 };
      // What the first followers cost once is not a follower's cost.
      await join(bench, 20);
      await lines(bench, 20, 0.02);
      await leave(bench);
      const measured = await measure(bench);
      stage.close();
      return measured;
    });
  } finally {
    await crowd.close();
  }
}

export async function join({ crowd, talk, stage }: Bench, count: number): Promise<void> {
  const { audience: url } = talk.urls;
  await crowd.join({ url, terminal: TERMINAL, count, over: count * JOIN_GAP, pages: false });
  await until('the hub counts them all', () => stage.state().followers === count);
}

export async function leave({ crowd, stage }: Bench): Promise<void> {
  await crowd.leave();
  await until('all have left', () => stage.state().followers === 0);
}

/** Prints lines that tell when they were printed. @param gap seconds */
export async function lines({ terminal }: Bench, count: number, gap: number): Promise<void> {
  const loop = `for i in $(seq ${count}); do echo "@$i $EPOCHREALTIME@"; sleep ${gap}; done`;
  await carriedOut(terminal, loop, 60_000);
}
