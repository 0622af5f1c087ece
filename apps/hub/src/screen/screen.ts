import { EscapeScanner } from '@netstage/protocol';
import type { Place, Size, TerminalScreen } from '@netstage/protocol';
import { droppedMark } from './dropped-mark.ts';
import type { Entry } from './entry.ts';
import { Utf8Stream } from './utf8.ts';
import { Vt } from './vt.ts';

/** A screen to start from, and all that came after it. */
export interface Seed {
  screen: TerminalScreen;
  after: readonly Entry[];
}

/** With more than this after it, a kept seed costs a joiner more than a fresh one. */
const SEED_TAIL = 65_536;

interface KeptSeed {
  screen: TerminalScreen;
  after: Entry[];
  length: number;
}

/**
 * One life of one terminal as the hub knows it: takes the agent's bytes in by their numbers, cuts
 * them into frames of whole characters, and keeps the screen that a late joiner starts from.
 */
export class Screen {
  readonly terminal: string;
  readonly epoch: string;
  readonly #utf8 = new Utf8Stream();
  readonly #scanner = new EscapeScanner();
  readonly #vt: Vt;
  #received = 0;
  #end = 0;
  #size: Size;
  readonly #seeds = new Map<number, KeptSeed>();
  readonly #wanted: { scrollback: number; give: (seed: Seed) => void }[] = [];

  /**
   * @param onAnswer a reply to a query at or after the given place
   * @param onParsed the emulator has taken in all bytes before the given place
   */
  constructor(
    terminal: string,
    epoch: string,
    size: Size,
    onAnswer: (answer: string, from: number) => void,
    onParsed: (end: number) => void,
  ) {
    this.terminal = terminal;
    this.epoch = epoch;
    this.#size = size;
    this.#vt = new Vt(size, onAnswer, ({ end }) => {
      this.#giveSeeds();
      onParsed(end);
    });
  }

  /** All bytes before this were received, those of an unfinished character included. */
  get received(): Place {
    return { epoch: this.epoch, offset: this.#received };
  }

  /** All characters before this were handed out. */
  get end(): number {
    return this.#end;
  }

  /** The size as of `end`. */
  get size(): Size {
    return this.#size;
  }

  /** How many characters the emulator is behind because it is slow. */
  get behind(): number {
    return this.#vt.behind;
  }

  /** Writes a line of the hub's own on the still empty screen. */
  note(text: string): void {
    const data = this.#scanner.pass(`\u001b[2m${text}\u001b[0m\r\n`);
    this.#vt.push({
      type: 'text',
      text: data,
      plain: false,
      end: 0,
      open: '',
      rest: this.#rest(),
      entry: null,
    });
  }

  /** Takes bytes in. Ones already had are trimmed by their numbers; a gap becomes a visible mark. */
  take(offset: number, bytes: Uint8Array): Entry[] {
    if (offset + bytes.length <= this.#received) return [];
    const entries: Entry[] = [];
    if (offset > this.#received) {
      this.#utf8.reset();
      entries.push(this.#output(droppedMark(offset - this.#end), offset, false));
      this.#received = offset;
    }
    const fresh = bytes.subarray(this.#received - offset);
    const text = this.#utf8.decode(fresh);
    this.#received += fresh.length;
    const end = this.#received - this.#utf8.held;
    if (end > this.#end) entries.push(this.#output(text, end, this.#utf8.ascii));
    return entries;
  }

  /** A resize that took effect before the byte at `offset`. */
  resize(size: Size): Entry[] {
    if (size.cols === this.#size.cols && size.rows === this.#size.rows) return [];
    this.#size = size;
    const entry: Entry = { type: 'resized', offset: this.#end, end: this.#end, size };
    this.#remember(entry);
    this.#vt.push({ type: 'resize', size, end: this.#end, entry });
    return [entry];
  }

  /**
   * Gives a screen to start from, at once or as soon as one can be taken; one with scrollback is
   * shared by all who ask while it is good, one without is cheap and always fresh. When `give` is called, the seed holds everything before `end`.
   */
  seed(scrollback: number, give: (seed: Seed) => void): void {
    this.#wanted.push({ scrollback, give });
    this.#vt.hurry();
    this.#giveSeeds();
  }

  text(): string {
    return this.#vt.text();
  }

  dispose(): void {
    this.#vt.dispose();
    this.#seeds.clear();
    this.#wanted.length = 0;
  }

  #output(text: string, end: number, ascii: boolean): Entry {
    const before = this.#scanner.open;
    const data = this.#scanner.pass(text, ascii);
    const { open, plain } = this.#scanner;
    const entry: Entry = { type: 'output', offset: this.#end, end, data };
    this.#end = end;
    this.#remember(entry);
    const all = before + data;
    const settled = all.slice(0, all.length - open.length);
    this.#vt.push({ type: 'text', text: settled, plain, end, open, rest: this.#rest(), entry });
    return entry;
  }

  #rest(): { shifted: boolean; printed: boolean } {
    return { shifted: this.#scanner.shifted, printed: this.#scanner.printed };
  }

  #remember(entry: Entry): void {
    for (const [scrollback, seed] of this.#seeds) {
      seed.after.push(entry);
      seed.length += entry.type === 'output' ? entry.data.length : 0;
      if (entry.type === 'resized' || seed.length > SEED_TAIL) this.#seeds.delete(scrollback);
    }
  }

  #giveSeeds(): void {
    for (const wish of this.#wanted.splice(0)) {
      const seed = this.#seeds.get(wish.scrollback) ?? this.#freshSeed(wish.scrollback);
      if (seed) wish.give({ screen: seed.screen, after: [...seed.after] });
      else this.#wanted.push(wish);
    }
  }

  #freshSeed(scrollback: number): KeptSeed | null {
    if (this.#vt.busy) return null;
    const { end, open } = this.#vt.parsed;
    const seed = {
      screen: {
        terminal: this.terminal,
        epoch: this.epoch,
        offset: end,
        size: this.#vt.size,
        data: this.#vt.seed(scrollback) + open,
      },
      after: this.#vt.waiting,
      length: 0,
    };
    if (scrollback > 0) this.#seeds.set(scrollback, seed);
    return seed;
  }
}
