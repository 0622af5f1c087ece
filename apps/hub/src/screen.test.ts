import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry } from './entry.ts';
import { Screen } from './screen.ts';
import type { Seed } from './screen.ts';
import { Viewer } from './testing/viewer.ts';
import { SCROLLBACK } from './vt.ts';

const SIZE = { cols: 30, rows: 8 };

const open = (answers: string[] = []) =>
  new Screen(
    'n/main',
    'e1',
    SIZE,
    (answer) => answers.push(answer),
    () => {},
  );
const seedOf = (screen: Screen) =>
  new Promise<Seed>((resolve) => screen.seed(SCROLLBACK, resolve));

/** Takes `before`, lets one join, takes `after`: who joined and who was there see the same. */
async function compare(before: Buffer[], after: Buffer[]): Promise<void> {
  const screen = open();
  const live = new Viewer();
  live.start({ terminal: 'n/main', epoch: 'e1', offset: 0, size: SIZE, data: '' });
  const joiner = new Viewer();
  const take = (bytes: Buffer): Entry[] => screen.take(screen.received.offset, bytes);
  for (const bytes of before) live.add(take(bytes));
  const joined = new Promise<void>((resolve) =>
    screen.seed(SCROLLBACK, (seed) => {
      joiner.start(seed.screen);
      joiner.add(seed.after);
      resolve();
    }),
  );
  await joined;
  expect(await joiner.look()).toEqual(await live.look());
  for (const bytes of after) {
    const entries = take(bytes);
    live.add(entries);
    joiner.add(entries);
  }
  expect(await joiner.look()).toEqual(await live.look());
  screen.dispose();
}

const bytes = (text: string) => Buffer.from(text);

