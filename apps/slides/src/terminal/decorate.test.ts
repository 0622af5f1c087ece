// @vitest-environment happy-dom
import type { IDecoration, IDecorationOptions } from '@xterm/xterm';
import { Terminal } from '@xterm/xterm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { decorate } from './decorate.ts';
import type { Decorator } from './decorate.ts';

const ROWS = 5;
const ALTERNATE = '\u001b[?1049h';
const NORMAL = '\u001b[?1049l';
const RESET = '\u001bc';

let terminal: Terminal;
let decorator: Decorator;
let made: { readonly options: IDecorationOptions; readonly decoration: IDecoration }[];

beforeEach(() => {
  made = [];
  terminal = new Terminal({ allowProposedApi: true, cols: 40, rows: ROWS, scrollback: 100 });
  const register = terminal.registerDecoration.bind(terminal);
  terminal.registerDecoration = (options) => {
    const decoration = register(options);
    if (decoration) made.push({ options, decoration });
    return decoration;
  };
  decorator = decorate(terminal, 'light');
});
afterEach(() => {
  decorator.dispose();
  terminal.dispose();
});

const write = (data: string) => new Promise<void>((drawn) => terminal.write(data, drawn));

/** What is lit in the rows in view, with its row; decorations know no buffer, as xterm draws them. */
function lit(): string[] {
  const { active } = terminal.buffer;
  return made
    .filter(({ decoration }) => !decoration.isDisposed)
    .map(({ options: { marker, x = 0, width = 1 } }) => ({
      row: marker.line - active.viewportY,
      text: active.getLine(marker.line)?.translateToString(true, x, x + width),
    }))
    .filter(({ row }) => row >= 0 && row < ROWS)
    .sort((a, b) => a.row - b.row)
    .map(({ row, text }) => `${row} ${text}`);
}

it('leaves a full-screen program alone, and lights the rows again after it', async () => {
  await write('x ttl=64\r\ny FAILED');
  await expect.poll(lit).toEqual(['0 ttl=64', '1 FAILED']);
  await write(`${ALTERNATE}\u001b[Ha program's own words`);
  expect(lit()).toEqual([]);
  await write(NORMAL);
  await expect.poll(lit).toEqual(['0 ttl=64', '1 FAILED']);
});

it('lights the same rows again after a reset', async () => {
  await write('x ttl=64');
  await expect.poll(lit).toEqual(['0 ttl=64']);
  await write(`${RESET}x ttl=64`);
  await expect.poll(lit).toEqual(['0 ttl=64']);
});

it('lights every row that comes into view, however fast it went by', async () => {
  await write(Array.from({ length: 30 }, (_, row) => `x ttl=${row}`).join('\r\n'));
  await expect.poll(lit).toEqual([25, 26, 27, 28, 29].map((row, y) => `${y} ttl=${row}`));
  terminal.scrollToLine(10);
  await expect.poll(lit).toEqual([10, 11, 12, 13, 14].map((row, y) => `${y} ttl=${row}`));
  decorator.setTheme('dark');
  await expect.poll(lit).toEqual([10, 11, 12, 13, 14].map((row, y) => `${y} ttl=${row}`));
});

it('lights the very letters after wide ones, accents and emoji', async () => {
  await write('日本 ttl=64\r\ne\u0301 ttl=64 🙂 … FAILED\r\n日日日 ttl=64');
  await expect.poll(lit).toEqual(['0 ttl=64', '1 ttl=64', '1 FAILED', '2 ttl=64']);
});
