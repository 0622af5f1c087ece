import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { attachLab } from './attach-lab.ts';
import { allGone, isAlive } from './proc.ts';
import { readState } from './state.ts';
import { descendants } from './testing/family.ts';
import { lab as labFile, tempClone, type TempClone } from './testing/temp-lab.ts';

let clone: TempClone;
beforeEach(() => {
  clone = tempClone();
});
afterEach(async () => {
  if (readState(clone.stateDir) !== undefined) await attachLab(clone.stateDir).down();
  clone.remove();
});

interface Run {
  exit: number | null;
  out: string;
  err: string;
}

function start(program: string, ...words: string[]) {
  return spawn(
    process.execPath,
    ['--import', import.meta.resolve('tsx'), join(import.meta.dirname, program), ...words],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  );
}

function startCli(...words: string[]) {
  return start('cli.ts', '--vagrant', clone.vagrantDir, '--state', clone.stateDir, ...words);
}

async function ended(child: ReturnType<typeof start>, input = ''): Promise<Run> {
  child.stdin.end(input);
  const [out, err] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { exit: child.exitCode, out, err };
}

function lab(...words: string[]): Promise<Run> {
  return ended(startCli(...words));
}

test('up, exec, reset, status and down, from one terminal', async () => {
  expect(await lab('up')).toMatchObject({
    exit: 0,
    err: '',
    out: expect.stringMatching(/step 1 up in \d+ ms\n(.*\n)*npm run lab -- exec/),
  });
  expect(statSync(clone.stateDir).mode & 0o777).toBe(0o700);
  expect(statSync(join(clone.stateDir, 'lab.json')).mode & 0o777).toBe(0o600);

  const command = 'cat; pwd; echo wrong >&2; exit 7';
  expect(await ended(startCli('exec', 'pair-2', '--', 'sh', '-c', command), 'right\n')).toEqual({
    exit: 7,
    out: 'right\n/vagrant/3-pair\n',
    err: 'wrong\n',
  });
  expect(await lab('exec', 'pair-2', '--', 'sh', '-c', 'kill -KILL $$')).toMatchObject({
    exit: 137,
  });
  expect(await lab('exec', 'pair-2', '--', 'nothing-such')).toMatchObject({ exit: 127 });

  await lab('exec', 'pair-1', '--', 'ip', 'netns', 'add', 'con');
  expect((await lab('status')).out).toMatch(
    /^3 +pair-1 +10\.0\.0\.10 +up +namespace con is left$/m,
  );
  expect(await lab('reset', '3')).toEqual({ exit: 0, out: 'clean: step 3\n', err: '' });
  expect((await lab('status')).out).toMatch(/^3 +pair-1 +10\.0\.0\.10 +up +clean$/m);

  expect(await lab('up')).toMatchObject({ exit: 1, err: expect.stringContaining('is up already') });
  const { owner } = attachLab(clone.stateDir);
  const family = descendants(owner.pid);
  expect(await lab('down')).toEqual({ exit: 0, out: 'down\n', err: '' });
  await allGone([owner, ...family]);
  expect(await lab('status')).toMatchObject({
    exit: 1,
    err: expect.stringMatching(/^No lab is up/),
  });
});

test('one step alone', async () => {
  await lab('up', '3');
  const status = (await lab('status')).out;
  expect(status).toContain('pair-1');
  expect(status).not.toContain('one');
  expect(await lab('reset', '1')).toMatchObject({
    exit: 1,
    err: 'This lab has no step 1, only 3\n',
  });
});

test('a signal to exec reaches the command', async () => {
  await lab('up', '1');
  const child = startCli('exec', 'one', '--', 'bash', '-c', WAIT_FOR_TERM);
  child.stdout.once('data', () => child.kill('SIGTERM'));
  expect(await ended(child)).toMatchObject({ exit: 5, out: 'ready\ncaught\n' });
});

