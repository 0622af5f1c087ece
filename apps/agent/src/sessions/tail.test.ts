import { expect, it } from 'vitest';
import { Tail } from './tail.ts';

it('keeps at least the last bytes, and not many more', () => {
  const tail = new Tail(100);
  const all: number[] = [];
  for (let round = 0; round < 90; round += 1) {
    const chunk = Uint8Array.from(
      { length: (round * 37) % 150 },
      (_, index) => (round + index) % 256,
    );
    all.push(...chunk);
    tail.push(chunk);
    const kept = tail.bytes();
    expect(kept.length).toBeLessThanOrEqual(200);
    expect(kept.length).toBeGreaterThanOrEqual(Math.min(100, all.length));
    expect([...kept]).toEqual(all.slice(all.length - kept.length));
  }
});

it('keeps what it was given, whatever becomes of the memory it came in', () => {
  const tail = new Tail(100);
  const memory = Buffer.alloc(10);
  for (const byte of [1, 2, 3]) tail.push(memory.fill(byte));
  expect([...tail.bytes()]).toEqual(
    [1, 2, 3].flatMap((byte) => Array.from({ length: 10 }, () => byte)),
  );
});
