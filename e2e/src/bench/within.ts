import { once } from 'node:events';

/**
 * Waits for something that has no limit of its own.
 * @throws after `ms`, with `what` and `about()`
 */
export async function within<T>(
  ms: number,
  what: string,
  work: Promise<T>,
  about = () => '',
): Promise<T> {
  const late = once(AbortSignal.timeout(ms), 'abort').then(() => {
    throw new Error(`Not within ${ms} ms: ${what}\n${about()}`);
  });
  return await Promise.race([work, late]);
}
