import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Utf8Stream } from './utf8.ts';

describe('Utf8Stream', () => {
  it('never splits a character, wherever the bytes are cut', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 40 }),
        fc.array(fc.nat(12), { maxLength: 40 }),
        (text, cuts) => {
          const bytes = Buffer.from(text);
          const stream = new Utf8Stream();
          let at = 0;
          let out = '';
          for (const cut of [...cuts, bytes.length]) {
            const piece = stream.decode(bytes.subarray(at, at + cut));
            at += cut;
            expect(piece).not.toContain('\ufffd');
            expect(stream.ascii).toBe(Buffer.from(piece).length === piece.length);
            expect(stream.held).toBeLessThanOrEqual(3);
            out += piece;
          }
          expect(out).toBe(text);
          expect(stream.held).toBe(0);
        },
      ),
    );
  });

  it('says the same of invalid bytes as a decoder that sees all of them at once', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 24 }), fc.nat(24), (bytes, cut) => {
        const stream = new Utf8Stream();
        const split = stream.decode(bytes.subarray(0, cut)) + stream.decode(bytes.subarray(cut));
        const { held } = stream;
        expect(split).toBe(Buffer.from(bytes.subarray(0, bytes.length - held)).toString('utf8'));
      }),
    );
  });
});
