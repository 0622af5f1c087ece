import { emptyStage, reduce } from '@netstage/protocol';
import type { StageEvent, StageState } from '@netstage/protocol';
import { describe, expect, it } from 'vitest';
import { talk } from '../slides/talk.ts';
import { latestOf } from './use-latest.ts';

const slide = talk.find(({ id }) => id === 'step-3-env');
const cues = slide?.cues ?? [];
const ONE = '3-multi-node-1/main';
const TWO = '3-multi-node-2/main';

function opened(id: string): StageEvent {
  const size = { cols: 62, rows: 22 };
  const shell = { at: 'prompt', typed: false } as const;
  return { type: 'terminal', view: { id, title: '', size, shell, run: null } };
}

function begins(id: string, cue: string | null): StageEvent {
  const run = { run: `${cue}`, cue, command: 'x', state: { phase: 'running' } } as const;
  return { type: 'run', id, run };
}

function after(...events: readonly StageEvent[]): string | null | undefined {
  const state: StageState = [opened(ONE), opened(TWO), ...events].reduce(
    reduce,
    emptyStage('title'),
  );
  return latestOf(cues, state.cues, state.terminals)?.run.cue;
}

describe('the latest of a slide’s runs', () => {
  it('is the one that went on last, in whichever terminal', () => {
    const [first, second] = [begins(ONE, 'step-3.clean-1'), begins(TWO, 'step-3.clean-2')];
    expect(after(first)).toBe('step-3.clean-1');
    expect(after(first, second)).toBe('step-3.clean-2');
    expect(after(second, first)).toBe('step-3.clean-1');
    expect(after(first, second, first)).toBe('step-3.clean-1');
  });

  it('is none when its terminal shows something newer', () => {
    expect(after(begins(ONE, 'step-3.clean-1'), begins(ONE, null))).toBeUndefined();
  });
});