const WAIT_FOR_TERM =
  'trap "echo caught; exit 5" TERM; echo ready; while :; do read -r -t 60 _ <> <(:); done';

test('a killed holder leaves nothing, and the next lab starts', async () => {
  await lab('up');
  const { owner } = attachLab(clone.stateDir);
  const family = descendants(owner.pid);
  process.kill(owner.pid, 'SIGKILL');
  await allGone([owner, ...family]);
  expect(await lab('exec', 'one', '--', 'true')).toMatchObject({ exit: 1 });
  expect(await lab('up')).toMatchObject({ exit: 0 });
  expect(isAlive(attachLab(clone.stateDir).owner)).toBe(true);
});

test.each(['starting', 'complete'])(
  'an up that is broken off at "%s" leaves no lab',
  async (at) => {
    const { vagrantDir, stateDir } = clone;
    const keeper = fork(
      join(import.meta.dirname, 'keeper.ts'),
      [JSON.stringify({ vagrantDir, stateDir, steps: [] })],
      { execArgv: ['--import', import.meta.resolve('tsx')], stdio: 'ignore' },
    );
    keeper.on('message', (message) => {
      if (JSON.stringify(message).includes(at) && keeper.connected) keeper.disconnect();
    });
    expect(await once(keeper, 'exit')).toEqual([0, null]);
    expect(() => attachLab(stateDir)).toThrow('No lab is up');
  },
);

test('a wrong lab.json is refused with its path, before anything starts', async () => {
  const pair = labFile(3, ['a', 'b']);
  const nodes = pair.nodes.map((node) => ({ ...node, address: '10.0.0.10' }));
  const file = join(clone.vagrantDir, '3-pair', 'lab.json');
  writeFileSync(file, JSON.stringify({ ...pair, nodes }));
  expect(await lab('up')).toMatchObject({
    exit: 1,
    err: expect.stringContaining(
      `${file} is wrong:\n  nodes[1].address: 10.0.0.10 is already nodes[0]'s`,
    ),
  });
});

test('verify takes each step through its scripts, and says what failed', async () => {
  const script = (folder: string, name: string, content: string) => {
    const file = join(clone.vagrantDir, folder, `${name}.sh`);
    writeFileSync(file, `#!/bin/sh\n${content}\n`);
    chmodSync(file, 0o755);
  };
  for (const folder of ['1-one', '3-pair']) {
    script(folder, 'setup', 'ip netns add con');
    script(folder, 'test', 'ip netns exec con true && echo PASSED');
    script(folder, 'teardown', 'ip netns del con');
  }
  expect(await lab('verify')).toMatchObject({
    exit: 0,
    out: expect.stringMatching(/^1 +one +\d+ ms +\d+ ms +\d+ ms +PASSED$/m),
  });
  script('3-pair', 'teardown', 'echo oh no; exit 3');
  const { exit, out } = await lab('verify');
  expect(exit).toBe(1);
  expect(out).toMatch(/^3 +pair-2 .* FAILED$/m);
  expect(out).toContain('pair-2: teardown.sh (exit 3):\noh no');
  expect(out).toContain('pair-2: after: namespace con is left');
  rmSync(join(clone.stateDir, 'verify'), { recursive: true });
});

test('doctor: a table, and a machine that runs these tests lacks nothing', async () => {
  const { exit, out } = await ended(start('doctor.ts'));
  expect(out).toMatch(/^ok +a node boots +tried$/m);
  expect(exit).toBe(0);
});

test('wrong words are answered with what there is', async () => {
  expect(await lab('fly')).toMatchObject({
    exit: 1,
    err: expect.stringContaining('no command "fly"'),
  });
  expect(await lab('up', 'three')).toMatchObject({
    exit: 1,
    err: expect.stringContaining('"three"'),
  });
  expect(await lab()).toMatchObject({ exit: 2, out: expect.stringContaining('Usage:') });
  expect(await lab('--help')).toMatchObject({ exit: 0 });
});
