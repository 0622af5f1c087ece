import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeLog } from '../base/log.ts';
import { findKioskBrowser, KioskBrowser } from './kiosk-browser.ts';

let folder = '';
let browser: KioskBrowser | null = null;
const said: string[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'netstage-kiosk-'));
  said.length = 0;
});
afterEach(() => {
  browser?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A program in the browser's place: notes each start with its arguments, then does as told. */
function start(script: string, silence: number): void {
  const program = join(folder, 'chromium');
  writeFileSync(program, `#!/bin/sh\necho "$@" >>"${folder}/starts"\n${script}\n`);
  chmodSync(program, 0o755);
  browser = new KioskBrowser({
    program,
    url: 'http://127.0.0.1:1/kiosk?token=secret#play&loop',
    folder: join(folder, 'kiosk'),
    log: makeLog('warn', (line) => said.push(line)),
    silence,
  });
}

function starts(): string[] {
  const file = join(folder, 'starts');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
}

describe('the kiosk’s browser', () => {
  it('is led to its page without the token among its arguments', async () => {
    start('sleep 60', 60_000);
    await vi.waitFor(() => expect(starts()).toHaveLength(1));
    expect(starts()[0]).toContain('--kiosk');
    expect(starts()[0]).not.toContain('secret');
    expect(readFileSync(join(folder, 'kiosk/kiosk.html'), 'utf8')).toContain('token=secret');
  });

  it('is killed and started again when its page falls silent', async () => {
    start('sleep 60', 100);
    await vi.waitFor(() => expect(starts()).toHaveLength(1));
    browser?.beat();
    await vi.waitFor(() => expect(starts()).toHaveLength(2), 5_000);
    expect(said.join('\n')).toContain('no sign of life');
  });

  it('is started again when it crashes, and left closed when somebody closed it', async () => {
    start(`[ "$(wc -l <"${folder}/starts")" -ge 2 ] || kill -SEGV $$`, 60_000);
    await vi.waitFor(() => expect(said.join('\n')).toContain('was closed'), 5_000);
    expect(starts()).toHaveLength(2);
  });

  it('is looked for only where there is a screen', () => {
    start('exit 0', 60_000);
    expect(findKioskBrowser({ PATH: folder })).toBeNull();
    expect(findKioskBrowser({ PATH: folder, DISPLAY: ':0' })).toBe('chromium');
    expect(findKioskBrowser({ PATH: '/nowhere', DISPLAY: ':0' })).toBeNull();
  });
});
