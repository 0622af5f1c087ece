import { existsSync, watch, type FSWatcher } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Doorbell } from './doorbell.ts';

const RETRY = 1_000;

/**
 * Rings when a name in the talk's /run/netns comes or goes. The folder itself is made by the first
 * `ip netns add` of a machine's life, so until then its parent is watched.
 */
export function watchNames(folder: string): Doorbell {
  return (ring, report) => {
    let watcher: FSWatcher | undefined;
    let timer: NodeJS.Timeout | undefined;

    const start = () => {
      const there = existsSync(folder);
      const watched = there ? folder : dirname(folder);
      const again = (reason: string) => {
        watcher?.close();
        report(`watching ${watched} ended: ${reason}`);
        timer = setTimeout(start, RETRY);
      };
      try {
        watcher = watch(watched, (_, name) => {
          if (!there && name === basename(folder)) {
            watcher?.close();
            start();
          }
          ring();
          // The folder itself was removed: what is watched now is nothing.
          if (there && !existsSync(folder)) {
            watcher?.close();
            start();
          }
        });
        watcher.on('error', (error) => again(error.message));
        ring();
      } catch (error) {
        again(error instanceof Error ? error.message : String(error));
      }
    };
    start();

    return () => {
      clearTimeout(timer);
      watcher?.close();
    };
  };
}
