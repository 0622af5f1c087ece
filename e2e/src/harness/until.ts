import { setTimeout as wait } from 'node:timers/promises';

/**
 * Asks again until the answer is something: conditions, never naps.
 *
 * @param what named in the error, e.g. `the talk is ready`
 * @param ask anything but null, undefined and false ends the wait; an exception does at once
 * @throws after `within` ms, with `about()`
 */
export async function until<T>(
  what: string,
  ask: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  options: { within?: number; about?: () => string } = {},
): Promise<T> {
  const { within = 20_000, about = () => '' } = options;
  const end = Date.now() + within;
  for (;;) {
    const answer = await ask();
    if (answer !== null && answer !== undefined && answer !== false) return answer;
    if (Date.now() > end) throw new Error(`Not within ${within} ms: ${what}\n${about()}`);
    await wait(25);
  }
}
