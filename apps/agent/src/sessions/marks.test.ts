import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MarkParser, type Mark } from './marks.ts';

const NONCE = 'c0ffee';
const mark = (body: string, end = '\u0007') => `\u001b]133;${body};k=${NONCE};s=42${end}`;

/** Feeds the text in pieces cut at the given places; ends are turned into offsets of the whole. */
function parse(text: string | Uint8Array, cuts: number[] = []): { mark: Mark; end: number }[] {
  const bytes = Buffer.from(text);
  const parser = new MarkParser(NONCE);
  const places = [...cuts.map((cut) => cut % (bytes.length + 1)), 0, bytes.length].toSorted(
    (a, b) => a - b,
  );
  return places.slice(1).flatMap((to, index) => {
    const from = places[index] ?? 0;
    return parser
      .feed(bytes.subarray(from, to))
      .map(({ mark, end }) => ({ mark, end: end + from }));
  });
}
const types = (text: string | Uint8Array) => parse(text).map(({ mark }) => mark.type);

describe('marks', () => {
  it('are told apart, with exit code and shell', () => {
    const text = `${mark('D;130')}${mark('A')}$ ${mark('B')}ls${mark('C')}`;
    expect(parse(text).map(({ mark }) => mark)).toEqual([
      { type: 'end', shell: '42', exit: 130 },
      { type: 'prompt', shell: '42' },
      { type: 'input', shell: '42' },
      { type: 'run', shell: '42' },
    ]);
  });

  it('end where their last byte is, however they are cut', () => {
    const text = `before${mark('D;0')}é${mark('A', '\u001b\\')}after`;
    const whole = parse(text);
    const bytes = Buffer.from(text);
    expect(whole.map(({ end }) => bytes.subarray(end).toString())).toEqual([
      `é${mark('A', '\u001b\\')}after`,
      'after',
    ]);
    for (let cut = 0; cut <= bytes.length; cut += 1) expect(parse(text, [cut])).toEqual(whole);
  });

  it('need the nonce: a forged one in a file changes nothing', () => {
    expect(types('\u001b]133;D;0\u0007')).toEqual([]);
    expect(types('\u001b]133;D;0;k=guess;s=42\u0007')).toEqual([]);
    expect(types(`\u001b]133;D;0;k=${NONCE}0;s=42\u0007`)).toEqual([]);
    expect(types(`\u001b]133;D;0;x=k=${NONCE}\u0007`)).toEqual([]);
  });

  it('are found after whatever came before', () => {
    const rubbish = [
      '\u001b]', // an unfinished string
      '\u001b]0;half a title',
      '\u001bP1$r', // an unfinished device control string
      '\u001b',
      '\u001b\u001b\u001b',
      '\u001b[38;5',
      `\u001b]52;c;${'A'.repeat(5_000)}`,
    ];
    for (const one of rubbish) expect(types(`${one}${mark('A')}`)).toEqual(['prompt']);
  });

  it('are not found inside of other strings, or when they are cancelled', () => {
    expect(types(`\u001b]133;A;k=${NONCE}\u0018\u0007`)).toEqual([]);
    expect(types(`\u001b]133;A;k=${NONCE}${'x'.repeat(2_000)}\u0007`)).toEqual([]);
  });

  it('give titles, without control characters and not too long', () => {
    expect(parse('\u001b]2;node-1 con1\u0007')[0]?.mark).toEqual({
      type: 'title',
      text: 'node-1 con1',
    });
    const [{ mark } = { mark: null }] = parse(`\u001b]0;a;b\u202e\u0001${'😀'.repeat(150)}\u0007`);
    expect(mark).toEqual({ type: 'title', text: `a;b${'😀'.repeat(97)}` });
  });

  it('do not depend on how the bytes are cut, and never throw, whatever the bytes', () => {
    const marks = [mark('A'), mark('B', '\u001b\\'), mark('C'), mark('D;1'), `k=${NONCE}`];
    const parts = ['\u001b', '\u001b]', '\u001b]133;', ';', '\u0007', '\u001b\\', '\u0018', 'P'];
    const pieces = [...parts, ...marks, '2;t'];
    const piece = fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 6 }));
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 12 }),
        fc.array(fc.nat(), { maxLength: 8 }),
        (pieces, cuts) => {
          const text = pieces.join('');
          expect(parse(text, cuts)).toEqual(parse(text));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('survive 10 MB without an end, and binary', () => {
    const parser = new MarkParser(NONCE);
    parser.feed(Buffer.from('\u001b]1337;File='));
    for (let chunk = 0; chunk < 160; chunk += 1)
      expect(parser.feed(Buffer.alloc(65_536, 65))).toEqual([]);
    expect(parser.feed(Buffer.from(`\u0007${mark('A')}`))).toHaveLength(1);
  });
});
