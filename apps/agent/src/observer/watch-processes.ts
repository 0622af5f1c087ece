import { discover, type DiscoverOptions } from './discover.ts';
import type { Doorbell } from './doorbell.ts';

/** Milliseconds; a look takes some microseconds per process. */
const EVERY = 1_000;

/**
 * Rings when a namespace came or went that no name tells of: the kernel announces neither
 * `unshare --net` nor the end of the last process in one.
 */
export function watchProcesses(options: DiscoverOptions): Doorbell {
  return (ring) => {
    let before = '';
    const timer = setInterval(() => {
      const now = discover(options)
        .namespaces.map(({ id, kind }) => `${kind} ${id}`)
        .join();
      if (now !== before) ring();
      before = now;
    }, EVERY);
    return () => clearInterval(timer);
  };
}
