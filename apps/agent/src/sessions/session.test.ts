import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { mark, PROMPT, staged } from '../testing/staged-session.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

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
    session.ack({ epoch: epoch(), offset: 150_000 });
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

describe('Ctrl-C', () => {
  it('is a key, unless the program takes none', () => {
    const { session, pty } = staged();
    session.input('\u0003');
    pty().stuck = true;
    session.input('\u0003');
    expect(pty().typed).toBe('\u0003<interrupt>');
  });
});
