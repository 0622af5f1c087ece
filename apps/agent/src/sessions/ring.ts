const FIRST_CAPACITY = 64 * 1024;

/**
 * The last bytes of a stream, by their offset from its start. Holds at most `capacity` bytes, and
 * takes no more memory than was ever needed.
 */
export class Ring {
  readonly #capacity: number;
  #bytes = Buffer.alloc(0);
  #end = 0;
  #oldest = 0;

  /** @param capacity bytes */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** The offset after the last byte. */
  get end(): number {
    return this.#end;
  }

  /** The offset of the first byte that is still here. */
  get oldest(): number {
    return this.#oldest;
  }

  push(chunk: Uint8Array): void {
    this.#grow(this.#end - this.#oldest + chunk.length);
    const size = this.#bytes.length;
    const kept = chunk.subarray(Math.max(0, chunk.length - size));
    const from = this.#end + chunk.length - kept.length;
    const first = kept.subarray(0, size - (from % size));
    this.#bytes.set(first, from % size);
    this.#bytes.set(kept.subarray(first.length), 0);
    this.#end += chunk.length;
    this.#oldest = Math.max(this.#oldest, this.#end - size);
  }

  /** A copy of the bytes from `from` up to `to`, both within what is here. */
  slice(from: number, to: number): Buffer {
    if (from < this.#oldest || to > this.#end || from > to)
      throw new RangeError(`${from}–${to} is not within ${this.#oldest}–${this.#end}`);
    if (from === to) return Buffer.alloc(0);
    const size = this.#bytes.length;
    const start = from % size;
    const first = this.#bytes.subarray(start, Math.min(size, start + to - from));
    return Buffer.concat([first, this.#bytes.subarray(0, to - from - first.length)]);
  }

  #grow(needed: number): void {
    const size = this.#bytes.length;
    if (needed <= size || size === this.#capacity) return;
    let next = Math.max(size, FIRST_CAPACITY);
    while (next < needed) next *= 2;
    const held = this.slice(this.#oldest, this.#end);
    this.#bytes = Buffer.alloc(Math.min(next, this.#capacity));
    const end = this.#end;
    this.#end = this.#oldest;
    this.push(held);
    if (this.#end !== end) throw new Error('a ring lost bytes while it grew');
  }
}
