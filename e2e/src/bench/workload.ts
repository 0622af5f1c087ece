/** What is typed and printed to compare two ways to a shell, alike with a page and without. */
import { setTimeout as wait } from 'node:timers/promises';

export type Pair<T> = Readonly<Record<'stage' | 'direct', T>>;
export const SIDES = ['stage', 'direct'] as const;

/** Milliseconds between keys: a fast typist has 50, key repeat 30. */
const GAP = { least: 15, most: 45 } as const;
export const TYPING = `${GAP.least}–${GAP.most} ms apart, taking turns`;

/** What a flood prints; each shell has a /tmp of its own. */
export const BULK = '/tmp/netstage-bench-bulk';
const BULK_BYTES = 60_000_000;
/** As base64 this is 81 MB, its line ends included. */
export const MAKE_BULK = `head -c ${BULK_BYTES} /dev/urandom | base64 > ${BULK}`;

/** The letter that is typed as the nth. */
export function letterOf(key: number): string {
  return String.fromCharCode('a'.charCodeAt(0) + (key % 26));
}

/** As long as a typist waits from key to key. */
export async function typistsPause(): Promise<void> {
  await wait(GAP.least + Math.random() * (GAP.most - GAP.least));
}
