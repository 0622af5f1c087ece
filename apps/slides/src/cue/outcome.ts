import type { Cue } from '../talk/model.ts';

/** What must come out of a cue, in a few words; what stands in `backquotes` is in its output. */
export function outcomeOf({ shows, expect: { ttl, exit } }: Cue): string {
  if (shows !== undefined) return shows;
  if (ttl === 'lost') return 'lost';
  if (ttl !== undefined) return `TTL ${ttl}`;
  return exit === undefined || exit === null ? 'it ends' : `exit ${exit}`;
}
