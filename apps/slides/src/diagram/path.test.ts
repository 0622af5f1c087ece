import { describe, expect, it } from 'vitest';
import { pathBetween, pathOf } from './path.ts';

const straight = [
  { x: 0, y: 0 },
  { x: 10, y: 0 },
];
const bent = [
  { x: 0, y: 0 },
  { x: 20, y: 0 },
  { x: 20, y: 10 },
];

describe('paths', () => {
  it('run through their points', () => {
    expect(pathOf(bent)).toBe('M0 0L20 0L20 10');
  });

  it('change into each other and end exactly', () => {
    const between = pathBetween(straight, bent);
    expect(between(0)).toBe('M0 0L10 0L10 0');
    expect(between(0.5)).toBe('M0 0L15 0L15 5');
    expect(between(1)).toBe(pathOf(bent));
  });
});
