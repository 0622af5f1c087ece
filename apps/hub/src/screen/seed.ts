import type { IBuffer, Terminal } from '@xterm/headless';
import { extrasOf, toLinkSequence } from './cell-extras.ts';
import { serialize } from './serialize.ts';
import { renditionOf, toSequence } from './sgr.ts';
import type { SavedCursor, VtModes } from './vt-modes.ts';

const csi = (rest: string): string => `\u001b[${rest}`;
const moveTo = (row: number, col: number): string => csi(`${row + 1};${col + 1}H`);

/** What the escape scanner knows at the place of the copy. */
export interface Rest {
  /** SO chose G1. */
  shifted: boolean;
  /** The last thing taken in was a printed character. */
  printed: boolean;
}

/**
 * What to write into a terminal that was reset to this one's size, to make it equal: its cells, then
 * everything that steers what comes next. Only right between two escape sequences.
 *
 * @param scrollback lines above the screen to take along
 */
export function seedOf(terminal: Terminal, modes: VtModes, rest: Rest, scrollback: number): string {
  const { normal, alternate, active } = terminal.buffer;
  // A picture in a flood goes to who has the colours already, and setting them draws all anew.
  let seed = scrollback > 0 ? modes.palette.sequence : '';
  seed += serialize(terminal, normal, Math.max(0, normal.length - terminal.rows - scrollback));
  if (active.type === 'alternate') {
    const saved = modes.saved.get('normal');
    seed += tabs(modes, 'normal') + region(modes, 'normal');
    // ?1049h saves the cursor as it stands: put it where the program had saved it.
    seed += saved ? cursorAt(normal, saved) : moveTo(normal.cursorY, normal.cursorX);
    seed +=
      `${csi('?1049h')}\u001b(B` +
      csi('0m') +
      csi('2J') +
      csi('H') +
      serialize(terminal, alternate, 0);
  }
  seed += csi('0m');
  return seed + state(terminal, modes) + cursor(terminal, modes, rest);
}

function cursorAt(buffer: IBuffer, saved: SavedCursor): string {
  const place = moveTo(Math.max(0, saved.row - buffer.baseY), saved.col);
  return `${place}${toSequence(saved.rendition)}\u001b(${saved.charset}`;
}

function region(modes: VtModes, type: IBuffer['type']): string {
  const set = modes.regions.of(type);
  return set ? csi(`${set.top + 1};${set.bottom + 1}r`) : '';
}

function tabs(modes: VtModes, type: IBuffer['type']): string {
  const stops = modes.tabs.get(type);
  if (!stops) return '';
  return csi('3g') + [...stops].map((stop) => `${moveTo(0, stop)}\u001bH`).join('');
}

/** All that moves the cursor when it is set, then what does not. */
function state(terminal: Terminal, modes: VtModes): string {
  const { active } = terminal.buffer;
  let out = tabs(modes, active.type);
  const saved = modes.saved.get(active.type);
  if (saved) out += `${cursorAt(active, saved)}\u001b7\u001b(B`;
  out += region(modes, active.type);
  const known = terminal.modes;
  if (known.originMode) out += csi('?6h');
  if (known.applicationCursorKeysMode) out += csi('?1h');
  if (known.applicationKeypadMode) out += csi('?66h');
  if (known.bracketedPasteMode) out += csi('?2004h');
  if (known.reverseWraparoundMode) out += csi('?45h');
  if (known.synchronizedOutputMode) out += csi('?2026h');
  if (known.sendFocusMode) out += csi('?1004h');
  const mouse = { none: 0, x10: 9, vt200: 1000, drag: 1002, any: 1003 }[known.mouseTrackingMode];
  if (mouse) out += csi(`?${mouse}h`);
  for (const mode of modes.extra) out += csi(`?${mode}h`);
  if (modes.cursorShape !== null) out += csi(`${modes.cursorShape} q`);
  if (modes.cursorHidden) out += csi('?25l');
  return out;
}

/** The cursor's place and rendition, and the modes that would disturb putting it there. */
function cursor(terminal: Terminal, modes: VtModes, rest: Rest): string {
  const { active } = terminal.buffer;
  const top = terminal.modes.originMode ? (modes.regions.of(active.type)?.top ?? 0) : 0;
  const row = active.cursorY - top;
  const line = active.getLine(active.baseY + active.cursorY);
  const before = line?.getCell(active.cursorX - 1);
  const wide = before?.getWidth() === 0;
  const cell = wide ? line?.getCell(active.cursorX - 2) : before;
  const start = active.cursorX - (wide ? 2 : 1);

  const link = modes.link === null ? '' : toLinkSequence(modes.link);
  let after = link;
  for (const [slot, set] of modes.charsets) after += `\u001b${slot}${set}`;
  if (rest.shifted) after += '\u000e';
  if (terminal.modes.insertMode) after += csi('4h');
  if (!terminal.modes.wraparoundMode) after += csi('?7l');

  // Printing the last cell once more, as the very last thing, keeps it joinable by a combining
  // character and repeatable by REP; sets and insert mode would spoil it.
  if (rest.printed && cell?.getChars() && after === link)
    return moveTo(row, start) + toSequence(modes.rendition) + link + cell.getChars();
  // A full line whose wrap is pending: only printing its last cell again leaves it so.
  if (active.cursorX === terminal.cols && cell) {
    const extras = extrasOf(terminal, cell);
    return (
      moveTo(row, start) +
      toSequence(renditionOf(cell, extras)) +
      toLinkSequence(extras.link) +
      (cell.getChars() || ' ') +
      toLinkSequence(null) +
      toSequence(modes.rendition) +
      after
    );
  }
  return moveTo(row, active.cursorX) + toSequence(modes.rendition) + after;
}
