import type { Size } from '@netstage/protocol';
import { TERMINAL_COLS, TERMINAL_ROWS } from '@netstage/protocol';

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
