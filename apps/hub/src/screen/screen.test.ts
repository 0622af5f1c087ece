import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Viewer } from '../testing/viewer.ts';
import type { Entry } from './entry.ts';
import { Screen } from './screen.ts';
import type { Seed } from './screen.ts';
import { SCROLLBACK } from './vt.ts';

const SIZE = { cols: 30, rows: 8 };

const TEXTS = 'a,bc,é,日,\r\n,\n,\r,\b,\t,       ,xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'.split(',');
/** Renditions, moves, erasing, regions, saved cursors, editing, sets, screens and modes. */
const SEQUENCES = [
  '[31m [0m [1;4m [44m [7m [38;5;9m [H [3;5H [2J [K [1K [A [2C [2;5r [r 7 8 M [2L [2M',
  '[3m [5m [9;53m',
  '[3P [2@ [4X [?7l [?7h [?25l (0 (B [?1049h [?1049l [?6h [?6l [4h [4l H [g',
].flatMap((line) => line.split(' '));

const open = (answers: string[] = []) =>
  new Screen(
    'n/main',
    'e1',
    SIZE,
    (answer) => answers.push(answer),
    () => {},
  );
/** Takes `before`, lets one join, takes `after`: what who joined and who was there see each time. */
async function views(before: Buffer[], after: Buffer[]) {
  const screen = open();
  const live = new Viewer();
  live.start({ terminal: 'n/main', epoch: 'e1', offset: 0, size: SIZE, data: '' });
  const take = (bytes: Buffer): Entry[] => screen.take(screen.received.offset, bytes);
  for (const bytes of before) live.add(take(bytes));
  const late = await join(screen);
  const joined = { live: await live.look(), late: await late.look() };
  for (const bytes of after) {
    const entries = take(bytes);
    live.add(entries);
    late.add(entries);
  }
  screen.dispose();
  return {
    live: [joined.live, await live.look()],
    late: [joined.late, await late.look()],
  };
}

const join = (screen: Screen) =>
  new Promise<Viewer>((resolve) =>
    screen.seed(SCROLLBACK, (seed) => {
      const viewer = new Viewer();
      viewer.start(seed.screen);
      viewer.add(seed.after);
      resolve(viewer);
    }),
  );

const line = (n: number) => `${n} ${'base64'.repeat(n % 9)}\r\n`;

const bytes = (text: string) => Buffer.from(text);

describe('Screen', () => {
  /** Each ends in a state that the text after it shows. */
  it.each([
    ['colours', '\u001b[1;31mred', ' still red\u001b[0m'],
    ['underlines of all styles', '\u001b[4:3mwavy\u001b[4:5;58:5:9m dashed', ' red'],
    ['an underline of any colour', '\u001b[4;58:2::1:2:3mx', 'y\u001b[59mz'],
    ['every attribute', '\u001b[1;2;3;4;5;7;8;9;53mall', '\u001b[22;23;55mless'],
    ['a link', '\u001b]8;id=a;http://a.example/;x\u0007link\u001b]8;;\u0007 and', 'text'],
    ['an open link', 'see \u001b]8;;http://b.example/\u001b\\li', 'nk\u001b]8;;\u001b\\ end'],
    ['a link over two lines', `\u001b]8;;http://c.example/\u0007${'l'.repeat(45)}`, 'x'],
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
    const { live, late } = await views([bytes(before)], [bytes(after)]);
    expect(late).toEqual(live);
  });

  it('gives a late joiner the last thousand lines', async () => {
    const lines = Array.from({ length: 1_500 }, (_, line) => `line ${line}\r\n`).join('');
    const { live, late } = await views([bytes(lines)], [bytes('more\r\n')]);
    expect(late).toEqual(live);
  });

  it('seeds between the bytes of a character', async () => {
    const text = bytes('naïve 日本 🙂');
    for (let cut = 0; cut <= text.length; cut += 1) {
      const { live, late } = await views([text.subarray(0, cut)], [text.subarray(cut)]);
      expect(late).toEqual(live);
    }
  });

  it(
    'makes late joiners equal to live ones, whatever the output',
    { timeout: 30_000 },
    async () => {
      const piece = fc.constantFrom(...TEXTS, ...SEQUENCES.map((rest) => `\u001b${rest}`));
      const output = fc.array(piece, { maxLength: 30 }).map((pieces) => bytes(pieces.join('')));
      await fc.assert(
        fc.asyncProperty(output, output, async (before, after) => {
          const { live, late } = await views([before], [after]);
          expect(late).toEqual(live);
        }),
        { numRuns: 150 },
      );
    },
  );

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
    await join(screen);
    expect(screen.text()).toContain('dropped here');
  });

  it('survives output that is lost in the middle of a control string', async () => {
    const screen = open();
    screen.take(0, bytes('\u001b]0;half a title'));
    screen.take(1_000, bytes('visible'));
    await join(screen);
    expect(screen.text()).toContain('visible');
  });

  it('keeps the order of resizes and output', async () => {
    const screen = open();
    const live = new Viewer();
    live.start({ terminal: 'n/main', epoch: 'e1', offset: 0, size: SIZE, data: '' });
    live.add(screen.take(0, bytes('x'.repeat(40))));
    live.add(screen.resize({ cols: 50, rows: 10 }));
    live.add(screen.take(40, bytes('y'.repeat(20))));
    const late = await join(screen);
    expect(await late.look()).toEqual(await live.look());
  });

  it('answers a query once', async () => {
    const answers: string[] = [];
    const screen = open(answers);
    screen.take(0, bytes('ab\u001b[6n'));
    await join(screen);
    expect(answers).toEqual(['\u001b[1;3R']);
  });

  it.each([
    ['ASCII', ''],
    ['other letters', 'Straße 日本e\u0301'],
    ['controls', 'over\bstruck\u0007\u000bdown\u000cand down\u0000\u007f'],
  ])('comes to the same in a flood of %s that it does not parse in full', async (_, more) => {
    const screen = open();
    const live = new Viewer();
    live.start({ terminal: 'n/main', epoch: 'e1', offset: 0, size: SIZE, data: '' });
    let at = 0;
    const print = (text: string) => {
      const data = bytes(text);
      live.add(screen.take(at, data));
      at += data.length;
    };
    const flood = (chunks: number) => {
      for (let chunk = 0; chunk < chunks; chunk += 1)
        print(Array.from({ length: 700 }, (_, n) => line(chunk * 700 + n) + more).join(''));
    };
    flood(40);
    await join(screen);
    // More of it gathers now, until somebody wants the screen, or something has to be parsed.
    flood(5);
    const asked = await join(screen);
    expect(await asked.look()).toEqual(await live.look());
    flood(5);
    print(`a line without end 日${more} `.repeat(20_000));
    flood(5);
    print('\u001b[31mred\u001b[m');
    flood(5);
    print('\u001b[7mprompt\u001b[m ');
    const late = await join(screen);
    expect(await late.look()).toEqual(await live.look());
  });

  it('is not behind with a flood that it lets gather, and shows it to whoever asks', async () => {
    const screen = open();
    const lines = bytes(Array.from({ length: 3_000 }, (_, n) => line(n)).join(''));
    screen.take(0, lines);
    await join(screen);
    screen.take(lines.length, lines);
    expect(screen.behind).toBe(0);
    const asked = await new Promise<Seed>((resolve) => screen.seed(0, resolve));
    expect(asked.screen.offset).toBe(2 * lines.length);
  });
});
