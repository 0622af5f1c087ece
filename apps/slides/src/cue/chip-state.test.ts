import type { RunPhase } from '@netstage/protocol';
import { describe, expect, it } from 'vitest';
import { chipState, chipWords, isGoing } from './chip-state.ts';

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
    expect(chipWords(chipState(outcome({ phase: 'running' }), null))).toBe('running');
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
