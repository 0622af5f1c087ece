import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EscapeScanner, STRING_LIMIT } from './escapes.ts';

const scan = (...pieces: string[]) => {
  const scanner = new EscapeScanner();
  const passed = pieces.map((piece) => scanner.pass(piece)).join('');
  return { scanner, passed };
};

describe('EscapeScanner', () => {
  it.each([
    ['plain text', 'hello', ''],
    ['a lone escape', 'a\u001b', '\u001b'],
    ['a control sequence', 'a\u001b[31', '\u001b[31'],
    ['an ended control sequence', 'a\u001b[31m', ''],
    ['a title', 'a\u001b]0;ti', '\u001b]0;ti'],
    ['a title ended by BEL', 'a\u001b]0;ti\u0007b', ''],
    ['a title ended by ST', 'a\u001b]0;ti\u001b\\b', ''],
    ['a title cut off by another sequence', '\u001b]0;ti\u001b[3', '\u001b[3'],
    ['a device string, which BEL does not end', '\u001bPq\u0007x', '\u001bPq\u0007x'],
    ['a designation of three characters', '\u001b(', '\u001b('],
    ['a designation whose last character begins strings elsewhere', '\u001b(Px', ''],
    ['a cancelled sequence', '\u001b[31\u0018x', ''],
    ['a C1 control sequence', 'x\u009b3', '\u009b3'],
    ['a control inside a control sequence', '\u001b[3\r', '\u001b[3\r'],
  ])('knows what is open after %s', (_, text, open) => {
    expect(scan(text).scanner.open).toBe(open);
    expect(scan(...text.split('')).scanner.open).toBe(open);
    expect(scan(text).passed).toBe(text);
  });

  it('comes to the same wherever the text is cut', () => {
    const unit = fc.constantFrom(
      ...'\u001b[]P(0;1mH\u0007\u0018\u000e\u000f\\ aé\u009b\r'.split(''),
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 30 }), fc.nat(30), (text, cut) => {
        const whole = scan(text);
        const split = scan(text.slice(0, cut), text.slice(cut));
        expect(split.passed).toBe(whole.passed);
        expect(split.scanner.open).toBe(whole.scanner.open);
        expect(split.scanner.shifted).toBe(whole.scanner.shifted);
        expect(split.scanner.printed).toBe(whole.scanner.printed);
      }),
    );
  });

  it.each([
    ['letters and line ends', 'a line\r\n\tand one more', true],
    ['controls that act at once', 'a\b\u0007\u000b\u000c\u0000', true],
    ['letters beyond ASCII', 'Straße 日本 🙂', true],
    ['an escape', 'a\u001b[m', false],
    ['another character set', 'a\u000eq', false],
    ['the usual set again', 'a\u000f', false],
    ['a C1 control', 'a\u009b1m', false],
  ])('knows whether text is plain: %s', (_, text, plain) => {
    const isAscii = new TextEncoder().encode(text).length === text.length;
    for (const ascii of new Set([isAscii, false])) {
      const scanner = new EscapeScanner();
      expect(scanner.pass(text, ascii)).toBe(text);
      expect(scanner.plain).toBe(plain);
      scanner.pass('\u001b]0;ti');
      scanner.pass(text, ascii);
      expect(scanner.plain).toBe(false);
    }
  });

  it('cuts a control string of ten megabytes and goes on after it', () => {
    const scanner = new EscapeScanner();
    let passed = scanner.pass('\u001b]52;c;');
    for (let megabyte = 0; megabyte < 10; megabyte += 1)
      passed += scanner.pass('A'.repeat(1_000_000));
    expect(scanner.open.length).toBeLessThanOrEqual(STRING_LIMIT);
    passed += scanner.pass('\u0007after');
    expect(passed.length).toBeLessThan(STRING_LIMIT + 100);
    expect(passed.endsWith('\u0007after')).toBe(true);
  });

  it('cuts endless parameters', () => {
    const { passed } = scan(`\u001b[${'1;'.repeat(1_000_000)}m`, 'after');
    expect(passed.length).toBeLessThan(5_000);
    expect(passed.endsWith('mafter')).toBe(true);
  });
});
