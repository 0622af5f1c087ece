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
    expect(ran).toEqual({ ok: false, reason: 'sleep 600 did not end within 50 ms' });
    await expect.poll(() => runningPrograms.size).toBe(0);
  });

  it('that is missing, or does not read its input, is no exception', async () => {
    expect(await run(['no-such-program'], { timeout: 1_000 })).toMatchObject({ ok: false });
    const ran = await run(['true'], { input: 'x'.repeat(1_000_000), timeout: 5_000 });
    expect(ran).toMatchObject({ ok: true, exit: 0 });
  });
});
