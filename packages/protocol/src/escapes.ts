/** Longer control strings (titles, clipboards, images) are cut: no browser has to store them. */
export const STRING_LIMIT = 65_536;
/** xterm keeps 32 parameters; far more text than that is noise. */
const PARAMETER_LIMIT = 4_096;

const BEL = 0x07;
const SO = 0x0e;
const SI = 0x0f;
const CAN = 0x18;
const SUB = 0x1a;
const ESC = 0x1b;

/** What is more than text, or what xterm does at once with a control, between sequences. */
const TURNS = new RegExp(`[${String.fromCharCode(SO, SI, ESC)}\\u0080-\\u009f]`, 'g');
const ASCII_TURNS = [SO, SI, ESC].map((code) => String.fromCharCode(code));

type State = 'ground' | 'escape' | 'csi' | 'osc' | 'string';

/**
 * Follows a terminal's output just closely enough to know where escape sequences begin and end, so
 * that a screen can be copied between two sequences and never inside one. States and exits are
 * those of the VT500 parser (vt100.net/emu/dec_ansi_parser), with xterm.js's additions.
 */
export class EscapeScanner {
  #state: State = 'ground';
  #open = '';
  #shifted = false;
  #printed = false;
  #plain = false;

  /** The text of the sequence that has begun and not ended; empty between sequences. */
  get open(): string {
    return this.#open;
  }

  /** SO chose G1, SI chooses G0: bare controls, which no handler of xterm reports. */
  get shifted(): boolean {
    return this.#shifted;
  }

  /** Whether the last thing was a printed character: a combining one could still join it. */
  get printed(): boolean {
    return this.#printed && this.#open === '';
  }

  /** Whether the text that was passed last is characters only, and controls that act at once. */
  get plain(): boolean {
    return this.#plain;
  }

  /**
   * Takes the next text in; gives it back without the excess of oversized sequences.
   *
   * @param ascii whether it is known to be ASCII; what it turns at is found much faster then
   */
  pass(text: string, ascii = false): string {
    this.#plain = this.#state === 'ground' && !turns(text, ascii);
    if (this.#plain && text !== '') return this.#run(text);
    let out = '';
    let from = 0;
    while (from < text.length) {
      const to = this.#runEnd(text, from);
      if (to > from) out += this.#run(text.slice(from, to));
      if (to < text.length) out += this.#control(text.charAt(to));
      from = to + 1;
    }
    return out;
  }

  /** Where the run of characters ends that change no state. */
  #runEnd(text: string, from: number): number {
    const state = this.#state;
    if (state === 'escape' || state === 'csi') return from;
    if (state === 'ground') {
      TURNS.lastIndex = from;
      return TURNS.exec(text)?.index ?? text.length;
    }
    for (let at = from; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === ESC || (code >= 0x80 && code <= 0x9f)) return at;
      if (code > 0x1f) continue;
      if (code === CAN || code === SUB) return at;
      if (state === 'osc' && code === BEL) return at;
    }
    return text.length;
  }

  #run(run: string): string {
    if (this.#state === 'ground') {
      this.#printed = run.charCodeAt(run.length - 1) >= 0x20;
      return run;
    }
    const kept = run.slice(0, Math.max(0, STRING_LIMIT - this.#open.length));
    this.#open += kept;
    return kept;
  }

  #control(char: string): string {
    const code = char.charCodeAt(0);
    const next = this.#after(code);
    const excess =
      next === 'csi' &&
      this.#state === 'csi' &&
      this.#open.length > PARAMETER_LIMIT &&
      code >= 0x20;
    if (excess) return '';
    this.#printed = false;
    if (next === 'ground') {
      if (this.#state === 'ground' && code === SO) this.#shifted = true;
      if (this.#state === 'ground' && code === SI) this.#shifted = false;
      this.#open = '';
    } else {
      const begins = code === ESC || code >= 0x80;
      this.#open = begins ? char : this.#open + char;
    }
    this.#state = next;
    return char;
  }

  #after(code: number): State {
    if (code === ESC) return 'escape';
    if (code === CAN || code === SUB) return 'ground';
    if (code >= 0x80 && code <= 0x9f) return introducedBy(code - 0x40);
    switch (this.#state) {
      case 'escape':
        if (code < 0x30) return 'escape';
        // Past an intermediate byte any final byte ends it; `ESC ( P` is no DCS.
        return this.#open.length > 1 && this.#open.charCodeAt(1) >= 0x20
          ? 'ground'
          : introducedBy(code);
      case 'csi':
        return code < 0x40 ? 'csi' : 'ground';
      case 'ground':
      case 'osc':
      case 'string':
        return 'ground';
    }
  }
}

/** Whether some character is more than text. A search for one is native, and one for a class is not. */
function turns(text: string, ascii: boolean): boolean {
  if (ascii) return ASCII_TURNS.some((char) => text.includes(char));
  TURNS.lastIndex = 0;
  return TURNS.test(text);
}

/** What `ESC` and this final byte begin; the C1 control 0x40 above means the same. */
function introducedBy(code: number): State {
  switch (code) {
    case 0x5b:
      return 'csi';
    case 0x5d:
      return 'osc';
    case 0x50: // DCS
    case 0x58: // SOS
    case 0x5e: // PM
    case 0x5f: // APC
      return 'string';
    default:
      return 'ground';
  }
}
