import { emptyStage, reduce } from '@netstage/protocol';
import type { RunPhase, ShellState, TerminalView } from '@netstage/protocol';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createStore } from '../follow/store.ts';
import { nothingHeard } from '../follow/talk-state.ts';
import type { TalkState } from '../follow/talk-state.ts';
import { isFree, makeWay, onlyListens } from './make-way.ts';

const ID = '4-overlay-network-2/capture';
const prompt: ShellState = { at: 'prompt', typed: false };
const command: ShellState = { at: 'command', since: 0 };
const ended: RunPhase = { phase: 'ended', exit: 0, took: 9, verdict: { held: true, why: [] } };

function view(shell: ShellState, state: RunPhase | null): TerminalView {
  const run = state && { run: 'r', cue: 'step-4.capture-nic', command: './capture.sh', state };
  return { id: ID, title: '', size: { cols: 64, rows: 8 }, shell, run };
}

function holding(one: TerminalView): TalkState {
  return {
    ...nothingHeard,
    stage: reduce(emptyStage('title'), { type: 'terminal', view: one }),
  };
}

/** A talk with this one terminal, in which Ctrl-C does what is given. */
function talkWith(first: TerminalView, onCtrlC: readonly TerminalView[]) {
  const talk = createStore(holding(first));
  const type = vi.fn<(terminal: string, data: string) => void>(() => {
    for (const next of onCtrlC) talk.set(holding(next));
  });
  return { talk, actions: { type } };
}

afterEach(() => {
  vi.useRealTimers();
});

describe('what is in the way of a command', () => {
  it('only listens when it has said that it is ready, and not before', () => {
    expect(onlyListens(view(command, { phase: 'running', ready: true }))).toBe(true);
    expect(onlyListens(view(command, { phase: 'running' }))).toBe(false);
    expect(onlyListens(view(prompt, ended))).toBe(false);
    expect(onlyListens(view(command, null))).toBe(false);
    expect(onlyListens(undefined)).toBe(false);
  });

  it('is gone at an empty prompt, after the verdict of what ran', () => {
    expect(isFree(view(prompt, ended))).toBe(true);
    expect(isFree(view(prompt, null))).toBe(true);
    expect(isFree(view(prompt, { phase: 'running', ready: true }))).toBe(false);
    expect(isFree(view({ at: 'prompt', typed: true }, null))).toBe(false);
    expect(isFree(undefined)).toBe(false);
  });

  it('ends by one Ctrl-C, and there is a prompt before a command follows', async () => {
    const link = talkWith(view(command, { phase: 'running', ready: true }), [
      view(command, ended),
      view(prompt, ended),
    ]);
    await expect(makeWay(link, ID)).resolves.toBe(true);
    expect(link.actions.type.mock.calls).toEqual([[ID, '\u0003']]);
  });

  it('stays when Ctrl-C does not end it: nothing runs once it ends long after', async () => {
    vi.useFakeTimers();
    const link = talkWith(view(command, null), []);
    const way = makeWay(link, ID);
    await vi.runAllTimersAsync();
    await expect(way).resolves.toBe(false);
  });
});
