import { expect, it } from 'vitest';
import { scrollFor } from './scroll.ts';

/** Lines as high as these, one below the other. */
function placed(heights: readonly number[]) {
  let bottom = 0;
  return heights.map((height) => {
    const top = bottom;
    bottom += height;
    return { top, bottom };
  });
}

const rows = placed([30, 30, 60, 30, 30, 60, 30, 30]);

it('begins where a line begins, with the lit lines in the middle', () => {
  expect(scrollFor(rows, 120, 4, 4)).toBe(120);
  expect(scrollFor(rows, 120, 5, 6)).toBe(180);
});

it('stays at the top as long as what is lit is near it', () => {
  expect(scrollFor(rows, 120, 0, 1)).toBe(0);
});

it('begins with the first lit line when they are more than there is room for', () => {
  expect(scrollFor(rows, 120, 1, 6)).toBe(30);
});

it('has nowhere to go without lines', () => {
  expect(scrollFor([], 120, 0, 0)).toBe(0);
});
