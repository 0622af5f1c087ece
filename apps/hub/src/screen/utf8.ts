import { isAscii } from 'node:buffer';

/**
 * Turns a byte stream into text without ever splitting a character. Bytes of a character that is
 * not complete yet are held back: `held` of them, three at most.
 */
export class Utf8Stream {
  #carry: Buffer = Buffer.alloc(0);
  #ascii = false;

  get held(): number {
    return this.#carry.length;
  }

  /** Whether the text that was decoded last is ASCII: a tenth of the work to find out from bytes. */
  get ascii(): boolean {
    return this.#ascii;
  }

  /** The text of all complete characters so far. Invalid bytes become U+FFFD. */
  decode(bytes: Uint8Array): string {
    const all =
      this.#carry.length === 0
        ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
        : Buffer.concat([this.#carry, bytes]);
    const whole = all.length - unfinished(all);
    // A copy: the carry must not keep a whole network buffer alive.
    this.#carry = Buffer.from(all.subarray(whole));
    this.#ascii = isAscii(all.subarray(0, whole));
    return all.toString(this.#ascii ? 'latin1' : 'utf8', 0, whole);
  }

  /** Forgets the held bytes: the ones that would complete them are lost. */
  reset(): void {
    this.#carry = Buffer.alloc(0);
  }
}

/** How many bytes at the end begin a character that more bytes could complete. */
function unfinished(bytes: Buffer): number {
  const reach = Math.min(3, bytes.length);
  for (let back = 1; back <= reach; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte >= 0xc2 && byte <= 0xf4) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return back < length ? back : 0;
    }
    if ((byte & 0xc0) !== 0x80) return 0;
  }
  return 0;
}
