import { spawn } from 'node:child_process';
import {
  closeSync,
  constants,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { terminalFolder } from './terminal-folder.ts';

const template = readFileSync(new URL('../shell/pace.sh', import.meta.url), 'utf8');
let root: string;
let folder: string;
let script: string;
let ask: number;
let go: number;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'netstage-pace-'));
  folder = terminalFolder(root, 'main', 'node').path;
  ({ ask, go } = open());
  arm(process.pid);
  script = join(root, 'script.sh');
  writeFileSync(script, '#!/bin/bash\nset -eu\necho one\n', { mode: 0o755 });
});
afterEach(() => {
  for (const fd of [ask, go]) closeSync(fd);
  rmSync(root, { recursive: true });
});

function open() {
  const flags = constants.O_RDWR | constants.O_NONBLOCK;
  return { ask: openSync(join(folder, 'ask'), flags), go: openSync(join(folder, 'go'), flags) };
}
function arm(agent: number): void {
  const text = template.replaceAll('@FOLDER@', folder).replaceAll('@AGENT@', String(agent));
  writeFileSync(join(folder, 'pace.sh'), text);
}
function run(): Promise<{ exit: number | null; text: string }> {
  const child = spawn(script, {
    env: { PATH: '/usr/bin:/bin', BASH_ENV: join(folder, 'pace.sh') },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (more: string) => {
      text += more;
    });
  return new Promise((resolve) => {
    child.on('close', (exit) => resolve({ exit, text }));
  });
}
/** The next line that the script asks for. */
async function asked(): Promise<{ token: string; line: string }> {
  for (let text = ''; ; await new Promise((resolve) => setTimeout(resolve, 5))) {
    text += readSome(ask);
    const [token, line] = text.split(' ');
    if (text.endsWith('\n') && token !== undefined && line !== undefined) return { token, line };
  }
}
function readSome(fd: number): string {
  const bytes = Buffer.alloc(4_096);
  try {
    return bytes.toString('utf8', 0, readSync(fd, bytes));
  } catch {
    // EAGAIN: nothing yet.
    return '';
  }
}

describe('a script that waits', () => {
  it('takes an answer that comes in two pieces, half a second apart', async () => {
    const done = run();
    const { token } = await asked();
    writeSync(go, token.slice(0, 3));
    await new Promise((resolve) => setTimeout(resolve, 800));
    writeSync(go, `${token.slice(3)}\n`);
    const next = await asked();
    writeSync(go, `${next.token}\n`);
    expect(await done).toEqual({ exit: 0, text: 'one\n' });
  });

  it('takes no answer for its own that was for another', async () => {
    const done = run();
    const { token } = await asked();
    writeSync(go, `1-1\n${token}0\n\nrubbish ${token}\n`);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(readSome(ask)).toBe('');
    writeSync(go, `${token}\n`);
    writeSync(go, `${(await asked()).token}\n`);
    expect(await done).toEqual({ exit: 0, text: 'one\n' });
  });

  it('goes on when the agent ends', async () => {
    const agent = spawn('sleep', ['60']);
    arm(agent.pid ?? 0);
    const done = run();
    await asked();
    agent.kill();
    expect(await done).toEqual({ exit: 0, text: 'one\n' });
  });

  it('goes on when it is not to wait any more, or all is gone', async () => {
    for (const gone of ['pace.sh', '.']) {
      const done = run();
      await asked();
      rmSync(join(folder, gone), { recursive: true });
      expect(await done).toEqual({ exit: 0, text: 'one\n' });
      for (const fd of [ask, go]) closeSync(fd);
      folder = terminalFolder(root, 'main', 'node').path;
      ({ ask, go } = open());
      arm(process.pid);
    }
  });
});
