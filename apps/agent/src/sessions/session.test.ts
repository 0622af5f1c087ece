import type { Command, RunPhase } from '@netstage/protocol';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Outlet } from './outlet.ts';
import type { Pacer } from './pacer.ts';
import type { Pty, PtyOptions } from './pty.ts';
import { Session } from './session.ts';

const ID = 'node-1/main';
const NONCE = 'c0ffee';
const mark = (body: string, shell = 1) => `\u001b]133;${body};k=${NONCE};s=${shell}\u0007`;
const PROMPT = `${mark('A')}# ${mark('B')}`;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

interface PlayedPty extends Pick<PtyOptions, 'onData' | 'onExit'> {
  typed: string;
  paused: boolean;
  size: string;
  stuck: boolean;
}

/** A session over a terminal that the test plays, and what a hub would hear of it. */
function staged() {
  const ptys: PlayedPty[] = [];
  const heard: string[] = [];
  const phases: RunPhase[] = [];
  const armed: string[] = [];
  let output = '';
  let end = 0;
  const pacer: Pacer = {
    arm: (pace) => armed.push(`arm ${pace.mode}`),
    next: () => armed.push('next'),
    disarm: () => armed.push('disarm'),
    close: () => armed.push('close'),
  };
  const openPty = (options: PtyOptions): Pty => {
    const { onData, onExit } = options;
    const played = { onData, onExit, size: '', typed: '', paused: false, stuck: false };
    ptys.push(played);
    return {
      get stuck() {
        return played.stuck;
      },
      write(data) {
        played.typed += Buffer.from(data).toString();
        return true;
      },
      interrupt: () => {
        played.typed += '<interrupt>';
      },
      resize: ({ cols, rows }) => {
        played.size = `${cols}x${rows}`;
      },
      pause: () => {
        played.paused = true;
      },
      resume: () => {
        played.paused = false;
      },
      hangUp: () => onExit(0, 1),
    };
  };
  const outlet: Outlet = {
    opened: ({ epoch, oldest, end, size, shell }) =>
      void heard.push(`opened ${epochs(epoch)} ${oldest}-${end} ${size.cols} ${shell.at}`),
    output: ({ offset, data }) => {
      output += Buffer.from(data).toString();
      end = offset + data.length;
      heard.push(`output ${offset}+${data.length}`);
    },
    resized: ({ offset, size }) => void heard.push(`resized ${offset} ${size.cols}`),
    state: ({ title, shell }) =>
      void heard.push(
        `state ${title} ${shell.at}${shell.at === 'prompt' && shell.typed ? ' typed' : ''}`,
      ),
    closed: ({ reason }) => void heard.push(`closed ${reason}`),
    run: ({ state }) => {
      phases.push(state);
    },
  };
  const known: string[] = [];
  const epochs = (epoch: string) => {
    if (!known.includes(epoch)) known.push(epoch);
    return `life ${known.indexOf(epoch)}`;
  };
  const session = new Session({
    id: ID,
    size: { cols: 80, rows: 20 },
    command: ['bash'],
    environment: {},
    folder: '/',
    nonce: NONCE,
    pacer,
    openPty,
    now: () => 5,
    onClosed: () => heard.push('gone'),
  });
  const pty = () => {
    const last = ptys.at(-1);
    if (last === undefined) throw new Error('no terminal was opened');
    return last;
  };
  const print = (text: string) => pty().onData(Buffer.from(text));
  const epoch = () => known.at(-1) ?? '';
  const take = () => heard.splice(0);
  return {
    session,
    outlet,
    pty,
    ptys,
    print,
    take,
    phases,
    armed,
    epoch,
    output: () => output,
    end: () => end,
  };
}

const command = (more: Partial<Command> = {}): Command => ({
  run: 'r1',
  cue: null,
  command: 'ls',
  typing: 0,
  pace: { mode: 'plain' },
  expect: {},
  timeout: 1_000,
  ...more,
});
const ended = (phases: RunPhase[]) => phases.findLast(({ phase }) => phase === 'ended');

