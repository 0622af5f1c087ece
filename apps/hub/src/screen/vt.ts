import headless from '@xterm/headless';
import { lastLines, scrollsAway } from '@netstage/protocol';
import type { Size } from '@netstage/protocol';
import type { Entry } from './entry.ts';
import { seedOf } from './seed.ts';
import type { Rest } from './seed.ts';
import { VtModes } from './vt-modes.ts';

/** Lines above the screen that a late joiner gets. */
export const SCROLLBACK = 1_000;

/** At most so much is parsed at one go: some 5 ms, during which nothing else happens in the hub. */
const BATCH = 65_536;
/** In a flood so much is looked at in one go; lines that scroll away for good are not parsed at all. */
const FLOOD = 4_194_304;
/**
 * Milliseconds to let a flood gather, unless somebody wants the screen: the more there is, the more
 * of it need not be parsed.
 */
const GATHER = 100;

export type VtItem =
  | {
      type: 'text';
      /** Whole escape sequences only. */
      text: string;
      /** Nothing but characters, and controls that act at once: no sequence, no other set. */
      plain: boolean;
      /** The place in bytes after it. */
      end: number;
      /** What came after it of a sequence that has not ended. */
      open: string;
      rest: Rest;
      /** What viewers were sent of it; null for a line of the hub's own. */
      entry: Entry | null;
    }
  | { type: 'resize'; size: Size; end: number; entry: Entry };

/** What the emulator has taken in so far. */
export interface Parsed {
  end: number;
  open: string;
  rest: Rest;
}

/** A terminal emulator that is fed in order and copied only between two escape sequences. */
export class Vt {
  readonly #terminal: headless.Terminal;
  readonly #modes: VtModes;
  readonly #queue: VtItem[] = [];
  readonly #onParsed: (parsed: Parsed) => void;
  /** Characters in the queue, and those that are being parsed. */
  #length = 0;
  #parsing = 0;
  #busy = false;
  #gathering: NodeJS.Timeout | null = null;
  #disposed = false;
  #parsed: Parsed = { end: 0, open: '', rest: { shifted: false, printed: false } };

  /**
   * @param onAnswer a reply to a query in the output, and the place of the batch that asked
   * @param onParsed called between two batches; the only moment when `seed` is right
   */
  constructor(
    size: Size,
    onAnswer: (answer: string, from: number) => void,
    onParsed: (parsed: Parsed) => void,
  ) {
    this.#terminal = new headless.Terminal({
      ...size,
      scrollback: SCROLLBACK,
      allowProposedApi: true,
      logLevel: 'off',
    });
    this.#modes = new VtModes(this.#terminal);
    this.#onParsed = onParsed;
    this.#terminal.onData((answer) => onAnswer(answer, this.#parsed.end));
  }

  get parsed(): Parsed {
    return this.#parsed;
  }

  /** Whether text is being taken in: no moment for a copy. */
  get busy(): boolean {
    return this.#busy;
  }

  /** Characters that it would have parsed if it were faster; a flood that gathers is none of them. */
  get behind(): number {
    return this.#parsing + (this.#gathering ? 0 : this.#length);
  }

  /** What was pushed and not begun. Between two batches: all that a copy does not have. */
  get waiting(): Entry[] {
    return this.#queue.flatMap((item) => item.entry ?? []);
  }

  get size(): Size {
    return { cols: this.#terminal.cols, rows: this.#terminal.rows };
  }

  push(item: VtItem): void {
    this.#queue.push(item);
    if (item.type === 'text') this.#length += item.text.length;
    if (this.#length >= FLOOD || !isPlain(item)) this.hurry();
    else this.#pump();
  }

  /** Takes in at once what gathers. */
  hurry(): void {
    if (this.#gathering) clearTimeout(this.#gathering);
    this.#gathering = null;
    this.#pump();
  }

  /** See `seedOf`, at `parsed.end`; without `parsed.open`. */
  seed(scrollback: number): string {
    return seedOf(this.#terminal, this.#modes, this.#parsed.rest, scrollback);
  }

  /** The visible lines as plain text, without trailing blanks; a wrapped line is one. */
  text(): string {
    const { active } = this.#terminal.buffer;
    let text = '';
    for (let row = active.baseY; row < active.baseY + this.#terminal.rows; row += 1) {
      const line = active.getLine(row);
      const continued = active.getLine(row + 1)?.isWrapped ?? false;
      text += `${line?.translateToString(!continued) ?? ''}${continued ? '' : '\n'}`;
    }
    return text.trimEnd();
  }

  dispose(): void {
    this.#disposed = true;
    if (this.#gathering) clearTimeout(this.#gathering);
    this.#queue.length = 0;
    this.#terminal.dispose();
  }

  #pump(): void {
    if (this.#busy || this.#disposed || this.#gathering) return;
    const first = this.#queue[0];
    if (first === undefined) return;
    if (first.type === 'resize') {
      this.#queue.shift();
      this.#terminal.resize(first.size.cols, first.size.rows);
      this.#done({ ...this.#parsed, end: first.end });
      return;
    }
    this.#busy = true;
    const { text, last, skipped } = this.#isFlood() ? this.#lastLines() : this.#next();
    this.#parsing = text.length;
    // Lines without end can't be skimmed; xterm lets others have their turn between two pieces.
    let at = 0;
    for (; text.length - at > BATCH; at += BATCH) this.#terminal.write(text.slice(at, at + BATCH));
    this.#terminal.write(text.slice(at), () => {
      if (this.#disposed) return;
      this.#busy = false;
      this.#parsing = 0;
      if (skipped && this.#length < FLOOD && this.#queue.every(isPlain))
        this.#gathering = setTimeout(() => this.hurry(), GATHER);
      this.#done(last);
    });
  }

  #done(parsed: Parsed): void {
    this.#parsed = parsed;
    this.#onParsed(parsed);
    this.#pump();
  }

  /** Takes items off the queue, up to the next resize or until there is enough text. */
  #next(): { text: string; last: Parsed; skipped: boolean } {
    let text = '';
    let last = this.#parsed;
    for (let item = this.#queue[0]; item?.type === 'text'; item = this.#queue[0]) {
      if (text !== '' && text.length + item.text.length > BATCH) break;
      this.#queue.shift();
      this.#length -= item.text.length;
      text += item.text;
      last = item;
    }
    return { text, last, skipped: false };
  }

  /** Whether much plain text comes first, on a screen that it scrolls away from. */
  #isFlood(): boolean {
    if (this.#length <= BATCH) return false;
    if (!scrollsAway(this.#terminal, this.#modes.regions)) return false;
    let length = 0;
    for (const item of this.#queue) {
      if (!isPlain(item) || length > BATCH) break;
      length += item.text.length;
    }
    return length > BATCH;
  }

  /** Takes the flood off the queue, but gives only the lines that are still there at its end. */
  #lastLines(): { text: string; last: Parsed; skipped: boolean } {
    const texts: string[] = [];
    let last = this.#parsed;
    let length = 0;
    for (const item of this.#queue) {
      if (!isPlain(item) || length > FLOOD) break;
      length += item.text.length;
      texts.push(item.text);
      last = item;
    }
    this.#queue.splice(0, texts.length);
    this.#length -= length;
    return { ...lastLines(texts, SCROLLBACK + this.#terminal.rows), last };
  }
}

function isPlain(item: VtItem): item is VtItem & { type: 'text' } {
  return item.type === 'text' && item.plain;
}
