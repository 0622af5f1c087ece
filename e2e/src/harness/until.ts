import { setTimeout as wait } from 'node:timers/promises';

/**
 * Asks again until the answer is something: conditions, never naps.
 *
 * @param what named in the error, e.g. `the talk is ready`
 * @param ask anything but null, undefined and false ends the wait; an exception does at once
 * @param options `every`: ms between two questions; more, where one costs more than it is worth to know
 * @throws after `within` ms, with `about()`
 */
export async function until<T>(
  what: string,
  ask: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  options: { within?: number; every?: number; about?: () => string } = {},
): Promise<T> {
  const { within = 20_000, every = 25, about = () => '' } = options;
  const end = Date.now() + within;
  for (;;) {
    const answer = await ask();
    if (answer !== null && answer !== undefined && answer !== false) return answer;
    if (Date.now() > end) throw new Error(`Not within ${within} ms: ${what}\n${about()}`);
    await wait(every);
  }
}