describe('output', () => {
  it('goes at once after a pause, and gathered in a flood', async () => {
    const { session, outlet, print, take } = staged();
    session.attach(outlet, null);
    await pass(100);
    take();
    print('a');
    print('b');
    print('c');
    expect(take()).toEqual(['output 0+1']);
    await pass(5);
    expect(take()).toEqual(['output 1+2']);
  });

  it('is complete after the hub was away, and bounded meanwhile', async () => {
    const { session, outlet, print, take, output, epoch, pty } = staged();
    session.attach(outlet, null);
    print('before ');
    await pass(10);
    session.detach();
    print('meanwhile ');
    await pass(100);
    session.attach(outlet, { epoch: epoch(), offset: 7 });
    print('after');
    await pass(10);
    expect(output()).toBe('before meanwhile after');
    session.detach();
    for (let chunk = 0; chunk < 200 && !pty().paused; chunk += 1) print('x'.repeat(10_000));
    expect(pty().paused).toBe(true);
    take();
    session.attach(outlet, null);
    expect(take()[0]).toMatch(/^opened life 0 0-5\d{5} 80 starting$/);
  });

  it('waits for the hub at the high water, and goes on at the low', async () => {
    const { session, outlet, print, pty, epoch, end } = staged();
    session.attach(outlet, null);
    print('x'.repeat(600_000));
    await pass(10);
    expect(pty().paused).toBe(true);
    session.ack({ epoch: epoch(), offset: 300_000 });
    expect(pty().paused).toBe(true);
    session.ack({ epoch: 'another', offset: end() });
    expect(pty().paused).toBe(true);
    session.ack({ epoch: epoch(), offset: end() });
    expect(pty().paused).toBe(false);
  });

  it('has resizes at their place', async () => {
    const { session, outlet, print, take, epoch, pty } = staged();
    session.attach(outlet, null);
    print('ab');
    session.resize({ cols: 100, rows: 30 });
    session.resize({ cols: 100, rows: 30 });
    await pass(10);
    expect(take()).toEqual(['opened life 0 0-0 80 starting', 'output 0+2', 'resized 2 100']);
    expect(pty().size).toBe('100x30');
    session.detach();
    session.attach(outlet, { epoch: epoch(), offset: 0 });
    expect(take()).toEqual(['opened life 0 0-2 80 starting', 'output 0+2', 'resized 2 100']);
  });
});

describe('the end of a shell', () => {
  it('is followed by a new one that says why, under a new epoch', async () => {
    const { session, outlet, print, take, pty, ptys, output } = staged();
    session.attach(outlet, null);
    await pass(5_000);
    print('bye');
    pty().onExit(3, 0);
    await pass(1);
    expect(ptys).toHaveLength(2);
    expect(output()).toContain('bye');
    expect(output()).toContain('The shell ended with exit code 3. This is a new one.');
    expect(take().find((line) => line.startsWith('opened life 1'))).toBeDefined();
  });

  it('is told to a hub that was away before anything of the new one', async () => {
    const { session, outlet, print, take, pty, ptys, output } = staged();
    session.attach(outlet, null);
    await pass(5_000);
    session.detach();
    print('the tail');
    pty().onExit(0, 9);
    await pass(1_000);
    expect(ptys).toHaveLength(1);
    session.attach(outlet, null);
    await pass(1);
    expect(ptys).toHaveLength(2);
    expect(output()).toMatch(/^the tail[^]*was killed by signal 9/);
    expect(take().filter((line) => line.startsWith('opened'))).toHaveLength(3);
  });

  it('is told once more when the connection broke just then', async () => {
    const { session, outlet, print, pty, epoch, output } = staged();
    session.attach(outlet, null);
    await pass(5_000);
    print('one ');
    const former = epoch();
    print('last words');
    pty().onExit(0, 0);
    await pass(10);
    expect(output()).toContain('This is a new one.');
    // The hub got only the first four bytes of all that.
    session.detach();
    const before = output().length;
    session.attach(outlet, { epoch: former, offset: 4 });
    expect(output().slice(before)).toMatch(/^last words[^]*This is a new one/);
  });

  it('that comes at once and again is answered ever more slowly', async () => {
    const { session, outlet, pty, ptys } = staged();
    session.attach(outlet, null);
    for (let life = 0; life < 8; life += 1) {
      pty().onExit(1, 0);
      await pass(300);
    }
    expect(ptys.length).toBeLessThan(5);
    await pass(10_000);
    expect(ptys.length).toBeGreaterThan(1);
  });

  it('on purpose is its last', async () => {
    const { session, outlet, take, ptys } = staged();
    session.attach(outlet, null);
    take();
    session.close('closed');
    await pass(20_000);
    expect(take()).toEqual(['closed closed', 'gone']);
    expect(ptys).toHaveLength(1);
  });
});

