import { describe, expect, it } from 'vitest';
import { CELL, fontFor, sizeAt } from './fit.ts';

describe('fitting a terminal', () => {
  it('fills the box without leaving it', () => {
    const size = { cols: 60, rows: 20 };
    const font = fontFor(size, 540, 400);
    expect(font * CELL.width * size.cols).toBeLessThanOrEqual(540);
    expect(font * CELL.height * size.rows).toBeLessThanOrEqual(400);
    expect(font).toBeGreaterThan(14.5);
  });

  it('has fewer columns for larger letters, within what a terminal may be', () => {
    expect(sizeAt({ cols: 60, rows: 20 }, 1)).toEqual({ cols: 55, rows: 18 });
    expect(sizeAt({ cols: 60, rows: 20 }, 0)).toEqual({ cols: 60, rows: 20 });
    expect(sizeAt({ cols: 24, rows: 5 }, 5)).toEqual({ cols: 20, rows: 4 });
  });
});
