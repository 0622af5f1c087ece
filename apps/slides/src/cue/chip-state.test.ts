import type { RunPhase } from '@netstage/protocol';
import { describe, expect, it } from 'vitest';
import { talk } from '../slides/talk.ts';
import { chipState, chipWords, isGoing, longestGoing, stillSays } from './chip-state.ts';

const outcome = (state: RunPhase) => ({
  terminal: '1-network-namespace/main',
  run: { run: 'r', cue: 'step-1.setup', command: './setup.sh', state },
});

describe("a chip's state", () => {
  it('follows the run from typing to its verdict', () => {
    expect(chipState(null, null)).toEqual({ kind: 'idle' });
    const line = chipState(
      outcome({ phase: 'line', script: 'setup.sh', line: 12, waiting: true }),
      null,
    );
    expect(isGoing(line)).toBe(true);
    expect(chipWords(line)).toBe('line 12, waits');
    const held = chipState(
      outcome({ phase: 'ended', exit: 0, took: 90, verdict: { held: true, why: [] } }),
      null,
    );
    expect(isGoing(held)).toBe(false);
    expect(chipWords(held)).toBe('exit 0, as expected');
  });

  it('says when what runs on is ready, such as a capture that waits for packets', () => {
    const ready = chipState(outcome({ phase: 'running', ready: true }), null);
    expect(isGoing(ready)).toBe(true);
    expect(chipWords(ready)).toBe('ready, runs on');
    const shown = chipState(outcome({ phase: 'running', ready: true, shown: true }), null);
    expect(chipWords(shown)).toBe('shown, runs on');
    expect(chipWords(chipState(outcome({ phase: 'running' }), null))).toBe('running');
  });

  it('says no more while it goes on than its chip keeps room for', () => {
    const cues = talk.flatMap((slide) => slide.cues);
    const shortest = Math.min(...cues.map((cue) => longestGoing(cue).length));
    for (const kind of ['waiting', 'typing', 'running'] as const)
      expect(chipWords({ kind }).length).toBeLessThanOrEqual(shortest);
    const paced = cues.filter(({ pace }) => pace === 'paced').map(longestGoing);
    const line = chipWords({ kind: 'line', line: 61, waiting: true });
    expect(new Set(paced.map(({ length }) => length))).toEqual(new Set([line.length]));
    const listens = cues.filter(({ beside }) => beside).map(longestGoing);
    for (const shown of [false, true])
      expect(chipWords({ kind: 'ready', shown })).toHaveLength(listens[0]?.length ?? 0);
  });

  it('says why an expectation did not hold', () => {
    const why = ['TTL 63, expected 64'];
    const broken = chipState(
      outcome({ phase: 'ended', exit: 0, took: 90, verdict: { held: false, why } }),
      null,
    );
    expect(chipWords(broken)).toBe('TTL 63, expected 64');
  });

  it('shows a refusal before what was', () => {
    const refusal = { code: 'busy', message: 'vim is running here.' } as const;
    expect(chipState(outcome({ phase: 'running' }), refusal)).toEqual({ kind: 'refused', refusal });
  });
});

describe('a refusal', () => {
  const refusal = { code: 'half-typed', message: 'a line is half typed' } as const;
  const taken = { free: false, current: true };
  const free = { free: true, current: true };

  it('goes once its terminal takes commands again, if it was about that', () => {
    expect(stillSays(refusal, taken, free)).toBe(false);
    expect(stillSays({ code: 'busy', message: 'vim is running' }, taken, free)).toBe(false);
    expect(stillSays({ code: 'agent-away', message: 'not connected' }, taken, free)).toBe(true);
  });

  it('stays when the hub tells late of what was typed', () => {
    expect(stillSays(refusal, free, taken)).toBe(true);
  });

  it('goes with its slide; where there is no deck there is none to leave', () => {
    expect(stillSays(refusal, taken, { ...taken, current: false })).toBe(false);
    const alone = { free: true, current: false };
    expect(stillSays(refusal, alone, { ...alone, free: false })).toBe(true);
  });
});