describe('what the shell is doing', () => {
  it('is told by its marks and by what stands on the line', async () => {
    const { session, outlet, print, take } = staged();
    session.attach(outlet, null);
    await pass(10);
    take();
    print(`\u001b]2;node-1 con1\u0007${PROMPT}`);
    print('l');
    print('\b\u001b[K');
    print(`ls\r\n${mark('C')}file\r\n`);
    print(mark('D;0'));
    print(PROMPT);
    await pass(10);
    expect(take().filter((line) => line.startsWith('state'))).toEqual([
      'state node-1 con1 starting',
      'state node-1 con1 prompt',
      'state node-1 con1 prompt typed',
      'state node-1 con1 prompt',
      'state node-1 con1 command',
      'state node-1 con1 prompt',
    ]);
  });

  it('is not changed by a forged mark', async () => {
    const { session, outlet, print, take } = staged();
    session.attach(outlet, null);
    print(`${PROMPT}${mark('C')}`);
    take();
    print('\u001b]133;D;0\u0007\u001b]133;A\u0007\u001b]133;B;k=guess;s=1\u0007');
    await pass(10);
    expect(take().filter((line) => line.startsWith('state'))).toEqual([]);
  });
});

describe('a command from a slide', () => {
  it('is typed, run, judged and told of', async () => {
    const { session, outlet, print, pty, phases } = staged();
    session.attach(outlet, null);
    print(PROMPT);
    const more = { command: 'ping', typing: 30, expect: { exit: 0, includes: ['ttl=64'] } };
    expect(await session.run(command(more))).toEqual({ ok: true });
    expect(pty().typed).toBe('p');
    await pass(60);
    expect(pty().typed).toBe('pin');
    await pass(60);
    expect(pty().typed).toBe('ping\r');
    print(`ping\r\n${mark('C')}\u001b[1mttl=\u001b[0m64\r\n`);
    await pass(20);
    print(`${mark('D;0')}${PROMPT}`);
    expect(phases).toEqual([
      { phase: 'typing' },
      { phase: 'running' },
      { phase: 'ended', exit: 0, took: 20, verdict: { held: true, why: [] } },
    ]);
  });

  it('runs once, however often it is asked for', async () => {
    const { session, print, pty } = staged();
    print(PROMPT);
    expect(await session.run(command())).toEqual({ ok: true });
    expect(await session.run(command())).toEqual({ ok: true });
    expect(pty().typed).toBe('ls\r');
  });

  it('is refused with the reason where it could do harm', async () => {
    const { session, print, pty } = staged();
    const code = async (run: string) => {
      const answer = await session.run(command({ run }));
      return answer.ok ? 'ok' : answer.refusal.code;
    };
    expect(await code('1')).toBe('busy');
    print(`${PROMPT}half a li`);
    expect(await code('2')).toBe('half-typed');
    print(`\r\n${mark('C')}`);
    expect(await code('3')).toBe('busy');
    print(`${mark('D;0')}${PROMPT}`);
    expect(await code('4')).toBe('ok');
    expect(await code('5')).toBe('busy');
    expect(pty().typed).toBe('ls\r');
  });

  it('waits for the echo of a key that was pressed just before', async () => {
    const { session, print, pty } = staged();
    print(PROMPT);
    await pass(100);
    session.input('x');
    const answer = session.run(command());
    await pass(5);
    print('x');
    await pass(100);
    expect(await answer).toMatchObject({ ok: false, refusal: { code: 'half-typed' } });
    expect(pty().typed).toBe('x');
  });

  it('is not disturbed by keys while it is typed, except Ctrl-C', async () => {
    const { session, outlet, print, pty, phases } = staged();
    session.attach(outlet, null);
    print(PROMPT);
    await session.run(command({ typing: 10, command: 'abc' }));
    session.input('zz');
    await pass(40);
    expect(pty().typed).toBe('abc\rzz');
    print(`abc\r\n${mark('C')}${mark('D;0')}${PROMPT}`);
    await session.run(command({ run: 'r2', typing: 10, command: 'abc' }));
    session.input('\u0003');
    await pass(100);
    expect(pty().typed).toBe('abc\rzza\u0003');
    expect(ended(phases)).toMatchObject({ exit: null, verdict: { held: false } });
  });

  it('ends at the prompt of a shell that it leads into, or out to', async () => {
    const { session, outlet, print, phases } = staged();
    session.attach(outlet, null);
    print(PROMPT);
    await session.run(command({ command: 'ip netns exec con1 bash' }));
    print(`${mark('C')}${mark('D;0', 2)}${mark('A', 2)}con1 # ${mark('B', 2)}`);
    expect(ended(phases)).toMatchObject({ exit: 0, verdict: { held: true } });
    await session.run(command({ run: 'r2', command: 'exit 4' }));
    print(`${mark('C', 2)}exit\r\n${mark('D;4')}${PROMPT}`);
    expect(ended(phases)).toMatchObject({ exit: 4 });
  });

  it('ends when bash refuses the line without running anything', async () => {
    const { session, outlet, print, phases } = staged();
    session.attach(outlet, null);
    print(PROMPT);
    await session.run(command({ command: ')' }));
    print(`bash: syntax error\r\n${mark('D;2')}${PROMPT}`);
    expect(ended(phases)).toMatchObject({ exit: 2 });
  });

  it('is judged failed in time, and not killed', async () => {
    const { session, outlet, print, pty, phases } = staged();
    session.attach(outlet, null);
    print(PROMPT);
    await session.run(command({ command: 'sleep 9' }));
    print(mark('C'));
    await pass(1_100);
    expect(ended(phases)).toMatchObject({
      exit: null,
      verdict: { why: ['it did not end in time'] },
    });
    expect(pty().typed).toBe('sleep 9\r');
    expect(await session.run(command({ run: 'r2' }))).toMatchObject({ ok: false });
  });

  it('that runs on says when it is ready, once, by what it prints itself', async () => {
    const { session, outlet, print, phases } = staged();
    session.attach(outlet, null);
    print(PROMPT);
    await session.run(command({ command: 'echo ready?', ready: 'ready' }));
    print(`echo ready?\r\n${mark('C')}re`);
    expect(phases).toEqual([{ phase: 'typing' }, { phase: 'running' }]);
    print('ady\r\n');
    print('ready\r\n');
    expect(phases.slice(2)).toEqual([{ phase: 'running', ready: true }]);
  });

  it('of which the shell dies is told of, and so is a hub that was away', async () => {
    const { session, outlet, print, pty, phases } = staged();
    session.attach(outlet, null);
    print(PROMPT);
    await session.run(command());
    session.detach();
    pty().onExit(0, 9);
    session.attach(outlet, null);
    expect(ended(phases)).toMatchObject({
      verdict: { why: ['The shell was killed by signal 9.'] },
    });
  });

  it('of several lines is pasted, and can not press keys', async () => {
    const { session, print, pty } = staged();
    print(PROMPT);
    await session.run(command({ command: 'a\n\tb\u0003\u001b[201~', typing: 50 }));
    expect(pty().typed).toBe('\u001b[200~a\n\tb[201~\u001b[201~');
  });

  it('paces its scripts as long as it runs', async () => {
    const { session, print, armed } = staged();
    print(PROMPT);
    await session.run(command({ pace: { mode: 'key' } }));
    session.next('another');
    session.next('r1');
    print(`${mark('C')}${mark('D;0')}${PROMPT}`);
    expect(armed).toEqual(['arm key', 'next', 'disarm']);
  });
});

describe('Ctrl-C', () => {
  it('is a key, unless the program takes none', () => {
    const { session, pty } = staged();
    session.input('\u0003');
    pty().stuck = true;
    session.input('\u0003');
    expect(pty().typed).toBe('\u0003<interrupt>');
  });
});
