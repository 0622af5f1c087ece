import type { Command, RunPhase } from '@netstage/protocol';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { mark, PROMPT, staged } from '../testing/staged-session.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

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
/** With a prompt, and a hub that hears of it. */
const atPrompt = () => {
  const stage = staged();
  stage.session.attach(stage.outlet, null);
  stage.print(PROMPT);
  return stage;
};
const ended = (phases: RunPhase[]) => phases.findLast(({ phase }) => phase === 'ended');

describe('a command from a slide', () => {
  it('is typed, run, judged and told of', async () => {
    const { session, print, pty, phases } = atPrompt();
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
    const { session, print, pty, phases } = atPrompt();
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
    const { session, print, phases } = atPrompt();
    await session.run(command({ command: 'ip netns exec con1 bash' }));
    print(`${mark('C')}${mark('D;0', 2)}${mark('A', 2)}con1 # ${mark('B', 2)}`);
    expect(ended(phases)).toMatchObject({ exit: 0, verdict: { held: true } });
    await session.run(command({ run: 'r2', command: 'exit 4' }));
    print(`${mark('C', 2)}exit\r\n${mark('D;4')}${PROMPT}`);
    expect(ended(phases)).toMatchObject({ exit: 4 });
  });

  it('ends when bash refuses the line without running anything', async () => {
    const { session, print, phases } = atPrompt();
    await session.run(command({ command: ')' }));
    print(`bash: syntax error\r\n${mark('D;2')}${PROMPT}`);
    expect(ended(phases)).toMatchObject({ exit: 2 });
  });

  it('is judged failed in time, and not killed', async () => {
    const { session, print, pty, phases } = atPrompt();
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
    const { session, print, phases } = atPrompt();
    const expected = { includes: ['one', 'two'] };
    await session.run(command({ command: 'echo ready?', ready: 'ready', expect: expected }));
    print(`echo ready?\r\n${mark('C')}re`);
    expect(phases).toEqual([{ phase: 'typing' }, { phase: 'running' }]);
    print('ady\r\n');
    print('ready\r\n');
    expect(phases.slice(2)).toEqual([{ phase: 'running', ready: true }]);
  });

  it('that runs on says when it has shown all that is expected of it, once', async () => {
    const { session, print, phases } = atPrompt();
    const expected = { includes: ['one', 'two'] };
    await session.run(command({ command: 'capture', ready: 'ready', expect: expected }));
    print(`capture\r\n${mark('C')}ready\r\none\r\n`);
    expect(phases.slice(2)).toEqual([{ phase: 'running', ready: true }]);
    print('two\r\nthree\r\n');
    print('two\r\n');
    expect(phases.slice(3)).toEqual([{ phase: 'running', ready: true, shown: true }]);
  });

  it('of which the shell dies is told of, and so is a hub that was away', async () => {
    const { session, outlet, pty, phases } = atPrompt();
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
