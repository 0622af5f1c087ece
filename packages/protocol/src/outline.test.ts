import { describe, expect, it } from 'vitest';
import { stepFrom } from './outline.ts';
import type { Position } from './stage.ts';

const slides = [
  { id: 'one', fragments: 0 },
  { id: 'two', fragments: 2 },
  { id: 'three', fragments: 0 },
];

const walk = (from: Position, by: 1 | -1, steps: number): Position =>
  Array.from({ length: steps }).reduce<Position>((at) => stepFrom(slides, at, by), from);

describe('a step', () => {
  it('goes through fragments, then slides, and comes back the same way', () => {
    const start = { slide: 'one', fragment: -1 };
    const way = [1, 2, 3, 4].map((steps) => walk(start, 1, steps));
    expect(way).toEqual([
      { slide: 'two', fragment: -1 },
      { slide: 'two', fragment: 0 },
      { slide: 'two', fragment: 1 },
      { slide: 'three', fragment: -1 },
    ]);
    expect(walk({ slide: 'three', fragment: -1 }, -1, 4)).toEqual(start);
  });

  it('stays at both ends', () => {
    expect(walk({ slide: 'one', fragment: -1 }, -1, 3)).toEqual({ slide: 'one', fragment: -1 });
    expect(walk({ slide: 'one', fragment: -1 }, 1, 40)).toEqual({ slide: 'three', fragment: -1 });
  });

  it('leads from a slide that was taken out of the deck to its beginning', () => {
    expect(stepFrom(slides, { slide: 'gone', fragment: 3 }, 1)).toEqual({
      slide: 'one',
      fragment: -1,
    });
  });
});
