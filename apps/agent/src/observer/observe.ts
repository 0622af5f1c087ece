import { assemble, type NamespaceProblem, type NodeState } from '@netstage/topology';
import type { Doorbell } from './doorbell.ts';
import type { Reading } from './read-node.ts';

export interface ObserveOptions {
  read: () => Promise<Reading>;
  doorbells: readonly Doorbell[];
  /** Milliseconds since 1970. */
  now: () => number;
  /** Called with every state that was read, changed or not, in the order of reading. */
  onState: (state: NodeState, at: number) => void;
  onTrouble: (trouble: string) => void;
}

export interface Observer {
  /** Resolves after `onState` got a reading that began after this call. */
  fresh(): Promise<void>;
  stop(): void;
}

/** Milliseconds to wait for more of the same burst: a monitor's line is 3–4 ms behind the change. */
const DEBOUNCE = 10;
/**
 * Rest after a reading, in times of what it took, and the longest (ms): a node that changes all the
 * time leaves most of the processors to those who draw it. A change that comes alone never waits.
 */
const REST = 2;
const LONGEST_REST = 200;
/** A reading that the bell rang into may be torn, half before and half after the change. */
const MOST_TORN = 2;
/**
 * Without any bell, look anyway: after `IDLE`, or so rarely that a reading, which keeps two
 * processors busy, costs under 0.5 % of one.
 */
const IDLE = 2_000;
const IDLE_PER_READING = 400;
const LONGEST_IDLE = 30_000;
/** Readings of which the quickest counts: a busy machine must not make looking rare. */
const REMEMBERED = 10;
/** Retries for a name that is no namespace yet, doubling from the first to the last (ms). */
const FIRST_RETRY = 4;
const LAST_RETRY = 512;
const AFTER_FAILURE = 1_000;

/**
 * Keeps the node's state current: a bell, a short pause, one full reading. Knows neither sockets
 * nor `ip`. Events only ever say *when* to look, so that losing or misreading one does no harm.
 */
export function observe(options: ObserveOptions): Observer {
  const { read, now, onState, onTrouble } = options;
  let state: NodeState | null = null;
  /** When `state` was read. */
  let readAt: number | null = null;
  let dirty = false;
  let reading = false;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let retry = FIRST_RETRY;
  let waiting: (() => void)[] = [];
  let lastProblems = '';
  let durations: number[] = [];
  let restUntil = -Infinity;

  const later = (ms: number) => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(() => void turn(), ms);
  };
  const pause = () => Math.max(DEBOUNCE, restUntil - performance.now());
  let rung = false;
  const ring = () => {
    dirty = true;
    retry = FIRST_RETRY;
    if (reading || rung) return;
    rung = true;
    later(pause());
  };

  const turn = async () => {
    reading = true;
    rung = false;
    clearTimeout(timer);
    const served = waiting;
    waiting = [];
    let next = IDLE;
    try {
      const begun = performance.now();
      let result: Reading;
      for (let torn = 0; ; torn += 1) {
        dirty = false;
        result = await read();
        if (!dirty || torn >= MOST_TORN) break;
      }
      const took = performance.now() - begun;
      restUntil = performance.now() + Math.min(took * REST, LONGEST_REST);
      durations = [took, ...durations].slice(0, REMEMBERED);
      next = Math.min(Math.max(IDLE, Math.min(...durations) * IDLE_PER_READING), LONGEST_IDLE);
      if (result.unfinished && retry <= LAST_RETRY) {
        next = retry;
        retry *= 2;
      }
      if (!stopped) publish(result);
    } catch (error) {
      onTrouble(
        `the node can't be read: ${error instanceof Error ? error.message : String(error)}`,
      );
      next = AFTER_FAILURE;
    }
    reading = false;
    for (const done of served) done();
    if (waiting.length > 0) void turn();
    else later(dirty ? Math.min(pause(), next) : next);
  };

  const publish = (result: Reading) => {
    const at = now();
    const assembled = assemble(result.reading, state, readAt ?? at);
    tellProblems(assembled.problems);
    if (assembled.state === null) return;
    state = assembled.state;
    readAt = at;
    onState(state, at);
  };

  const tellProblems = (problems: readonly NamespaceProblem[]) => {
    const told = problems.map((one) => `${one.namespace}: ${one.path} ${one.reason}`).join('; ');
    if (told !== lastProblems && told !== '') onTrouble(`stale: ${told}`);
    lastProblems = told;
  };

  const stops = options.doorbells.map((bell) => bell(ring, onTrouble));
  void turn();

  return {
    fresh: () =>
      new Promise((resolve) => {
        if (stopped) return resolve();
        waiting.push(resolve);
        if (!reading) void turn();
      }),
    stop() {
      stopped = true;
      clearTimeout(timer);
      for (const stop of stops) stop();
      for (const done of waiting) done();
    },
  };
}
