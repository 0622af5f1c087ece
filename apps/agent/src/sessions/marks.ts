/** What a shell says about itself; `shell` is its pid. */
export type Mark =
  | { type: 'prompt'; shell: string }
  | { type: 'input'; shell: string }
  | { type: 'run'; shell: string }
  | { type: 'end'; shell: string; exit: number }
  | { type: 'title'; text: string };

/** A mark and the index in the chunk just after it. */
export interface MarkAt {
  mark: Mark;
  end: number;
}

const BEL = 0x07;
const CAN = 0x18;
const SUB = 0x1a;
const ESC = 0x1b;
const BACKSLASH = 0x5c;
const OSC = 0x5d;
/** DCS, SOS, PM, APC: strings whose content means nothing here. */
const STRINGS = new Set([0x50, 0x58, 0x5e, 0x5f]);
/** Longer ones are nobody's marks; they are skipped in constant memory. */
const LONGEST = 1_024;
const LONGEST_TITLE = 200;

/**
 * Finds the marks in a terminal's output (OSC 133, with the session's nonce) and the window titles
 * (OSC 0 and 2), in whatever pieces the bytes come. A mark without the nonce is somebody's file.
 */
export class MarkParser {
  readonly #nonce: string;
  #state: 'ground' | 'escape' | 'osc' | 'osc-escape' | 'string' = 'ground';
  readonly #payload = Buffer.alloc(LONGEST);
  #length = 0;

  constructor(nonce: string) {
    this.#nonce = nonce;
  }

  feed(chunk: Uint8Array): MarkAt[] {
    const found: MarkAt[] = [];
    let at = 0;
    while (at < chunk.length) {
      if (this.#state === 'ground') {
        // Nearly all bytes of a flood are passed over here, at memory's speed.
        const escape = chunk.indexOf(ESC, at);
        if (escape === -1) break;
        this.#state = 'escape';
        at = escape + 1;
        continue;
      }
      const byte = chunk[at] ?? 0;
      at += 1;
      const mark = this.#step(byte);
      if (mark !== undefined) found.push({ mark, end: at });
    }
    return found;
  }

  #step(byte: number): Mark | undefined {
    switch (this.#state) {
      case 'ground':
        return undefined;
      case 'escape':
        if (byte === OSC) {
          this.#state = 'osc';
          this.#length = 0;
        } else if (STRINGS.has(byte)) this.#state = 'string';
        else if (byte !== ESC) this.#state = 'ground';
        return undefined;
      case 'string':
        if (byte === ESC) this.#state = 'escape';
        else if (byte === CAN || byte === SUB) this.#state = 'ground';
        return undefined;
      case 'osc':
        if (byte === BEL) return this.#finish();
        if (byte === ESC) this.#state = 'osc-escape';
        else if (byte === CAN || byte === SUB) this.#state = 'ground';
        else {
          if (this.#length < LONGEST) this.#payload[this.#length] = byte;
          this.#length += 1;
        }
        return undefined;
      case 'osc-escape':
        if (byte === BACKSLASH) return this.#finish();
        // Any other escape ends the unfinished one, as a terminal does.
        this.#state = 'escape';
        return this.#step(byte);
    }
  }

  #finish(): Mark | undefined {
    this.#state = 'ground';
    if (this.#length > LONGEST) return undefined;
    const payload = this.#payload.toString('utf8', 0, this.#length);
    const [code, letter, ...words] = payload.split(';');
    if (code === '0' || code === '2') {
      const text = payload.slice(2).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '');
      return {
        type: 'title',
        text: Array.from(text)
          .slice(0, LONGEST_TITLE / 2)
          .join(''),
      };
    }
    if (code !== '133' || !words.includes(`k=${this.#nonce}`)) return undefined;
    const shell = words.find((word) => word.startsWith('s='))?.slice(2) ?? '';
    switch (letter) {
      case 'A':
        return { type: 'prompt', shell };
      case 'B':
        return { type: 'input', shell };
      case 'C':
        return { type: 'run', shell };
      case 'D':
        return { type: 'end', shell, exit: Number.parseInt(words[0] ?? '', 10) || 0 };
      case undefined:
      default:
        return undefined;
    }
  }
}
