import { DEFAULT_SIZE } from '@netstage/protocol';
import { describe, expect, it } from 'vitest';
import { CELL, fontFor, setsSize, sizeAt } from './fit.ts';

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

describe('setting a size', () => {
  const small = sizeAt({ cols: 64, rows: 8 }, 0);
  const large = sizeAt({ cols: 64, rows: 8 }, 3);

  it('is up to who drives', () => {
    expect(setsSize(true, small, large)).toBe(true);
    expect(setsSize(true, large, large)).toBe(false);
  });

  it('is nobody’s to undo while nobody drives, but somebody sets a new shell’s', () => {
    expect(setsSize(false, DEFAULT_SIZE, large)).toBe(true);
    expect(setsSize(false, large, small)).toBe(false);
    expect(setsSize(false, small, large)).toBe(false);
  });
});
