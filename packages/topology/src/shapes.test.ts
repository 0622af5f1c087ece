import { describe, expect, it } from 'vitest';
import { pathOf, plugsOf, signOf } from './shapes.ts';

const straight = [
  { x: 0, y: 0 },
  { x: 100, y: 0 },
];

describe('shapes', () => {
  it('run through their points, with rounded bends', () => {
    expect(pathOf(straight)).toBe('M0 0L100 0');
    const bent = [...straight, { x: 100, y: 50 }];
    expect(pathOf(bent)).toBe('M0 0L91 0Q100 0 100 9L100 50');
  });

  it('stay lines while an arm has no length yet', () => {
    const growing = [...straight, { x: 100, y: 0 }];
    expect(pathOf(growing)).toBe('M0 0L100 0L100 0');
  });

  it('have a plug at each end of a cable that is long enough for two', () => {
    expect(plugsOf(straight, 6).match(/M/g)).toHaveLength(2);
    expect(plugsOf(straight, 6)).toMatch(/^M6 5L15 5/);
    const short = [
      { x: 0, y: 0 },
      { x: 30, y: 0 },
    ];
    expect(plugsOf(short, 6)).toBe('');
  });

  it('point to where a route leads', () => {
    expect(signOf({ x: 0, y: 0, width: 100, height: 20 })).toContain('L100 10');
  });
});
