import { describe, expect, it } from 'vitest';
import { lineBetween } from './path.ts';

const straight = [
  { x: 0, y: 0 },
  { x: 10, y: 0 },
];
const bent = [
  { x: 0, y: 0 },
  { x: 20, y: 0 },
  { x: 20, y: 10 },
];

describe('lines', () => {
  it('change into each other and end exactly', () => {
    const between = lineBetween(straight, bent);
    expect(between(0).map(({ x, y }) => [x, y])).toEqual([
      [0, 0],
      [10, 0],
      [10, 0],
    ]);
    expect(between(0.5).map(({ x, y }) => [x, y])).toEqual([
      [0, 0],
      [15, 0],
      [15, 5],
    ]);
    expect(between(1)).toBe(bent);
  });
});
