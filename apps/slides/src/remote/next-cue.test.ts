import { describe, expect, it } from 'vitest';
import type { ChipState } from '../cue/chip-state.ts';
import { talk } from '../slides/talk.ts';
import { nextCue } from './next-cue.ts';

const cues = talk.find(({ id }) => id === 'step-4-capture-nic')?.cues ?? [];
const [capture, ping, send] = cues.map(({ id }) => id);
const held: ChipState = { kind: 'held', exit: 0, took: 9 };
const broken: ChipState = { kind: 'broken', exit: 1, why: [] };
const ready: ChipState = { kind: 'ready', shown: false };

/** What is offered with the cues in these states, in their order. */
const next = (...states: readonly ChipState[]) =>
  nextCue(cues, (cue) => states[cues.indexOf(cue)] ?? { kind: 'idle' })?.id ?? null;

describe('the cue for a thumb', () => {
  it('is the one that is going, then the first that has not held', () => {
    expect(next()).toBe(capture);
    expect(next({ kind: 'running' })).toBe(capture);
    expect(next(held, { kind: 'typing' })).toBe(ping);
    expect(next(held, broken)).toBe(ping);
    expect(next(held, held, held)).toBeNull();
  });

  it('is not held up by what runs on beside the others', () => {
    expect(next(ready)).toBe(ping);
    expect(next(ready, held)).toBe(send);
    expect(next(ready, held, { kind: 'running' })).toBe(send);
    expect(next(ready, held, held)).toBe(capture);
  });
});
