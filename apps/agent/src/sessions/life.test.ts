import { describe, expect, it } from 'vitest';
import { Life } from './life.ts';

const size = (cols: number) => ({ cols, rows: 20 });
const told = (life: Life, from: number, most = 1_000) =>
  [...life.since(from, most)].map((piece) =>
    piece.type === 'output'
      ? `${piece.place.offset}:${piece.data.toString()}`
      : `${piece.place.offset}:${piece.size.cols} columns`,
  );

describe('the output of a shell', () => {
  it('tells resizes where they were, and bytes in bounded pieces', () => {
    const life = new Life(size(80));
    life.push(Buffer.from('abcdef'));
    life.resize(size(100));
    life.push(Buffer.from('gh'));
    life.resize(size(120));
    expect(told(life, 0, 4)).toEqual(['0:abcd', '4:ef', '6:100 columns', '6:gh', '8:120 columns']);
    expect(told(life, 6)).toEqual(['6:gh', '8:120 columns']);
    expect(told(life, 8)).toEqual([]);
  });

  it('knows the size at any place', () => {
    const life = new Life(size(80));
    life.push(Buffer.from('abc'));
    life.resize(size(100));
    life.push(Buffer.from('d'));
    expect([0, 2, 3, 4].map((offset) => life.sizeAt(offset).cols)).toEqual([80, 80, 100, 100]);
  });

  it('forgets resizes along with the bytes before them', () => {
    const life = new Life(size(80));
    life.resize(size(100));
    life.push(Buffer.alloc(2 * 1024 * 1024 + 10));
    expect(life.oldest).toBe(10);
    expect(life.sizeAt(life.oldest)).toEqual(size(100));
  });
});
