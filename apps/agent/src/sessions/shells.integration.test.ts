import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { plain } from './plain.ts';
import { nodeRig, type NodeRig } from '../testing/node-rig.ts';

const NODE = '1-network-namespace';
const MAIN = `${NODE}/main`;
const FOLDER = `/vagrant/${NODE}`;
const CTRL_C = '\u0003';
let rig: NodeRig;

const open = async (terminal: string) => {
  rig.hub.agent.emit('terminal-open', { terminal, size: { cols: 80, rows: 20 } });
  await rig.hub.until(`a prompt in ${terminal}`, () => rig.hub.at(terminal) === 'prompt');
};
const type = (data: string, terminal = MAIN) =>
  rig.hub.agent.emit('terminal-input', { terminal, data });
const atPrompt = (terminal = MAIN) =>
  rig.hub.until('the prompt', () => {
    const state = rig.hub.states.findLast((one) => one.terminal === terminal);
    return state?.shell.at === 'prompt' && !state.shell.typed;
  });
const prints = (text: string, terminal = MAIN) =>
  rig.hub.until(`“${text}”`, () => rig.hub.text(terminal).includes(text));
/**
 * Ctrl-C on a line that was completed, once bash reads keys again: one that comes while it still
 * completes leaves it without a prompt until the next key.
 */
const wiped = async () => {
  const before = visible().split('^C').length;
  type('x');
  await rig.hub.until('the key', () => visible().endsWith('x'));
  type(CTRL_C);
  const isNew = () => visible().split('^C').length > before && visible().endsWith('# ');
  await rig.hub.until('a new prompt', isNew);
  await atPrompt();
};
const visible = (terminal = MAIN) => plain(rig.hub.bytes(terminal));

beforeAll(async () => {
  rig = await nodeRig(1, NODE, FOLDER);
  await rig.hub.until('the agent', () => rig.hub.connected);
  await open(MAIN);
});
afterAll(async () => rig.down());
afterEach(() => {
  rig.hub.acks = true;
});

