const ESC = 0x1b;
const CSI = 0x5b;
const OSC = 0x5d;

/**
 * Whether the line at a shell's prompt has anything in it, from what the shell echoes: a small
 * screen of one line. Keys alone would not do: history, completion and killing are the shell's.
 * Where it can't be told (a line that wraps), there is something.
 */
export class EditLine {
  #cells: boolean[] = [];
  #cursor = 0;
  #unclear = false;
  #state: 'ground' | 'escape' | 'csi' | 'osc' = 'ground';
  #parameters = '';

  get typed(): boolean {
    return this.#unclear || this.#cells.includes(true);
  }

  /** A new prompt: nothing after it yet. */
  reset(): void {
    this.#cells = [];
    this.#cursor = 0;
    this.#unclear = false;
    this.#state = 'ground';
  }

  feed(bytes: Uint8Array): void {
    for (const byte of bytes) this.#step(byte);
  }

  #step(byte: number): void {
    switch (this.#state) {
      case 'ground':
        if (byte === ESC) this.#state = 'escape';
        else if (byte === 0x08) this.#cursor = Math.max(0, this.#cursor - 1);
        else if (byte === 0x0d) this.#unclear = true;
        // Bytes after the first of a character of several stand in the same cell.
        else if (byte >= 0x20 && byte !== 0x7f && (byte & 0xc0) !== 0x80)
          this.#cells[this.#cursor++] = byte !== 0x20;
        return;
      case 'escape':
        this.#parameters = '';
        if (byte === CSI) this.#state = 'csi';
        else if (byte === OSC) this.#state = 'osc';
        else this.#state = 'ground';
        return;
      case 'osc':
        if (byte === 0x07) this.#state = 'ground';
        else if (byte === ESC) this.#state = 'escape';
        return;
      case 'csi':
        if (byte < 0x40) {
          if (this.#parameters.length < 32) this.#parameters += String.fromCodePoint(byte);
          return;
        }
        this.#state = 'ground';
        this.#control(String.fromCodePoint(byte));
    }
  }

  #control(final: string): void {
    const count = Math.min(Number.parseInt(this.#parameters, 10) || 0, 1_000);
    const some = Math.max(1, count);
    switch (final) {
      case 'C':
        this.#cursor += some;
        break;
      case 'D':
        this.#cursor = Math.max(0, this.#cursor - some);
        break;
      case 'K':
      case 'J':
        if (count === 0) this.#cells.length = Math.min(this.#cells.length, this.#cursor);
        else this.#cells = [];
        break;
      case 'P':
        this.#cells.splice(this.#cursor, some);
        break;
      case '@':
        this.#cells.splice(this.#cursor, 0, ...Array.from({ length: some }, () => false));
        break;
      case 'm':
      case 'h':
      case 'l':
        break;
      default:
        this.#unclear = true;
    }
  }
}
