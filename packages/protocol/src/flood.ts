/**
 * Floods of plain text: its lines push each other out of a terminal's scrollback, so that the screen
 * after a million of them is that after the last thousand, and the rest need not be parsed.
 */
import type { ScrollRegions } from './scroll-regions.ts';

/** What this needs of an xterm, with or without a head. */
interface Scrolling {
  readonly buffer: { readonly active: { readonly type: 'normal' | 'alternate' } };
  readonly modes: { readonly wraparoundMode: boolean; readonly insertMode: boolean };
}

/** Whether plain lines push all that is on this terminal's screen out of it. */
export function scrollsAway({ buffer, modes }: Scrolling, regions: ScrollRegions): boolean {
  return (
    buffer.active.type === 'normal' &&
    regions.of('normal') === undefined &&
    modes.wraparoundMode &&
    !modes.insertMode
  );
}

/**
 * The end of a plain text that comes in pieces, from the break before its last `lines` lines on: from
 * there the column is known. All of it if there are fewer.
 *
 * @param lines those above the screen that are kept, and those on it
 */
export function lastLines(
  pieces: readonly string[],
  lines: number,
): { text: string; skipped: boolean } {
  let left = lines + 1;
  let text = '';
  for (let at = pieces.length - 1; at >= 0 && left > 0; at -= 1) {
    const piece = pieces[at] ?? '';
    let cut = piece.length;
    while (left > 0 && cut > 0) {
      cut = piece.lastIndexOf('\r\n', cut - 1);
      if (cut >= 0) left -= 1;
    }
    text = piece.slice(Math.max(0, cut)) + text;
  }
  return { text, skipped: left === 0 };
}
