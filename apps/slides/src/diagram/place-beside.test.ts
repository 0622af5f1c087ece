import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { placeBeside } from './place-beside.ts';

const window = { width: 390, height: 844 };
const box = { width: 300, height: 200 };

it('stands below what it is about, above where there is no room below, and beside it for want of both', () => {
  expect(placeBeside({ x: 100, y: 100, width: 40, height: 20 }, box, window)).toEqual({
    x: 8,
    y: 134,
  });
  expect(placeBeside({ x: 340, y: 700, width: 40, height: 20 }, box, window)).toEqual({
    x: 82,
    y: 486,
  });
  const wide = { width: 1_280, height: 720 };
  const tall = { width: 300, height: 500 };
  expect(placeBeside({ x: 100, y: 300, width: 50, height: 100 }, tall, wide)).toEqual({
    x: 164,
    y: 100,
  });
  expect(placeBeside({ x: 1_100, y: 300, width: 50, height: 100 }, tall, wide)).toEqual({
    x: 786,
    y: 100,
  });
});

it('is never outside of the window while it fits in', () => {
  const side = fc.integer({ min: 1, max: 2_000 });
  const at = fc.integer({ min: -500, max: 2_500 });
  fc.assert(
    fc.property(
      fc.record({ x: at, y: at, width: side, height: side }),
      fc.record({ width: side, height: side }),
      (target, told) => {
        const { x, y } = placeBeside(target, told, { width: 2_016, height: 2_016 });
        expect(Math.min(x, y)).toBeGreaterThanOrEqual(8);
        expect(x + told.width).toBeLessThanOrEqual(2_008);
        expect(y + told.height).toBeLessThanOrEqual(2_008);
      },
    ),
  );
});