describe('a shell on a node', () => {
  it('starts in the folder of the step, with a short prompt', async () => {
    expect(visible()).toBe('node # ');
    await rig.hub.ran(MAIN, { command: 'pwd; cd /tmp; true' });
    expect(visible()).toContain(`\n${FOLDER}\n`);
    await rig.hub.ran(MAIN, { command: 'cd -' });
    expect(visible()).toMatch(/node tmp # cd -/);
    expect(visible()).toMatch(/node # $/);
  });

  it('knows nothing of the agent: no token, no environment, no descriptor, no foreign name', async () => {
    await rig.hub.ran(MAIN, { command: 'clear; env; ls -l /proc/$$/fd; ip netns; ls /run/netns' });
    const text = visible();
    expect(text).not.toMatch(/secret|TOKEN|NODE_|npm_/);
    expect(text.slice(text.indexOf('total 0')).match(/ -> (?!\/dev\/pts)/g)).toBeNull();
    // Nor does any process of the node have the token in its words or environment.
    const found = await rig.sh(
      "grep -l 'secret[-]word' /proc/[0-9]*/environ /proc/[0-9]*/cmdline || true",
    );
    expect(found).toBe('');
  });

  it('shows in prompt and title that one is inside of a namespace', async () => {
    await rig.hub.ran(MAIN, { command: './setup.sh' });
    await rig.hub.ran(MAIN, { command: 'ip netns exec con bash', expect: { exit: 0 } });
    expect(visible()).toMatch(/node con # $/);
    await rig.hub.until('the title', () => rig.hub.states.at(-1)?.title === `${NODE} con`);
    const ping = await rig.hub.ran(MAIN, {
      command: 'ping -c1 10.0.0.10',
      expect: { exit: 0, ttl: 64 },
    });
    expect(ping.verdict).toEqual({ held: true, why: [] });
    expect((await rig.hub.ran(MAIN, { command: 'exit 5' })).exit).toBe(5);
    await rig.hub.until('the title', () => rig.hub.states.at(-1)?.title === NODE);
    await rig.hub.ran(MAIN, { command: './teardown.sh' });
  });

  it('has its prompt in a login shell as well, which tmux starts', async () => {
    await rig.hub.ran(MAIN, { command: 'bash --login' });
    await rig.hub.ran(MAIN, { command: 'shopt login_shell' });
    expect(visible()).toMatch(/login_shell +\ton\nnode # $/);
    await rig.hub.ran(MAIN, { command: 'exit' });
  });

  it('is not fooled by names that a shell would run', async () => {
    await rig.sh("ip netns add '$(touch pwned)'; ip netns add '`id`'");
    await rig.hub.ran(MAIN, { command: "ip netns exec '$(touch pwned)' bash" });
    expect(visible()).toMatch(/node \$\(touch pwned\) # $/);
    await rig.hub.ran(MAIN, { command: 'exit' });
    expect(await rig.sh('ls /tmp /root')).not.toContain('pwned');
    await rig.sh("ip netns del '$(touch pwned)'; ip netns del '`id`'");
  });

  it("completes the step's scripts, with and without ./", async () => {
    type('set\t');
    await prints('./setup.sh ');
    await wiped();
    type('./test\t');
    await prints('./test.sh ');
    await wiped();
    type('mkfi\t');
    await expect(prints('mkfifo ')).resolves.toBeUndefined();
    await wiped();
  });

  it('tells how commands end that are typed by hand', async () => {
    const commands = rig.hub.states.filter(({ shell }) => shell.at === 'command').length;
    type('sleep 0.1\r');
    await rig.hub.until('it runs', () => rig.hub.at(MAIN) === 'command');
    await rig.hub.until('its end', () => rig.hub.at(MAIN) === 'prompt');
    const after = rig.hub.states.filter(({ shell }) => shell.at === 'command').length;
    expect(after).toBe(commands + 1);
  });

  it('refuses a command over a program or a half-typed line, and takes it after Ctrl-C', async () => {
    type('half');
    await rig.hub.until('it stands there', () => visible().endsWith('half'));
    const refused = await rig.hub.run(MAIN, { command: 'ls' });
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'half-typed' } });
    type(CTRL_C);
    await atPrompt();
    type('top\r');
    await rig.hub.until('it runs', () => rig.hub.at(MAIN) === 'command');
    const busy = await rig.hub.run(MAIN, { command: 'ls' });
    expect(busy).toMatchObject({ ok: false, refusal: { code: 'busy' } });
    // Until top has the terminal in its own mode, it throws away what was typed.
    await prints('load average');
    type('q');
    await atPrompt();
    expect((await rig.hub.ran(MAIN, { command: 'true' })).exit).toBe(0);
  });

  it('takes a line that was typed and wiped for an empty one', async () => {
    for (const keys of [
      'ab\u007f\u007f',
      'abc def\u0015',
      'one two\u0017\u0017',
      '\u001b[A\u0015',
      ' x\u0001\u000b',
    ]) {
      type(keys);
      await rig.hub.until('the echo', () => visible().length > 0);
      const { exit } = await rig.hub.ran(MAIN, { command: 'true' });
      expect(exit).toBe(0);
    }
  });

  it('is not fooled by a forged mark, nor by 20 MB of output', async () => {
    await rig.sh(
      String.raw`printf '\033]133;D;0\007\033]133;A\007\033]133;B;k=x;s=1\007' >/tmp/forged`,
    );
    const ran = await rig.hub.ran(MAIN, {
      command: 'cat /tmp/forged; head -c 20000000 /dev/urandom | base64; echo the-end; (exit 9)',
      expect: { exit: 9, includes: ['the-end'] },
    });
    expect(ran).toMatchObject({ exit: 9, verdict: { held: true } });
  });

  it('survives bytes that are no text', async () => {
    const ran = await rig.hub.ran(MAIN, {
      command: 'head -c 300000 /dev/urandom; printf "\\033c"; true',
    });
    expect(ran.exit).toBe(0);
    await rig.hub.ran(MAIN, { command: 'reset' });
  });

  it('answers Ctrl-C at once under a flood', async () => {
    const before = rig.hub.screens.get(MAIN)?.end ?? 0;
    type('yes\r');
    await expect(
      rig.hub.until('a flood', () => (rig.hub.screens.get(MAIN)?.end ?? 0) > before + 20_000_000),
    ).resolves.toBeUndefined();
    type(CTRL_C);
    await atPrompt();
  });

  it('holds a flood back when the hub does not take it, without losing any', async () => {
    const screen = () => rig.hub.screens.get(MAIN);
    rig.hub.acks = false;
    const start = screen()?.end ?? 0;
    type('seq 1 400000\r');
    await rig.hub.until('the high water', () => (screen()?.end ?? 0) - start > 400_000);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect((screen()?.end ?? 0) - start).toBeLessThan(1_500_000);
    rig.hub.acks = true;
    rig.hub.ack(MAIN);
    await rig.hub.until('the prompt', () => rig.hub.at(MAIN) === 'prompt');
    const lines = visible()
      .slice(-3_000_000)
      .split('\n')
      .filter((line) => /^\d+$/.test(line));
    expect(lines.slice(-400_000).every((line, index) => Number(line) === index + 1)).toBe(true);
  });
});

describe('a connection that breaks', () => {
  it('under a flood loses nothing and doubles nothing', async () => {
    const terminal = `${NODE}/flood`;
    await open(terminal);
    type('seq 1 1000000\r', terminal);
    for (let cut = 0; cut < 8; cut += 1) {
      const from = rig.hub.screens.get(terminal)?.end ?? 0;
      await rig.hub.until(
        'some of it',
        () => (rig.hub.screens.get(terminal)?.end ?? 0) > from + 300_000,
      );
      rig.hub.agent.conn.close();
      await rig.hub.until('the agent to come back', () => rig.hub.connected);
    }
    await rig.hub.until('the prompt', () => rig.hub.at(terminal) === 'prompt', 60_000);
    const text = visible(terminal);
    const expected = Array.from({ length: 1_000_000 }, (_, index) => index + 1).join('\n');
    expect(text === `node # seq 1 1000000\n\n${expected}\nnode # `).toBe(true);
    expect(rig.hub.screens.get(terminal)?.gaps).toBe(0);
  });

  it('leaves the shells as they are, also for a hub that has forgotten all', async () => {
    await rig.hub.ran(MAIN, { command: 'token=kept' });
    await rig.hub.stop();
    rig.hub.forget();
    await rig.hub.listen();
    await rig.hub.until('the terminals', () => rig.hub.screens.has(MAIN));
    await rig.hub.ran(MAIN, { command: 'echo "it was $token"' });
    expect(visible()).toContain('it was kept');
  });

  it('does not lose how a run ended meanwhile', async () => {
    const run = 'run-while-away';
    await rig.hub.run(MAIN, { run, command: 'sleep 0.3; exit-nothing' });
    await rig.hub.stop();
    await new Promise((resolve) => setTimeout(resolve, 600));
    await rig.hub.listen();
    await rig.hub.until('the report', () =>
      rig.hub.reports.some((report) => report.run === run && report.state.phase === 'ended'),
    );
    expect(rig.hub.reports.at(-1)?.state).toMatchObject({ phase: 'ended', exit: 127 });
  });
});

describe('the end of a shell', () => {
  it('never loses its last words, and a new one says why', async () => {
    const epoch = rig.hub.screens.get(MAIN)?.opened.epoch;
    type('exec sh -c "seq 1 5000; echo last words; exit 6"\r');
    await rig.hub.until('another shell', () => rig.hub.screens.get(MAIN)?.opened.epoch !== epoch);
    await prints('The shell ended with exit code 6.');
    await expect(
      rig.hub.until('its prompt', () => rig.hub.at(MAIN) === 'prompt'),
    ).resolves.toBeUndefined();
  });

  it('is final when the terminal is closed, with all that runs in it', async () => {
    const terminal = `${NODE}/extra`;
    await open(terminal);
    type('sleep 4711\r', terminal);
    await rig.hub.until('it runs', () => rig.hub.at(terminal) === 'command');
    rig.hub.agent.emit('terminal-close', { terminal });
    await rig.hub.until('closed', () => rig.hub.closed.some((one) => one.terminal === terminal));
    await expect(
      rig.sh('while pgrep -f "sleep 471[1]"; do sleep 0.02; done'),
    ).resolves.toBeDefined();
  });

  it('comes to all of them with the agent, and the next agent starts new ones', async () => {
    type('sleep 4712\r');
    await rig.hub.until('it runs', () => rig.hub.at(MAIN) === 'command');
    await rig.killAgent('SIGKILL');
    const { snapshots } = rig.hub;
    rig.startAgent();
    await rig.hub.until('a new life', () => rig.hub.snapshots > snapshots);
    await expect(
      rig.sh('while pgrep -f "sleep 471[2]"; do sleep 0.02; done'),
    ).resolves.toBeDefined();
    rig.hub.screens.clear();
    await open(MAIN);
  });

  it('is refused for terminals of other nodes, and too many', async () => {
    for (const name of [
      'other-node/main',
      ...Array.from({ length: 14 }, (_, index) => `${NODE}/t${index}`),
    ])
      rig.hub.agent.emit('terminal-open', { terminal: name, size: { cols: 80, rows: 20 } });
    await expect(
      rig.hub.until(
        'three refusals',
        () =>
          rig.hub.closed.filter(({ reason }) => /not a terminal|close one/.test(reason)).length ===
          4,
      ),
    ).resolves.toBeUndefined();
  });

  it('does not come by malformed or oversized messages', async () => {
    const raw = rig.hub.raw;
    raw.emit('terminal-input', { terminal: MAIN });
    raw.emit('terminal-open', 'rubbish');
    raw.emit('terminal-resize', { terminal: MAIN, size: { cols: -1, rows: 1e9 } });
    raw.emit('terminal-ack', { terminal: MAIN, epoch: 'x', offset: -3 });
    raw.emit('terminal-input', { terminal: MAIN, data: 'x'.repeat(20_000) });
    raw.emit('resume', null);
    expect((await rig.hub.ran(MAIN, { command: 'true' })).exit).toBe(0);
    expect(rig.said()).toContain('the hub sent a wrong terminal-resize');
  });
});
