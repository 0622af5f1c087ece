type Buffer = 'normal' | 'alternate';

/** What this needs of an xterm, with or without a head. */
interface Regional {
  readonly rows: number;
  readonly buffer: { readonly active: { readonly type: Buffer } };
  readonly parser: {
    registerCsiHandler(
      id: { intermediates?: string; final: string },
      handler: (parameters: (number | number[])[]) => boolean,
    ): unknown;
    registerEscHandler(id: { final: string }, handler: () => boolean): unknown;
  };
  onResize(handler: () => void): unknown;
}

/** The scroll region of each buffer (DECSTBM), which xterm does not tell. */
export class ScrollRegions {
  readonly #terminal: Regional;
  readonly #set = new Map<Buffer, { top: number; bottom: number }>();

  constructor(terminal: Regional) {
    this.#terminal = terminal;
    const { parser } = terminal;
    // Every handler says "not handled": it watches, xterm acts.
    parser.registerCsiHandler({ final: 'r' }, ([top, bottom]) => {
      this.#limit(numberOf(top), numberOf(bottom));
      return false;
    });
    // A soft reset is one of the buffer that is shown.
    parser.registerCsiHandler({ intermediates: '!', final: 'p' }, () => {
      this.#set.delete(terminal.buffer.active.type);
      return false;
    });
    parser.registerEscHandler({ final: 'c' }, () => {
      this.#set.clear();
      return false;
    });
    // A resize gives xterm its full scroll region back.
    terminal.onResize(() => this.#set.clear());
  }

  /** Rows from 0, both included; undefined is the whole screen. */
  of(buffer: Buffer): { readonly top: number; readonly bottom: number } | undefined {
    return this.#set.get(buffer);
  }

  #limit(top: number, bottom: number): void {
    const { rows, buffer } = this.#terminal;
    const first = Math.max(top, 1) - 1;
    const last = (bottom === 0 || bottom > rows ? rows : bottom) - 1;
    if (last <= first) return;
    if (first === 0 && last === rows - 1) this.#set.delete(buffer.active.type);
    else this.#set.set(buffer.active.type, { top: first, bottom: last });
  }
}

function numberOf(parameter: number | number[] | undefined): number {
  return typeof parameter === 'number' ? parameter : 0;
}
