/**
 * What a copy of a terminal's screen needs beside its cells, and what xterm neither serializes nor
 * tells: the cursor's visibility and shape, the scroll region, the character sets, the mouse's
 * encoding, the saved cursor, the tab stops, the rendition with its underline styles, the palette.
 */
import { Palette, ScrollRegions } from '@netstage/protocol';
import type { Terminal } from '@xterm/headless';
import type { Link } from './cell-extras.ts';
import { plainRendition, rendered } from './sgr.ts';
import type { Parameters, Rendition } from './sgr.ts';

/** A cursor kept by DECSC. `row` counts from the top of the scrollback, as xterm keeps it. */
export interface SavedCursor {
  col: number;
  row: number;
  rendition: Rendition;
  /** The character set in G0, `B` for ASCII: xterm restores it, too. */
  charset: string;
}

/** Modes that `Terminal.modes` does not tell and that stay on until switched off. */
const EXTRA_MODES = new Set([12, 1005, 1006, 1015, 1016]);

const CHARSET_SLOTS = ['(', ')', '*', '+'] as const;
const CHARSETS = '0AB4C5RQKYE6ZH7=';

export class VtModes {
  cursorHidden = false;
  cursorShape: number | null = null;
  rendition: Rendition = plainRendition;
  /** The link (OSC 8) that has begun and not ended. */
  link: Link | null = null;
  readonly extra = new Set<number>();
  /** The designated sets by slot, where they are not ASCII. */
  readonly charsets = new Map<string, string>();
  /** The saved cursor of each buffer; absent is home. */
  readonly saved = new Map<'normal' | 'alternate', SavedCursor>();
  /** The columns with a tab stop in each buffer, once a program has set its own there. */
  readonly tabs = new Map<'normal' | 'alternate', Set<number>>();

  readonly palette: Palette;
  readonly regions: ScrollRegions;
  readonly #terminal: Terminal;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
    const { parser } = terminal;
    this.palette = new Palette(parser);
    this.regions = new ScrollRegions(terminal);
    // Every handler says "not handled": it watches, xterm acts.
    const csi = (
      id: { prefix?: string; intermediates?: string; final: string },
      seen: (parameters: Parameters) => void,
    ) =>
      parser.registerCsiHandler(id, (parameters) => {
        seen(parameters);
        return false;
      });
    const esc = (id: { intermediates?: string; final: string }, seen: () => void) =>
      parser.registerEscHandler(id, () => {
        seen();
        return false;
      });

    csi({ final: 'm' }, (p) => (this.rendition = rendered(this.rendition, p)));
    csi({ final: 's' }, () => this.#save());
    csi({ final: 'u' }, () => this.#restore());
    csi({ final: 'g' }, (p) => this.#clearTabs(numberAt(p, 0)));
    csi({ intermediates: ' ', final: 'q' }, (p) => (this.cursorShape = numberAt(p, 0)));
    csi({ intermediates: '!', final: 'p' }, () => this.#softReset());
    csi({ prefix: '?', final: 'h' }, (p) => this.#privateModes(p, true));
    csi({ prefix: '?', final: 'l' }, (p) => this.#privateModes(p, false));
    parser.registerOscHandler(8, (data) => {
      this.#linkTo(data);
      return false;
    });
    esc({ final: '7' }, () => this.#save());
    esc({ final: '8' }, () => this.#restore());
    esc({ final: 'H' }, () => this.#tabs().add(terminal.buffer.active.cursorX));
    esc({ final: 'c' }, () => this.reset());
    for (const slot of CHARSET_SLOTS)
      for (const set of CHARSETS)
        esc({ intermediates: slot, final: set }, () => this.#designate(slot, set));
    for (const final of 'G@') esc({ intermediates: '%', final }, () => this.charsets.clear());
  }

  reset(): void {
    this.#softReset();
    this.cursorShape = null;
    this.extra.clear();
    this.saved.clear();
    this.tabs.clear();
  }

  #softReset(): void {
    this.cursorHidden = false;
    this.rendition = plainRendition;
    this.link = null;
    this.charsets.clear();
    this.saved.delete(this.#terminal.buffer.active.type);
  }

  #privateModes(parameters: Parameters, on: boolean): void {
    for (const mode of parameters) {
      if (typeof mode !== 'number') continue;
      if (mode === 25) this.cursorHidden = !on;
      else if (EXTRA_MODES.has(mode)) {
        if (on) this.extra.add(mode);
        else this.extra.delete(mode);
      } else if (mode === 1048 || mode === 1049) {
        if (on) this.#save();
        // Leaving the alternate screen restores what the *normal* one had saved.
        else this.#restore(mode === 1049 ? 'normal' : undefined);
      }
    }
  }

  #save(): void {
    const { active } = this.#terminal.buffer;
    this.saved.set(active.type, {
      col: active.cursorX,
      row: active.baseY + active.cursorY,
      rendition: this.rendition,
      charset: this.charsets.get('(') ?? 'B',
    });
  }

  #designate(slot: string, set: string): void {
    if (set === 'B') this.charsets.delete(slot);
    else this.charsets.set(slot, set);
  }

  #restore(type = this.#terminal.buffer.active.type): void {
    const saved = this.saved.get(type);
    // xterm leaves the underline's colour as it is.
    const colour = this.rendition.get('underlineColour');
    const rendition = new Map(saved?.rendition ?? plainRendition);
    rendition.delete('underlineColour');
    if (colour !== undefined) rendition.set('underlineColour', colour);
    this.rendition = rendition;
    this.#designate('(', saved?.charset ?? 'B');
  }

  /** @param data `PARAMETERS;URI`, as xterm takes it: no URI ends the link */
  #linkTo(data: string): void {
    const [parameters = '', ...rest] = data.split(';');
    if (rest.length === 0) return;
    const uri = rest.join(';');
    if (uri === '' && parameters.trim() !== '') return;
    const id = parameters
      .trim()
      .split(':')
      .find((one) => one.startsWith('id='))
      ?.slice(3);
    this.link = uri === '' ? null : { id: id ?? '', uri };
  }

  #tabs(): Set<number> {
    const { cols, buffer } = this.#terminal;
    const known = this.tabs.get(buffer.active.type);
    if (known) return known;
    const every8 = new Set(Array.from({ length: Math.ceil(cols / 8) }, (_, stop) => stop * 8));
    this.tabs.set(buffer.active.type, every8);
    return every8;
  }

  #clearTabs(which: number): void {
    if (which === 3) this.#tabs().clear();
    else if (which === 0) this.#tabs().delete(this.#terminal.buffer.active.cursorX);
  }
}

function numberAt(parameters: Parameters, index: number): number {
  const value = parameters[index];
  return typeof value === 'number' ? value : 0;
}
