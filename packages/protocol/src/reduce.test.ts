import { describe, expect, it } from 'vitest';
import { emptyStage, reduce } from './reduce.ts';
import type { NodeView, StageEvent, TerminalView } from './stage.ts';

const NODE = '1-network-namespace';
const TERMINAL = `${NODE}/main`;

const view: NodeView = {
  node: NODE,
  step: 1,
  link: { status: 'here' },
  heard: 1,
  state: { node: NODE, namespaces: {} },
};

const terminal: TerminalView = {
  id: TERMINAL,
  title: 'node',
  size: { cols: 80, rows: 20 },
  shell: { at: 'prompt', typed: false },
  run: { run: 'r1', cue: null, command: './setup.sh', state: { phase: 'typing' } },
};

const namespacePut: StageEvent = {
  type: 'node-changes',
  node: NODE,
  heard: 2,
  at: 2,
  changes: [
    {
      op: 'put',
      entity: 'namespace',
      namespace: '4:4026532000',
      value: {
        id: '4:4026532000',
        kind: 'named',
        names: ['con'],
        forwarding: false,
        rpFilterAll: 'off',
        stale: null,
      },
    },
  ],
};

function fold(...events: StageEvent[]) {
  return events.reduce(reduce, emptyStage('title'));
}

function labStep(number: number, status: 'booting' | 'up'): StageEvent {
  return {
    type: 'lab',
    step: {
      step: number,
      title: '',
      underlay: { prefix: '10.0.0.0/24', outside: '10.0.0.1' },
      nodes: [],
      status,
      reason: null,
    },
  };
}

describe('reduce', () => {
  it('applies every event twice as it applies it once', () => {
    const events: StageEvent[] = [
      { type: 'node', view },
      namespacePut,
      { type: 'terminal', view: terminal },
      { type: 'run-phase', id: TERMINAL, run: 'r1', state: { phase: 'running' } },
      { type: 'shell', id: TERMINAL, shell: { at: 'command', since: 3 } },
      { type: 'position', position: { slide: 'step-1', fragment: 2 }, driver: 'a' },
      { type: 'followers', followers: 7 },
    ];
    const once = fold(...events);
    const twice = fold(...events.flatMap((event) => [event, event]));
    expect(twice).toEqual(once);
    expect(once.nodes[NODE]?.state?.namespaces['4:4026532000']?.names).toEqual(['con']);
  });

  it('changes nothing for what it does not know', () => {
    const empty = emptyStage('title');
    expect(reduce(empty, namespacePut)).toBe(empty);
    expect(reduce(empty, { type: 'terminal-gone', id: TERMINAL })).toBe(empty);
    const stray: StageEvent = {
      type: 'run-phase',
      id: TERMINAL,
      run: 'r9',
      state: { phase: 'running' },
    };
    const known = fold({ type: 'terminal', view: terminal });
    expect(reduce(known, stray).terminals[TERMINAL]?.run?.state).toEqual({ phase: 'typing' });
  });

  it('keeps the steps of the lab in order and once', () => {
    const state = fold(labStep(2, 'up'), labStep(1, 'booting'), labStep(1, 'up'));
    expect(state.lab.map(({ step, status }) => [step, status])).toEqual([
      [1, 'up'],
      [2, 'up'],
    ]);
  });

  it("keeps a cue's outcome until the step's lab starts anew", () => {
    const run = { run: 'r2', cue: 'step-1.setup', command: './setup.sh' };
    const verdict = { held: true, why: [] };
    const state = fold(
      { type: 'terminal', view: terminal },
      { type: 'run', id: TERMINAL, run: { ...run, state: { phase: 'running' } } },
      {
        type: 'run-phase',
        id: TERMINAL,
        run: 'r2',
        state: { phase: 'ended', exit: 0, took: 90, verdict },
      },
      {
        type: 'run',
        id: TERMINAL,
        run: { ...run, run: 'r3', cue: 'step-1.ping', state: { phase: 'typing' } },
      },
    );
    expect(state.cues['step-1.setup']?.run.state).toMatchObject({ phase: 'ended', exit: 0 });
    expect(state.cues['step-1.ping']?.run.state).toEqual({ phase: 'typing' });

    const reset: StageEvent = {
      type: 'lab',
      step: {
        step: 1,
        title: '',
        underlay: { prefix: '10.0.0.0/24', outside: '10.0.0.1' },
        nodes: [{ name: NODE, address: '10.0.0.10' }],
        status: 'resetting',
        reason: null,
      },
    };
    expect(reduce(state, reset).cues).toEqual({});
  });

  it('keeps what a check found on a node until the node starts anew', () => {
    const found = reduce(emptyStage('one'), {
      type: 'checked',
      left: { [NODE]: ['process python3 (88) runs'], other: [] },
    });
    expect(found.left[NODE]).toEqual(['process python3 (88) runs']);
    const cleaned = reduce(found, { type: 'checked', left: { [NODE]: [] } });
    expect(cleaned.left).toEqual({ [NODE]: [], other: [] });
    const step = {
      step: 1,
      title: '',
      underlay: { prefix: '10.0.0.0/24', outside: '10.0.0.1' },
      nodes: [{ name: NODE, address: '10.0.0.10' }],
      reason: null,
    };
    const up = reduce(found, { type: 'lab', step: { ...step, status: 'up' } });
    expect(up.left).toEqual(found.left);
    const anew = reduce(found, { type: 'lab', step: { ...step, status: 'resetting' } });
    expect(anew.left).toEqual({ other: [] });
  });
});
