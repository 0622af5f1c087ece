import { namespaceNamed } from '@netstage/topology';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { nodeRig, type NodeRig } from '../testing/node-rig.ts';

const NODE = '1-network-namespace';
const MAIN = `${NODE}/main`;
const CTRL_C = '\u0003';
let rig: NodeRig;

beforeAll(async () => {
  rig = await nodeRig(1, NODE, `/vagrant/${NODE}`);
  await rig.hub.until('the agent', () => rig.hub.connected);
  await openMain();
});
beforeEach(() => {
  rig.hub.reports.length = 0;
});
afterAll(async () => rig.down());

const openMain = async () => {
  rig.hub.agent.emit('terminal-open', { terminal: MAIN, size: { cols: 80, rows: 20 } });
  await rig.hub.until('a prompt', () => rig.hub.at(MAIN) === 'prompt');
};
/** Every line that was about to run, in order, each once. */
const lines = () =>
  rig.hub.reports.flatMap(({ state }) =>
    state.phase === 'line' && !state.waiting ? [state.line] : [],
  );
const waiting = () => {
  const state = rig.hub.reports.at(-1)?.state;
  return state?.phase === 'line' && state.waiting ? state.line : undefined;
};
const running = async (pattern: string) => (await rig.sh(`pgrep -cf '${pattern}' || true`)).trim();
/** What setup.sh of the step has made, as the hub's picture has it. */
const picture = () => {
  const state = rig.hub.state;
  const con = state === null ? undefined : namespaceNamed(state, 'con');
  const links = Object.values(con?.links ?? {});
  return [
    con === undefined ? '' : 'con',
    links.some(({ name }) => name === 'veth2') ? 'veth2' : '',
    links.some(({ addresses }) => addresses.some(({ local }) => local === '172.16.0.1'))
      ? 'address'
      : '',
    Object.values(con?.routes ?? {}).some(({ destination }) => destination === '0.0.0.0/0')
      ? 'default'
      : '',
  ]
    .join(' ')
    .trim();
};

