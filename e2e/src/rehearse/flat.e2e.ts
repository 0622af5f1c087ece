import { describe, expect, it } from 'vitest';
import { growth, slope } from './flat.ts';
import type { Loop } from './flat.ts';

const loop = (change: Partial<Loop>): Loop => ({
  hub: 100,
  agents: 200,
  browser: 300,
  renderers: 150,
  gpu: 80,
  heap: 20,
  nodes: 9_000,
  listeners: 700,
  descriptors: 50,
  processes: 60,
  namespaces: 20,
  faults: 0,
  took: 200,
  ...change,
});

describe('what grows from loop to loop', () => {
  it('is the slope of the line through all of them', () => {
    expect(slope([1, 3, 5, 7])).toBe(2);
    expect(slope([4, 4, 4])).toBe(0);
  });

  it('is nothing when it goes up and down, or only in the first loop', () => {
    const hubs = [60, 101, 99, 102, 100];
    expect(growth(hubs.map((hub) => loop({ hub })))).toEqual([]);
  });

  it('is told by name', () => {
    const grown = [0, 1, 2, 3, 4].map((n) => loop({ heap: 20 + 5 * n, descriptors: 50 + n }));
    expect(growth(grown)).toEqual(['heap: +5.0 MB a loop', 'descriptors: +1.0 a loop']);
  });

  it('is what the page has kept of each loop, too', () => {
    const grown = [0, 1, 2, 3].map((n) => loop({ nodes: 9_000 + 400 * n, listeners: 700 + n }));
    expect(growth(grown)).toEqual(['nodes: +400 a loop']);
  });

  it('can not be told from two loops', () => {
    expect(growth([loop({}), loop({})])).toHaveLength(1);
  });
});
