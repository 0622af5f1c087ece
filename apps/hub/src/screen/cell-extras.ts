import type { IBufferCell, Terminal } from '@xterm/headless';

/** How a cell is underlined, as SGR parameters of 4 and 58, and the link it is part of. */
export interface CellExtras {
  /** SGR 4's subparameter; null for none or a plain line. */
  underline: number | null;
  /** SGR 58's subparameters, `5:9` or `2::1:2:3`; null for the text's own colour. */
  underlineColour: string | null;
  link: Link | null;
}

export interface Link {
  /** The `id` a program gave, by which parts of a link belong together. */
  id: string;
  uri: string;
}

const RGB = 0x3000000;
const COLOUR_MODE = 0x3000000;
export const noExtras: CellExtras = { underline: null, underlineColour: null, link: null };

/**
 * What xterm keeps of a cell and its API does not tell. Read from the objects behind the API, with
 * every step checked: should another version keep it elsewhere, a late joiner has plain underlines
 * and no links, and the tests beside say so.
 */
export function extrasOf(terminal: Terminal, cell: IBufferCell): CellExtras {
  const extended = behind(cell, 'extended');
  const urlId = behind(extended, 'urlId');
  const style = behind(extended, 'underlineStyle');
  const colour = behind(extended, 'underlineColor');
  if (typeof urlId !== 'number' || typeof style !== 'number' || typeof colour !== 'number')
    return noExtras;
  if (urlId === 0 && style <= 1 && !isColour(colour)) return noExtras;
  return {
    // A link hides how its text is underlined beneath.
    underline: urlId === 0 && style > 1 ? style : null,
    underlineColour: isColour(colour) ? colourOf(colour) : null,
    link: urlId === 0 ? null : linkOf(terminal, urlId),
  };
}

/** -1, all bits set, is how SGR 59 leaves it. */
function isColour(colour: number): boolean {
  return colour !== 0x3ffffff && (colour & COLOUR_MODE) !== 0;
}

function colourOf(colour: number): string {
  if ((colour & COLOUR_MODE) !== RGB) return `5:${colour & 0xff}`;
  return `2::${(colour >>> 16) & 0xff}:${(colour >>> 8) & 0xff}:${colour & 0xff}`;
}

function linkOf(terminal: Terminal, urlId: number): Link | null {
  const service = behind(behind(terminal, '_core'), '_oscLinkService');
  const entry = behind(service, '_dataByLinkId');
  const data = entry instanceof Map ? behind(entry.get(urlId), 'data') : null;
  const uri = behind(data, 'uri');
  const id = behind(data, 'id');
  return typeof uri === 'string' ? { id: typeof id === 'string' ? id : '', uri } : null;
}

function behind(object: unknown, name: string): unknown {
  return typeof object === 'object' && object !== null ? Reflect.get(object, name) : undefined;
}

/** OSC 8: from now on printed text is part of this link; null ends it. */
export function toLinkSequence(link: Link | null): string {
  const id = link?.id ? `id=${link.id}` : '';
  return `\u001b]8;${id};${link?.uri ?? ''}\u001b\\`;
}

export function sameLink(a: Link | null, b: Link | null): boolean {
  return a?.uri === b?.uri && a?.id === b?.id;
}