describe('a script that runs line by line', () => {
  it('shows every state in between, in order, and ends as it would by itself', async () => {
    const pictures: string[] = [];
    const watch = setInterval(() => {
      if (waiting() !== undefined && pictures.at(-1) !== picture()) pictures.push(picture());
    }, 1);
    const { exit, verdict } = await rig.hub.ran(MAIN, {
      command: './setup.sh',
      pace: { mode: 'timed', ms: 60 },
      expect: { exit: 0 },
    });
    clearInterval(watch);
    expect({ exit, verdict }).toEqual({ exit: 0, verdict: { held: true, why: [] } });
    expect(lines()).toEqual([2, 3, 4, 7, 10, 13, 16, 19, 20, 23, 24, 25, 28]);
    expect(pictures).toEqual(['', 'con', 'con veth2', 'con veth2 address']);
    expect(rig.hub.flushes).toBeGreaterThan(10);
    await rig.hub.until('the end of it', () => picture() === 'con veth2 address default');
    expect((await rig.hub.ran(MAIN, { command: './test.sh' })).exit).toBe(0);
  });

  it('goes on by a key, wherever something has changed', async () => {
    const run = 'by-key';
    const command = './teardown.sh; ./setup.sh';
    expect((await rig.hub.run(MAIN, { run, command, pace: { mode: 'key' } })).ok).toBe(true);
    const stops: number[] = [];
    for (;;) {
      await rig.hub.until(
        'a line or the end',
        () =>
          waiting() !== undefined || rig.hub.reports.some(({ state }) => state.phase === 'ended'),
      );
      const line = waiting();
      if (line === undefined) break;
      stops.push(line);
      const before = rig.hub.reports.length;
      rig.hub.agent.emit('command-next', { terminal: MAIN, run });
      await rig.hub.until('it to go on', () => rig.hub.reports.length > before);
    }
    expect(stops.length).toBeGreaterThanOrEqual(8);
    expect(rig.hub.reports.at(-1)?.state).toMatchObject({ phase: 'ended', exit: 0 });
  });

  it('runs plainly when nothing is to be waited for, and knows nothing of it', async () => {
    await rig.sh(
      `printf '%s\\n' '#!/bin/bash' 'set -euo pipefail' 'echo "[\${BASH_ENV:-none}]"' 'trap -p DEBUG' 'false' 'echo unreached' >/tmp/plain.sh; chmod +x /tmp/plain.sh`,
    );
    for (const pace of [{ mode: 'plain' }, { mode: 'timed', ms: 5 }] as const) {
      const { exit } = await rig.hub.ran(MAIN, { command: '/tmp/plain.sh', pace });
      expect(exit).toBe(1);
    }
    const text = rig.hub.text(MAIN);
    expect(text).toContain('[/run/netstage/terminals/main/pace.sh]');
    expect(text).toContain('[none]');
    expect(text).not.toContain('unreached');
    expect(await rig.sh('ls /run/netstage/terminals/main')).not.toContain('pace.sh');
  });

  it('does not slow the scripts that it calls, functions, subshells and loops', async () => {
    const script = [
      '#!/bin/bash',
      'set -eu',
      'f() { :; :; echo in-f; }',
      '',
      'f',
      'for i in 1 2; do',
      '  echo "$i" | cat',
      'done',
      'bash -c "echo child; echo child"',
      '(echo sub; echo sub)',
      'exit 3',
    ];
    await rig.sh(`cat >/tmp/shapes.sh <<'END'\n${script.join('\n')}\nEND\nchmod +x /tmp/shapes.sh`);
    const { exit } = await rig.hub.ran(MAIN, {
      command: '/tmp/shapes.sh',
      pace: { mode: 'timed', ms: 4 },
    });
    expect(exit).toBe(3);
    expect(lines()).toEqual([2, 5, 6, 7, 6, 7, 9, 11]);
  });

  it('ends at Ctrl-C while it waits, and leaves nothing waiting', async () => {
    await rig.sh('./teardown.sh');
    await rig.hub.run(MAIN, { run: 'interrupted', command: './setup.sh', pace: { mode: 'key' } });
    await rig.hub.until('it waits', () => waiting() !== undefined);
    rig.hub.agent.emit('terminal-input', { terminal: MAIN, data: CTRL_C });
    await rig.hub.until('its end', () => rig.hub.reports.at(-1)?.state.phase === 'ended');
    expect(rig.hub.reports.at(-1)?.state).toMatchObject({ exit: 130 });
    expect(await running('setup[.]sh')).toBe('0');
    expect(
      (await rig.hub.ran(MAIN, { command: './setup.sh', pace: { mode: 'timed', ms: 1 } })).exit,
    ).toBe(0);
  });

  it('goes on to its end when the hub does not answer, or is away', async () => {
    await rig.hub.run(MAIN, {
      run: 'alone',
      command: './setup.sh',
      pace: { mode: 'timed', ms: 10 },
    });
    await rig.hub.stop();
    await new Promise((resolve) => setTimeout(resolve, 500));
    await rig.hub.listen();
    await rig.hub.until('its end', () => rig.hub.reports.at(-1)?.state.phase === 'ended');
    expect(rig.hub.reports.at(-1)?.state).toMatchObject({ exit: 0 });
  });

  it('does not count a wait for the key against the time it may take', async () => {
    const run = 'patient';
    await rig.hub.run(MAIN, { run, command: './teardown.sh', pace: { mode: 'key' }, timeout: 400 });
    await rig.hub.until('it waits', () => waiting() !== undefined);
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(waiting()).toBeDefined();
    while (!rig.hub.reports.some(({ state }) => state.phase === 'ended')) {
      rig.hub.agent.emit('command-next', { terminal: MAIN, run });
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(rig.hub.reports.at(-1)?.state).toMatchObject({ exit: 0, verdict: { held: true } });
  });

  it('never hangs for an agent that is gone', async () => {
    // Off the terminal, so that it does not simply die with its shell.
    await rig.hub.run(MAIN, {
      run: 'orphan',
      command:
        'setsid --wait ./setup.sh </dev/null >/tmp/orphan.log 2>&1; echo $? >/tmp/orphan.exit',
      pace: { mode: 'key' },
    });
    await rig.hub.until('it waits', () => waiting() !== undefined);
    await rig.killAgent('SIGKILL');
    await rig.sh(
      'while pgrep -f "setup[.]sh"; do sleep 0.05; done; ip -n con route show default | grep -q veth2',
    );
    rig.startAgent();
    await expect(rig.hub.until('the next agent', () => rig.hub.connected)).resolves.toBeUndefined();
  });
});
