import type { IBufferCell } from '@xterm/headless';
import { noExtras } from './cell-extras.ts';
import type { CellExtras } from './cell-extras.ts';

/** A control sequence's parameters as xterm hands them out: an array holds its forerunner's subparameters. */
export type Parameters = readonly (number | readonly number[])[];

type Group =
  | 'bold'
  | 'dim'
  | 'italic'
  | 'underline'
  | 'blink'
  | 'inverse'
  | 'invisible'
  | 'strike'
  | 'overline'
  | 'foreground'
  | 'background'
  | 'underlineColour';

/** Which attributes are on, each with the parameters that switched it on. */
export type Rendition = ReadonlyMap<Group, string>;

export const plainRendition: Rendition = new Map();

const ON: Readonly<Record<number, Group>> = {
  1: 'bold',
  2: 'dim',
  3: 'italic',
  4: 'underline',
  5: 'blink',
  6: 'blink',
  7: 'inverse',
  8: 'invisible',
  9: 'strike',
  21: 'underline',
  38: 'foreground',
  48: 'background',
  53: 'overline',
  58: 'underlineColour',
};

const OFF: Readonly<Record<number, readonly Group[]>> = {
  22: ['bold', 'dim'],
  23: ['italic'],
  24: ['underline'],
  25: ['blink'],
  27: ['inverse'],
  28: ['invisible'],
  29: ['strike'],
  39: ['foreground'],
  49: ['background'],
  55: ['overline'],
  59: ['underlineColour'],
};

const groupOf = (code: number): Group | undefined => {
  if ((code >= 30 && code <= 37) || (code >= 90 && code <= 97)) return 'foreground';
  if ((code >= 40 && code <= 47) || (code >= 100 && code <= 107)) return 'background';
  return ON[code];
};

/** The rendition after `CSI parameters m`. */
export function rendered(before: Rendition, parameters: Parameters): Rendition {
  const after = new Map(before);
  for (let at = 0; at < parameters.length; at += 1) {
    const code = parameters[at];
    if (typeof code !== 'number') continue;
    const sub = parameters[at + 1];
    if (code === 0) after.clear();
    for (const group of OFF[code] ?? []) after.delete(group);
    const group = groupOf(code);
    if (group === undefined) continue;
    if (Array.isArray(sub)) {
      if (code === 4 && sub[0] === 0) after.delete(group);
      else after.set(group, [code, ...sub].map((n) => (n < 0 ? '' : String(n))).join(':'));
    } else if (code === 38 || code === 48 || code === 58) {
      const length = sub === 2 ? 4 : 2;
      after.set(group, parameters.slice(at, at + 1 + length).join(';'));
      at += length;
    } else after.set(group, String(code));
  }
  return after;
}

/** The sequence that sets exactly this rendition, whatever was set before. */
export function toSequence(rendition: Rendition): string {
  return `\u001b[${['0', ...rendition.values()].join(';')}m`;
}

/** The rendition a cell was written with. */
export function renditionOf(
  cell: IBufferCell,
  { underline, underlineColour, link }: CellExtras = noExtras,
): Rendition {
  const on = new Map<Group, string>();
  if (cell.isBold()) on.set('bold', '1');
  if (cell.isDim()) on.set('dim', '2');
  if (cell.isItalic()) on.set('italic', '3');
  if (underline !== null) on.set('underline', `4:${underline}`);
  // A link counts as underlined by itself.
  else if (cell.isUnderline() && link === null) on.set('underline', '4');
  if (underlineColour !== null) on.set('underlineColour', `58:${underlineColour}`);
  if (cell.isBlink()) on.set('blink', '5');
  if (cell.isInverse()) on.set('inverse', '7');
  if (cell.isInvisible()) on.set('invisible', '8');
  if (cell.isStrikethrough()) on.set('strike', '9');
  if (cell.isOverline()) on.set('overline', '53');
  if (cell.isFgRGB()) on.set('foreground', `38;2;${rgb(cell.getFgColor())}`);
  else if (cell.isFgPalette()) on.set('foreground', `38;5;${cell.getFgColor()}`);
  if (cell.isBgRGB()) on.set('background', `48;2;${rgb(cell.getBgColor())}`);
  else if (cell.isBgPalette()) on.set('background', `48;5;${cell.getBgColor()}`);
  return on;
}

const rgb = (colour: number): string =>
  [(colour >>> 16) & 0xff, (colour >>> 8) & 0xff, colour & 0xff].join(';');
