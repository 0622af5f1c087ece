/** The last bytes of a command's output, up to twice `least` of them. */
export class Tail {
  readonly #least: number;
  #chunks: Uint8Array[] = [];
  #size = 0;

  constructor(least: number) {
    this.#least = least;
  }

  push(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    if (bytes.length >= this.#least) {
      this.#chunks = [];
      this.#size = 0;
    }
    // A copy, which `slice` of a Buffer is not: the next bytes come in the same memory.
    const kept = Uint8Array.from(bytes.subarray(-this.#least));
    this.#chunks.push(kept);
    this.#size += kept.length;
    if (this.#size <= this.#least * 2) return;
    const last = Buffer.concat(this.#chunks).subarray(-this.#least);
    this.#chunks = [Uint8Array.from(last)];
    this.#size = last.length;
  }

  bytes(): Uint8Array {
    return Buffer.concat(this.#chunks);
  }
}
