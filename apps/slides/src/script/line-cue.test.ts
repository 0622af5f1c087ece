import type { Run, StageState } from '@netstage/protocol';
import { describe, expect, it } from 'vitest';
import { scriptOf } from '../talk/testing/scripts.ts';
import { before, canRunAlone, isLineOf, lineCue } from './line-cue.ts';
import { tokenize } from './tokenize.ts';

const TERMINAL = '4-overlay-network-1/main';
const script = tokenize(scriptOf(4, 'setup.sh'));

function cueOf(start: string) {
  const line = script.find(({ tokens }) =>
    tokens
      .map(({ text }) => text)
      .join('')
      .startsWith(start),
  );
  if (!line) throw new Error(`setup.sh has no line that starts with “${start}”`);
  return { line, cue: lineCue(line, script, TERMINAL) };
}

const nothing: StageState = {
  position: { slide: 'step-4-setup', fragment: -1 },
  driver: null,
  lab: [],
  nodes: {},
  terminals: {},
  cues: {},
  left: {},
  followers: 0,
};

/** The stage after env.sh was sourced; in a shell that was started since, or in that one. */
function sourced(fresh: boolean): StageState {
  const [env] = before(cueOf('ip addr add $TUN_IP').cue, nothing, TERMINAL);
  const id = env?.id ?? '';
  const run: Run = {
    run: 'a',
    cue: id,
    command: 'source env.sh',
    state: { phase: 'ended', exit: 0, took: 3, verdict: { held: true, why: [] } },
  };
  return {
    ...nothing,
    cues: { [id]: { terminal: TERMINAL, run } },
    terminals: {
      [TERMINAL]: {
        id: TERMINAL,
        title: '',
        size: { cols: 62, rows: 8 },
        shell: { at: 'prompt', typed: false },
        run: fresh ? null : run,
      },
    },
  };
}

describe('a line run alone', () => {
  it('is the line as it stands in the file', () => {
    expect(cueOf('ip netns add con1').cue.command).toBe('ip netns add con1');
  });

  it('sets before it what the script itself has set by then', () => {
    expect(cueOf('../start.sh').cue.command).toBe(
      'TUN_END=TUN,tun-name=tun0; UDP_END=UDP-DATAGRAM:$PEER_IP:9000,bind=:9000; ' +
        '../start.sh 9000 socat $TUN_END $UDP_END',
    );
  });

  it('has env.sh sourced first, but once in a shell, and only for variables', () => {
    const { cue } = cueOf('ip addr add $TUN_IP');
    const commands = (stage: StageState) =>
      before(cue, stage, TERMINAL).map(({ command }) => command);
    expect(commands(nothing)).toEqual(['source env.sh']);
    expect(commands(sourced(false))).toEqual([]);
    expect(commands(sourced(true))).toEqual(['source env.sh']);
    expect(before(cueOf('ip netns add con1').cue, nothing, TERMINAL)).toEqual([]);
  });

  it('knows env.sh as sourced when its own line was run', () => {
    const [env] = before(cueOf('ip addr add $TUN_IP').cue, nothing, TERMINAL);
    expect(cueOf('source env.sh').cue.id).toBe(env?.id);
  });

  it('leaves out what would be wrong in a shell, and what does nothing', () => {
    const shown = script.filter(canRunAlone).map((line) => lineCue(line, script, TERMINAL).label);
    expect(shown.slice(0, 3)).toEqual(['source env.sh', './teardown.sh', 'ip netns add con1']);
    expect(shown.filter((text) => text.startsWith('#') || text === '')).toEqual([]);
  });

  it('is known by its node', () => {
    const { id } = cueOf('ip netns add con1').cue;
    expect(isLineOf(id, TERMINAL)).toBe(true);
    expect(isLineOf(id, '4-overlay-network-2/main')).toBe(false);
    expect(isLineOf('step-4.setup-1', TERMINAL)).toBe(false);
  });
});