describe('Screen', () => {
  /** Each ends in a state that the text after it shows. */
  it.each([
    ['colours', '\u001b[1;31mred', ' still red\u001b[0m'],
    ['an underline of dots', '\u001b[4:3mwavy', ' wavy'],
    ['256 and true colours', '\u001b[38;5;208m\u001b[48;2;1;2;3mx', 'y'],
    ['a hidden cursor', 'a\u001b[?25l', 'b'],
    ['a scroll region', '1\r\n2\r\n3\r\n4\u001b[2;4r\u001b[4;1H', 'x\r\ny\r\nz\r\n'],
    ['origin mode', '\u001b[3;6r\u001b[?6h\u001b[2;5Hx', 'y\u001b[1;1Hz'],
    ['a saved cursor', 'ab\u001b[32m\u001b7\u001b[5;9H\u001b[0mx', '\u001b8c'],
    ['graphics', '\u001b(0lqqk\u001b(B \u001b(0', 'x'],
    ['shifted out', '\u001b)0\u000eqq', 'qq\u000fqq'],
    ['insert mode', 'abc\u001b[4h\u001b[1G', 'x'],
    ['no wrapping', '\u001b[?7l', 'w'.repeat(40)],
    ['a pending wrap', 'x'.repeat(30), 'y'],
    ['a pending wrap after a colour', `${'x'.repeat(30)}\u001b[31m`, 'y'],
    ['a pending wrap with a saved cursor', `\u001b7${'x'.repeat(30)}\u001b[0m`, 'y\u001b8z'],
    ['a combining character', 'e', '\u0301x'],
    ['wide characters', '日本語日本語日本語日本語日本語', '日'],
    ['tab stops', '\u001b[3g\u001b[5G\u001bH\u001b[1G', 'a\tb'],
    ['an open title', '\u001b]0;half a ti', 'tle\u0007text'],
    ['an open control sequence', 'x\u001b[3', '1mred'],
    ['the alternate screen', 'shell\u001b[31m\u001b[?1049h\u001b[2J\u001b[Hvim', '\u001b[?1049l!'],
    ['colour on the alternate screen', '\u001b[41m\u001b[?1049hx', '\r\ny\u001b[?1049lz'],
    ['bracketed paste and mouse', '\u001b[?2004h\u001b[?1002h\u001b[?1006h', ''],
    ['a soft reset', '\u001b[2;3r\u001b[31m\u001b[!p', 'x\r\ny'],
    ['a full reset', '\u001b[2;3r\u001b[31m\u001b[?25l\u001bc', 'x\r\ny'],
    ['a coloured blank line', '\u001b[44m\u001b[2K', 'x\r\n'],
  ])('gives a late joiner %s', async (_, before, after) => {
    await compare([bytes(before)], [bytes(after)]);
  });

  it('gives a late joiner the last thousand lines', async () => {
    const lines = Array.from({ length: 1_500 }, (_, line) => `line ${line}\r\n`).join('');
    await compare([bytes(lines)], [bytes('more\r\n')]);
  });

  it('seeds between the bytes of a character', async () => {
    const text = bytes('naïve 日本 🙂');
    for (let cut = 0; cut <= text.length; cut += 1)
      await compare([text.subarray(0, cut)], [text.subarray(cut)]);
  });

  it('makes late joiners equal to live ones, whatever the output', async () => {
    const piece = fc.constantFrom(
      ...['a', 'bc', 'é', '日', '\r\n', '\n', '\r', '\b', '\t', ' '.repeat(7), 'x'.repeat(33)],
      ...['\u001b[31m', '\u001b[0m', '\u001b[1;4m', '\u001b[44m', '\u001b[7m', '\u001b[38;5;9m'],
      ...['\u001b[H', '\u001b[3;5H', '\u001b[2J', '\u001b[K', '\u001b[1K', '\u001b[A', '\u001b[2C'],
      ...['\u001b[2;5r', '\u001b[r', '\u001b7', '\u001b8', '\u001bM', '\u001b[2L', '\u001b[2M'],
      ...['\u001b[3P', '\u001b[2@', '\u001b[4X', '\u001b[?7l', '\u001b[?7h', '\u001b[?25l'],
      ...['\u001b(0', '\u001b(B', '\u001b[?1049h', '\u001b[?1049l', '\u001b[?6h', '\u001b[?6l'],
      ...['\u001b[4h', '\u001b[4l', '\u001bH', '\u001b[g'],
    );
    const output = fc.array(piece, { maxLength: 30 }).map((pieces) => bytes(pieces.join('')));
    await fc.assert(
      fc.asyncProperty(output, output, (before, after) => compare([before], [after])),
      { numRuns: 300 },
    );
  });

  it('trims what it has already and marks what is missing', async () => {
    const screen = open();
    screen.take(0, bytes('abc'));
    expect(screen.take(0, bytes('abc'))).toEqual([]);
    expect(screen.take(1, bytes('bcd'))).toEqual([
      { type: 'output', offset: 3, end: 4, data: 'd' },
    ]);
    const [mark, rest] = screen.take(1_200_004, bytes('e'));
    expect(mark).toMatchObject({ offset: 4, end: 1_200_004 });
    expect(mark?.type === 'output' && mark.data).toContain('1.2 MB of output was dropped here');
    expect(rest).toEqual({ type: 'output', offset: 1_200_004, end: 1_200_005, data: 'e' });
    expect(screen.received).toEqual({ epoch: 'e1', offset: 1_200_005 });
    await seedOf(screen);
    expect(screen.text()).toContain('dropped here');
  });

  it('survives output that is lost in the middle of a control string', async () => {
    const screen = open();
    screen.take(0, bytes('\u001b]0;half a title'));
    screen.take(1_000, bytes('visible'));
    await seedOf(screen);
    expect(screen.text()).toContain('visible');
  });

  it('keeps the order of resizes and output', async () => {
    const screen = open();
    const live = new Viewer();
    live.start({ terminal: 'n/main', epoch: 'e1', offset: 0, size: SIZE, data: '' });
    live.add(screen.take(0, bytes('x'.repeat(40))));
    live.add(screen.resize({ cols: 50, rows: 10 }));
    live.add(screen.take(40, bytes('y'.repeat(20))));
    const joiner = new Viewer();
    await new Promise<void>((resolve) =>
      screen.seed(SCROLLBACK, (seed) => {
        joiner.start(seed.screen);
        joiner.add(seed.after);
        resolve();
      }),
    );
    expect(await joiner.look()).toEqual(await live.look());
  });

  it('answers a query once', async () => {
    const answers: string[] = [];
    const screen = open(answers);
    screen.take(0, bytes('ab\u001b[6n'));
    await seedOf(screen);
    expect(answers).toEqual(['\u001b[1;3R']);
  });

  it('comes to the same in a flood that it does not parse in full', async () => {
    const screen = open();
    const live = new Viewer();
    live.start({ terminal: 'n/main', epoch: 'e1', offset: 0, size: SIZE, data: '' });
    const line = (n: number) => `${n} ${'base64'.repeat(n % 9)}\r\n`;
    let at = 0;
    for (let chunk = 0; chunk < 40; chunk += 1) {
      const lines = bytes(Array.from({ length: 700 }, (_, n) => line(chunk * 700 + n)).join(''));
      live.add(screen.take(at, lines));
      at += lines.length;
    }
    const joiner = new Viewer();
    const seed = await seedOf(screen);
    joiner.start(seed.screen);
    joiner.add(seed.after);
    expect(await joiner.look()).toEqual(await live.look());
  });
});
