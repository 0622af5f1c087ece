import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { EditLine } from './edit-line.ts';
import { MarkParser } from './marks.ts';
import { openPty, type Pty } from './pty.ts';
import { installRc, terminalFolder } from './terminal-folder.ts';

const KEYS = ['a', 'b', 'c', 'ls ', ' ', '   ', 'é', '漢', '\u007f', '\u007f\u007f\u007f'];
const MORE = ['\u0001', '\u0005', '\u0015', '\u0017', '\u000b', '\u0019', '\u0014'];
/** Arrows, Home, End, Delete, a word back, a word deleted. */
const ESCAPES = ['[D', '[C', '[A', '[B', '[H', '[F', '[3~', 'b', 'd'].map((end) => `\u001b${end}`);
const ALL = [...KEYS, ...KEYS, ...MORE, ...ESCAPES];
/** A key that lets bash write down what it has on the line. */
const DUMP = '\u0018\u000c';

/** To the end of the line, and kill it. */
const WIPE = '\u0005\u0015';

let root: string;
let pty: Pty;
const line = new EditLine();
let last = 0;
let atPrompt: () => void;
const prompted = new Promise<void>((resolve) => {
  atPrompt = resolve;
});

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'netstage-line-'));
  installRc(
    join(root, 'run'),
    root,
    readFileSync(new URL('../shell/bashrc.sh', import.meta.url), 'utf8'),
  );
  const { path, nonce } = terminalFolder(join(root, 'run'), 'main', 'node');
  writeFileSync(join(path, 'history'), 'echo one\n\nls -la /tmp\n');
  const dump = join(root, 'dump');
  writeFileSync(
    join(root, '.bashrc'),
    `${readFileSync(join(root, '.bashrc'), 'utf8')}
bind -x '"\\C-x\\C-l": printf "%s." "$READLINE_LINE" >"${dump}.new"; mv "${dump}.new" "${dump}"'\n`,
  );
  const parser = new MarkParser(nonce);
  pty = openPty({
    command: ['bash'],
    environment: {
      PATH: '/usr/bin:/bin',
      HOME: root,
      TERM: 'xterm-256color',
      LANG: 'C.UTF-8',
      NETSTAGE: path,
      NETSTAGE_STEP: '/',
    },
    folder: '/',
    size: { cols: 200, rows: 20 },
    onData(bytes) {
      last = performance.now();
      let at = 0;
      for (const { mark, end } of parser.feed(bytes)) {
        line.feed(bytes.subarray(at, end));
        at = end;
        if (mark.type !== 'input') continue;
        line.reset();
        atPrompt();
      }
      line.feed(bytes.subarray(at));
    },
    onExit: () => undefined,
  });
  await prompted;
});
afterAll(() => {
  pty.hangUp();
  rmSync(root, { recursive: true, force: true });
});

/** Resolves once bash has been silent for so many milliseconds. */
async function quiet(ms: number): Promise<void> {
  last = performance.now();
  while (performance.now() - last < ms) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** What bash itself has on the line. */
async function truth(): Promise<string> {
  const dump = join(root, 'dump');
  rmSync(dump, { force: true });
  pty.write(Buffer.from(DUMP));
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 2));
    try {
      return readFileSync(dump, 'utf8').slice(0, -1);
    } catch {
      // Not yet.
    }
  }
}

it('agrees with bash on whether the line is empty, after any keys', async () => {
  const wrong: string[] = [];
  let empty = 0;
  let seed = 7;
  const below = (count: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((seed / 2 ** 31) * count);
  };
  /** Types, and compares what was told with what bash has. */
  const agrees = async (keys: string, ms: number): Promise<boolean> => {
    pty.write(Buffer.from(keys));
    await quiet(ms);
    const { typed } = line;
    const text = (await truth()).trim();
    if (text === '') empty += 1;
    await quiet(ms);
    return typed === (text !== '');
  };
  for (let round = 0; round < 120; round += 1) {
    const keys = Array.from({ length: 1 + below(6) }, () => ALL[below(ALL.length)] ?? '').join('');
    // On a busy machine bash is silent for other reasons, too: once more, with patience.
    if (!(await agrees(keys, 40)) && !(await agrees(`${WIPE}${keys}`, 600)))
      wrong.push(JSON.stringify(keys));
    if (below(3) === 0) pty.write(Buffer.from(WIPE));
  }
  expect(wrong).toEqual([]);
  expect(empty).toBeGreaterThan(10);
});
