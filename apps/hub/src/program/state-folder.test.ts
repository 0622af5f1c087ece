import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processRef } from '@netstage/lab';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { agentToken, cookieValue, keepSecrets, sameSecret } from '../auth/secrets.ts';
import { PositionFile } from './position-file.ts';
import { claimRun, RunsAlready } from './run-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'netstage-state-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const modeOf = (...path: string[]) => statSync(join(folder, ...path)).mode & 0o777;
const urls = { audience: 'http://x/', stage: 's', cockpit: 'c', kiosk: 'k' };

describe('the secrets', () => {
  it('are for nobody else, and are kept', () => {
    const made = keepSecrets(folder, false);
    expect([modeOf(), modeOf('secrets.json')]).toEqual([0o700, 0o600]);
    expect(keepSecrets(folder, false)).toEqual(made);
    expect(Buffer.from(made.stageToken, 'base64url').length).toBeGreaterThanOrEqual(16);
  });

  it('are made anew when asked for, or when the file is no good', () => {
    const made = keepSecrets(folder, false);
    const fresh = keepSecrets(folder, true);
    expect(fresh.stageToken).not.toBe(made.stageToken);
    expect(cookieValue({ ...made, stageToken: fresh.stageToken })).not.toBe(cookieValue(made));
    writeFileSync(join(folder, 'secrets.json'), '{"id":"12');
    expect(keepSecrets(folder, false)).not.toEqual(fresh);
  });

  it('give each node a token of its own, the same at every start', () => {
    const made = keepSecrets(folder, false);
    expect(agentToken(made, 'a')).toBe(agentToken({ ...made }, 'a'));
    expect(agentToken(made, 'a')).not.toBe(agentToken(made, 'b'));
  });

  it('are compared whole', () => {
    expect(sameSecret('abc', 'abc')).toBe(true);
    for (const wrong of ['', 'ab', 'abcd', 'ABC']) expect(sameSecret(wrong, 'abc')).toBe(false);
  });
});

describe('the run file', () => {
  it('is there from when everything is up, to the end, for nobody else', () => {
    const run = claimRun(folder);
    const file = join(folder, 'run.json');
    expect(() => statSync(file)).toThrow('ENOENT');
    run.ready(urls);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ pid: process.pid, urls, ready: true });
    expect(modeOf('run.json')).toBe(0o600);
    run.remove();
    expect(() => statSync(file)).toThrow('ENOENT');
    claimRun(folder).remove();
  });

  it('lets nobody in twice, and says how to stop the first', () => {
    claimRun(folder).ready(urls);
    expect(() => claimRun(folder)).toThrow(RunsAlready);
    expect(() => claimRun(folder)).toThrow(`kill ${process.pid}`);
    expect(() => claimRun(folder)).toThrow('http://x/');
  });

  it.each([
    [
      'another process with the pid',
      JSON.stringify({ ...processRef(process.pid), startTime: '1' }),
    ],
    ['a process that is gone', JSON.stringify({ pid: 2 ** 22 + 1, startTime: '1' })],
    ['half a file', '{"pid":'],
  ])('of %s is stale', (_, text) => {
    writeFileSync(join(folder, 'start.lock'), text);
    writeFileSync(join(folder, 'run.json'), JSON.stringify({ pid: 1, urls, ready: true }));
    const run = claimRun(folder);
    expect(() => statSync(join(folder, 'run.json'))).toThrow('ENOENT');
    run.remove();
  });
});

describe('the position', () => {
  it('is kept for a hub that is killed, and forgotten at an orderly end', () => {
    const file = new PositionFile(folder);
    const start = file.read();
    file.write({ slide: 'overlay', fragment: 2 });
    expect(new PositionFile(folder).read()).toEqual({ slide: 'overlay', fragment: 2 });
    file.forget();
    expect(file.read()).toEqual(start);
    writeFileSync(join(folder, 'position.json'), '{"slide":');
    expect(file.read()).toEqual(start);
  });
});
