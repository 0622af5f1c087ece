import { isGoing } from '../cue/chip-state.ts';
import type { ChipState } from '../cue/chip-state.ts';
import type { Cue } from '../talk/model.ts';

/**
 * The cue that a thumb is offered: one that the others wait for, or else the first that is open.
 *
 * @returns null once all have held
 */
export function nextCue(cues: readonly Cue[], stateOf: (cue: Cue) => ChipState): Cue | null {
  const first = (is: (state: ChipState) => boolean) => cues.find((cue) => is(stateOf(cue)));
  return (
    first(holdsUp) ??
    first((state) => !isGoing(state) && state.kind !== 'held') ??
    first(isGoing) ??
    null
  );
}

/** Whether the other cues wait for it: not for what runs on beside them, such as a capture. */
export function holdsUp(state: ChipState): boolean {
  return isGoing(state) && state.kind !== 'ready';
}
