import { describe, expect, it } from 'vitest';
import { rowsBelow } from './rows-below.ts';

const rows = [20, 40, 60, 80].map((bottom) => ({ bottom }));

describe('the rows below a place', () => {
  it('are none when all of them end within it', () => {
    expect(rowsBelow(rows, { bottom: 80 }, 20)).toBe(0);
    expect(rowsBelow(rows, { bottom: 79.4 }, 20)).toBe(0);
    expect(rowsBelow([], { bottom: 80 }, 20)).toBe(0);
  });

  it('are also those that the note about them covers', () => {
    expect(rowsBelow(rows, { bottom: 70 }, 20)).toBe(2);
    expect(rowsBelow(rows, { bottom: 60 }, 20)).toBe(2);
    expect(rowsBelow(rows, { bottom: 60 }, 0)).toBe(1);
  });
});
