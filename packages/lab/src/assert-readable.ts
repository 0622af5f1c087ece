import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { shellQuote } from './shell-quote.ts';

/** Enough to find a clone made with umask 077; a package's thousandth file is like its first. */
const LOOKED_AT = 500;

/**
 * Makes sure that a uid which owns nothing may read a file, or a folder and what is in it.
 * @throws Error naming the first path it can't, with the chmod that mends it
 */
export function assertReadable(path: string, uid: number): void {
  const queue = [path];
  for (let looked = 0; looked < LOOKED_AT && queue.length > 0; looked += 1) {
    const next = queue.shift() ?? path;
    const stat = statSync(next, { throwIfNoEntry: false });
    // A dangling symlink, or something that is neither: not for the nodes to read.
    if (stat === undefined || !(stat.isFile() || stat.isDirectory())) continue;
    const needed = stat.isDirectory() ? 0o5 : 0o4;
    const granted = stat.uid === uid ? stat.mode >> 6 : stat.mode;
    if ((granted & needed) !== needed)
      throw new Error(
        `The lab's nodes, which run as uid ${uid}, may not read ${next}. ` +
          `Let them with: chmod -R o+rX ${shellQuote(path)}`,
      );
    if (stat.isDirectory()) queue.push(...readdirSync(next).map((name) => join(next, name)));
  }
}
