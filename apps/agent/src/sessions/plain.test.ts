import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plain } from './plain.ts';

const of = (text: string) => plain(Buffer.from(text));

describe('plain text', () => {
  it('has neither colours, titles, marks nor modes', () => {
    expect(of('\u001b[1;32mPASSED\u001b[0m\u001b]2;t\u0007\u001b[?2004l\u001b(B\u001b=!')).toBe(
      'PASSED!',
    );
    expect(of('a\u001b]8;;http://x\u001b\\b\u001bP1$q\u001b\\c')).toBe('abc');
  });

  it('has one kind of line end', () => {
    expect(of('a\r\nb\nc\rd')).toBe('a\nb\nc\nd');
  });

  it('has what was left after erasing', () => {
    expect(of('ab\bc\b\bd')).toBe('d');
  });

  it('stands sequences that are cut at either end', () => {
    expect(of('31mred\u001b[3')).toBe('31mred');
    expect(of('x\u001b]133;A;k=')).toBe('x');
    expect(plain(Uint8Array.from([0xa9, 0x61]))).toBe('\ufffda');
  });

  it('never has an escape or control character in it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(plain(bytes)).not.toMatch(/[^\P{Cc}\n\t]/u);
      }),
    );
  });
});
