import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Ring } from './ring.ts';

describe('a ring', () => {
  it('holds what was pushed last, under its offsets', () => {
    const capacity = 300_000;
    const chunk = fc.oneof(
      fc.uint8Array({ maxLength: 50 }),
      fc.nat({ max: 120_000 }).map((length) => Buffer.alloc(length, length % 251)),
    );
    fc.assert(
      fc.property(fc.array(chunk, { maxLength: 12 }), fc.nat(), fc.nat(), (chunks, a, b) => {
        const ring = new Ring(capacity);
        for (const one of chunks) ring.push(one);
        const all = Buffer.concat(chunks);
        expect(ring.end).toBe(all.length);
        expect(ring.oldest).toBe(Math.max(0, all.length - capacity));
        const span = ring.end - ring.oldest + 1;
        const [from = 0, to = 0] = [a % span, b % span].toSorted((x, y) => x - y);
        const got = ring.slice(ring.oldest + from, ring.oldest + to);
        expect(got.equals(all.subarray(ring.oldest + from, ring.oldest + to))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('takes a chunk larger than itself', () => {
    const ring = new Ring(1_000);
    ring.push(Buffer.from('a'.repeat(10)));
    ring.push(Buffer.from(`${'b'.repeat(5_000)}${'c'.repeat(999)}`));
    expect({ oldest: ring.oldest, end: ring.end }).toEqual({ oldest: 5_009, end: 6_009 });
    expect(ring.slice(5_009, 6_009).toString()).toBe(`b${'c'.repeat(999)}`);
  });

  it('refuses what it does not have', () => {
    const ring = new Ring(100);
    ring.push(Buffer.alloc(150));
    expect(() => ring.slice(0, 10)).toThrow('0–10 is not within 50–150');
    expect(() => ring.slice(100, 151)).toThrow(RangeError);
  });
});
