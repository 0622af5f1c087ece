import type { Cue } from '../model.ts';

type Given = Pick<Cue, 'id' | 'label' | 'node' | 'command' | 'because'> & Partial<Cue>;

/** A cue, with what most of them have in common left to this. */
export function cue(given: Given): Cue {
  return {
    expect: { exit: 0 },
    pace: 'plain',
    needs: [],
    dwell: 4,
    target: 3,
    timeout: 20,
    fragment: -1,
    ...given,
  };
}

/** Two pings take one second; typing the command takes the rest. */
export function ping(given: Given & { readonly ttl: number }): Cue {
  const { ttl, ...rest } = given;
  return cue({ expect: { exit: 0, ttl }, target: 4, ...rest });
}

/** Pings of which none may be answered: each waits its second. */
export function lostPing(given: Given): Cue {
  return cue({ expect: { exit: 1, ttl: 'lost' }, target: 5, ...given });
}
