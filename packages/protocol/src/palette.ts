/** What this needs of an xterm, with or without a head. */
interface OscParser {
  registerOscHandler(command: number, handler: (data: string) => boolean): unknown;
}

const osc = (rest: string): string => `\u001b]${rest}\u0007`;

/** How xterm takes a colour; names it does not take. */
const COLOUR = /^(?:rgb:(?:[\da-f]{1,4}\/){2}[\da-f]{1,4}|#(?:[\da-f]{3}){1,4})$/i;
const INDEXED = 4;
/** Foreground, background and cursor; a command for one goes on to those after it. */
const SPECIAL = [10, 11, 12] as const;
/** A command's own number and this take its colours back. */
const BACK = 100;

/** The colours that programs have changed (OSC 4 and 10 to 12). Not even a reset (RIS) ends them. */
export class Palette {
  readonly #indexed = new Map<number, string>();
  readonly #special = new Map<number, string>();

  constructor(parser: OscParser) {
    // Every handler says "not handled": it watches, xterm acts.
    const watch = (command: number, seen: (data: string) => void) =>
      parser.registerOscHandler(command, (data) => {
        seen(data);
        return false;
      });
    watch(INDEXED, (data) => this.#setIndexed(data.split(';')));
    watch(INDEXED + BACK, (data) => {
      if (data === '') this.#indexed.clear();
      for (const index of data.split(';')) this.#indexed.delete(indexOf(index) ?? -1);
    });
    for (const [offset, command] of SPECIAL.entries()) {
      watch(command, (data) => {
        const colours = data.split(';');
        for (const [place, own] of SPECIAL.slice(offset).entries())
          if (COLOUR.test(colours[place] ?? '')) this.#special.set(own, colours[place] ?? '');
      });
      watch(command + BACK, () => this.#special.delete(command));
    }
  }

  get isChanged(): boolean {
    return this.#indexed.size + this.#special.size > 0;
  }

  /** What makes any terminal's colours these: all of them taken back, then those that are changed. */
  get sequence(): string {
    let sequence = [INDEXED, ...SPECIAL].map((command) => osc(`${command + BACK}`)).join('');
    for (const [index, colour] of this.#indexed) sequence += osc(`${INDEXED};${index};${colour}`);
    for (const [command, colour] of this.#special) sequence += osc(`${command};${colour}`);
    return sequence;
  }

  #setIndexed(slots: readonly string[]): void {
    for (let at = 0; at + 1 < slots.length; at += 2) {
      const index = indexOf(slots[at] ?? '');
      const colour = slots[at + 1] ?? '';
      if (index !== null && COLOUR.test(colour)) this.#indexed.set(index, colour);
    }
  }
}

function indexOf(slot: string): number | null {
  return /^\d{1,3}$/.test(slot) && Number(slot) < 256 ? Number(slot) : null;
}
