import { describe, expect, it } from 'vitest';
import { run, runningPrograms } from './run.ts';

describe('a program', () => {
  it('is run to its end, with input, without this environment', async () => {
    process.env['STAGE_TOKEN'] = 'secret';
    const ran = await run(['sh', '-c', 'cat; env; echo no >&2; exit 3'], {
      input: 'yes\n',
      timeout: 5_000,
    });
    expect(ran).toMatchObject({ ok: true, exit: 3, stderr: 'no\n' });
    expect(ran.ok && ran.stdout).toMatch(/^yes\n/);
    expect(ran.ok && ran.stdout).not.toContain('secret');
  });

  it('that hangs is killed, and does not count as running', async () => {
    const ran = await run(['sleep', '600'], { timeout: 50 });
    expect(ran).toEqual({ ok: false, reason: 'sleep did not end within 50 ms' });
    await expect.poll(() => runningPrograms.size).toBe(0);
  });

  it('that is missing, or does not read its input, is no exception', async () => {
    expect(await run(['no-such-program'], { timeout: 1_000 })).toMatchObject({ ok: false });
    const ran = await run(['true'], { input: 'x'.repeat(1_000_000), timeout: 5_000 });
    expect(ran).toMatchObject({ ok: true, exit: 0 });
  });

  it('gets its words and its input as they are', async () => {
    const words = ["it's", '$HOME', '`id`', 'a  b', '\\n', '"'];
    const ran = await run(['sh', '-c', 'cat; printf "<%s>" "$@"', 'sh', ...words], {
      input: '$HOME `id` \\\n\n  END\n',
      timeout: 5_000,
    });
    const said = words.map((word) => `<${word}>`).join('');
    expect(ran).toEqual({
      ok: true,
      exit: 0,
      stderr: '',
      stdout: `$HOME \`id\` \\\n\n  END\n\n${said}`,
    });
  });

  it('that prints much is read whole, and its end is told from its words', async () => {
    const ran = await run(['seq', '1', '300000'], { timeout: 10_000 });
    expect(ran.ok && ran.stdout.split('\n').slice(-2)).toEqual(['300000', '']);
    expect(await run(['sh', '-c', 'kill -KILL $$'], { timeout: 5_000 })).toMatchObject({
      ok: true,
      exit: null,
    });
  });

  it('runs beside others, each with its own answer', async () => {
    const all = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        run(['sh', '-c', 'sleep 0.0$1; echo $1', 'sh', `${index % 5}`], { timeout: 5_000 }),
      ),
    );
    expect(all.map((ran) => ran.ok && ran.stdout)).toEqual(all.map((_, index) => `${index % 5}\n`));
  });

  it('whose launcher was killed says so, and the next one runs', async () => {
    const ended = await run(['sh', '-c', 'kill -KILL $PPID; sleep 600'], { timeout: 5_000 });
    expect(ended).toMatchObject({ ok: false });
    expect(await run(['echo', 'well'], { timeout: 5_000 })).toMatchObject({ stdout: 'well\n' });
    expect(runningPrograms.size).toBe(0);
  });
});
