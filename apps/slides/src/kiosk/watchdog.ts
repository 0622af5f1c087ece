import type { Clock } from './play.ts';
import type { Runner } from './runner.ts';

/** Ms between heartbeats. */
export const BEAT_EVERY = 5_000;
/** Ms in which nothing at all may change while it plays: above any rest, command or reset. */
const STUCK = 5 * 60_000;
/** Ms for which the deck may be gone from the page. */
const GONE = 10_000;

interface Signs {
  readonly runner: () => Runner;
  /** Whether the deck is on the page. */
  readonly deck: () => boolean;
  /** Says that the page is alive. */
  readonly beat: () => void;
  /** Loads the page anew. */
  readonly reload: (why: string) => void;
}

/**
 * Beats while the kiosk is alive, and reloads a page that is not: one whose deck is gone, or on which
 * nothing goes on. What hangs the browser itself is seen by the hub, which misses the beats.
 *
 * @returns stops watching
 */
export function watch(clock: Clock, { runner, deck, beat, reload }: Signs): () => void {
  let last = runner();
  let changed = clock.now();
  let seen = clock.now();
  let stop = clock.after(BEAT_EVERY, look);

  function look(): void {
    const run = runner();
    const now = clock.now();
    const waits = run.mode.is !== 'playing' || !run.world.connected;
    if (waits || run.doing !== last.doing || run.queue !== last.queue) changed = now;
    last = run;
    if (deck()) seen = now;
    if (now - seen > GONE) reload('the deck is gone from the page');
    else if (now - changed > STUCK) reload('nothing went on');
    else beat();
    stop = clock.after(BEAT_EVERY, look);
  }

  return () => stop();
}
