import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openPty, type Pty } from './pty.ts';

const environment = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', TERM: 'xterm-256color' };
const size = { cols: 80, rows: 24 };
/** The descriptors of the shell that runs it. */
const LIST = 'for fd in /proc/$$/fd/*; do echo "${fd##*/}"; done';

/** A program in a terminal, and what became of it. */
function start(command: string[], onData?: (bytes: Uint8Array, pty: Pty) => void) {
  const chunks: Uint8Array[] = [];
  let pty: Pty | undefined;
  const ended = new Promise<{ exit: number; signal: number; text: string }>((resolve) => {
    pty = openPty({
      command,
      environment,
      folder: '/',
      size,
      onData(bytes) {
        chunks.push(Uint8Array.from(bytes));
        if (pty !== undefined) onData?.(bytes, pty);
      },
      onExit: (exit, signal) => resolve({ exit, signal, text: Buffer.concat(chunks).toString() }),
    });
  });
  if (pty === undefined) throw new Error('no terminal');
  return { pty, ended, text: () => Buffer.concat(chunks).toString() };
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 2));
}

describe('a terminal', () => {
  it('never loses the tail of a program that ends at once, 300 of 300', async () => {
    let whole = 0;
    for (let round = 0; round < 300; round += 1) {
      const { text, exit } = await start(['sh', '-c', 'seq 1 200; echo the-end; exit 7']).ended;
      if (exit === 7 && text.startsWith('1\r\n') && text.endsWith('200\r\nthe-end\r\n')) whole += 1;
    }
    expect(whole).toBe(300);
  });

  it('never loses it when this process is too busy to read for a while', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { ended } = start(['sh', '-c', 'seq 1 200; echo the-end']);
      // Longer than any timer that might give up on the terminal.
      const until = performance.now() + 300;
      while (performance.now() < until);
      expect((await ended).text).toMatch(/^1\r\n[^]*the-end\r\n$/);
    }
  });

  it('gives all of it when the program ends while reading is paused', async () => {
    const { pty, ended } = start(['sh', '-c', 'seq 1 700; echo the-end; exit 3']);
    pty.pause();
    const { text, exit } = await ended;
    expect(exit).toBe(3);
    expect(text.replaceAll('\r', '')).toBe(
      `${Array.from({ length: 700 }, (_, index) => index + 1).join('\n')}\nthe-end\n`,
    );
  });

  it('ends although a child in the background holds the terminal', async () => {
    const { exit, text } = await start([
      'bash',
      '-c',
      'trap "" HUP; sleep 5 & echo started; exit 4',
    ]).ended;
    expect({ exit, text }).toEqual({ exit: 4, text: 'started\r\n' });
  });

  it('tells a signal from an exit', async () => {
    expect(await start(['sh', '-c', 'kill -9 $$']).ended).toMatchObject({ signal: 9 });
    expect(await start(['no-such-program']).ended).toMatchObject({ signal: 0, exit: 1 });
  });

  it('gives the program its own environment, three descriptors, and its groups', async () => {
    process.env['STAGE_TOKEN'] = 'not-for-the-audience';
    const { text } = await start([
      'bash',
      '-c',
      `env; echo ---; ${LIST}; echo ---; tr "\\0" "\\n" </proc/$$/environ`,
    ]).ended;
    expect(text).not.toContain('STAGE_TOKEN');
    const [env, fds, first] = text.replaceAll('\r', '').split('---\n');
    expect(env?.trim().split('\n').toSorted()).toEqual([
      'PATH=/usr/sbin:/usr/bin:/sbin:/bin',
      'PWD=/',
      'SHLVL=1',
      'TERM=xterm-256color',
      '_=/usr/bin/env',
    ]);
    // What this test itself was started with is not the terminal's doing.
    const inherited = spawnSync('bash', ['-c', LIST], { encoding: 'utf8' });
    expect(fds?.trim().split('\n')).toEqual(inherited.stdout.trim().split('\n'));
    expect(first?.trim().split('\n')).toHaveLength(2);
  });

  it('leaves no descriptor behind in this process', async () => {
    await start(['true']).ended;
    const before = readdirSync('/proc/self/fd').length;
    for (let round = 0; round < 20; round += 1) await start(['true']).ended;
    expect(readdirSync('/proc/self/fd').length).toBeLessThanOrEqual(before);
  });

  it('keeps input that nobody reads within bounds, without burning time', async () => {
    const { pty, ended } = start(['sleep', '600']);
    const line = Buffer.from(`${'x'.repeat(1_000)}\n`);
    let taken = 0;
    while (pty.write(line)) taken += line.length;
    expect(taken).toBeLessThan(512 * 1024);
    expect(pty.stuck).toBe(true);
    const { user, system } = process.cpuUsage();
    await new Promise((resolve) => setTimeout(resolve, 500));
    const spent = process.cpuUsage();
    expect(spent.user + spent.system - user - system).toBeLessThan(150_000);
    pty.interrupt();
    expect(await ended).toMatchObject({ signal: 2 });
  });

  it('takes a large paste whole, as fast as the program reads', async () => {
    const { pty, ended, text } = start([
      'bash',
      '-c',
      'stty raw -echo; echo go; head -c 200000 | sha1sum',
    ]);
    await until(() => text().includes('go'));
    const paste = Buffer.from('0123456789'.repeat(20_000));
    expect(pty.write(paste)).toBe(true);
    expect((await ended).text).toContain(createHash('sha1').update(paste).digest('hex'));
  });

  it('resizes, and hangs up', async () => {
    const { pty, ended, text } = start([
      'bash',
      '-c',
      'trap "stty size" WINCH; echo go; while :; do sleep 0.02; done',
    ]);
    await until(() => text().includes('go'));
    pty.resize({ cols: 100, rows: 30 });
    await until(() => text().includes('30 100'));
    pty.hangUp();
    expect(await ended).toMatchObject({ signal: 1 });
  });

  it('reads a flood, and can hold it', async () => {
    let bytes = 0;
    const { pty, ended } = start(['yes'], (chunk) => {
      bytes += chunk.length;
    });
    await until(() => bytes > 1_000_000);
    pty.pause();
    await new Promise((resolve) => setTimeout(resolve, 50));
    const held = bytes;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(bytes).toBe(held);
    pty.resume();
    await until(() => bytes > 5_000_000);
    pty.write(Buffer.from('\u0003'));
    expect(await ended).toMatchObject({ signal: 2 });
  });
});
