import type { Size } from '@netstage/protocol';
import { DEFAULT_SIZE, TERMINAL_COLS, TERMINAL_ROWS } from '@netstage/protocol';

/** IBM Plex Mono: a cell's width and height in parts of the font size. */
export const CELL = { width: 0.6, height: 1.3 } as const;

/** The font size in px, in quarters, at which `size` fits a box of `width` × `height` px. */
export function fontFor(size: Size, width: number, height: number): number {
  const exact = Math.min(width / (size.cols * CELL.width), height / (size.rows * CELL.height));
  return Math.max(1, Math.floor(exact * 4) / 4);
}

/** Each step makes the letters a tenth larger, in the same box: fewer columns and rows. */
const STEP = 1.1;

/** The size for a box that is planned for `planned`, with letters larger by some steps. */
export function sizeAt(planned: Size, step: number): Size {
  const factor = STEP ** step;
  const within = (value: number, { min, max }: { min: number; max: number }) =>
    Math.max(min, Math.min(max, Math.round(value / factor)));
  return { cols: within(planned.cols, TERMINAL_COLS), rows: within(planned.rows, TERMINAL_ROWS) };
}

function sameSize(a: Size, b: Size): boolean {
  return a.cols === b.cols && a.rows === b.rows;
}

/**
 * Whether a stage that may act sets a terminal's size to what it wants. While nobody drives, several
 * stages may act, each with its own letters: none undoes what another has set, and only the size
 * that a shell begins with is nobody's.
 */
export function setsSize(driving: boolean, size: Size, wanted: Size): boolean {
  return !sameSize(size, wanted) && (driving || sameSize(size, DEFAULT_SIZE));
}
