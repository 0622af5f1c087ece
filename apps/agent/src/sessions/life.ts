import { randomUUID } from 'node:crypto';
import type { Place, Size } from '@netstage/protocol';
import { Ring } from './ring.ts';

/** Bytes of output kept for a hub that comes back. */
const KEPT = 2 * 1024 * 1024;

type Piece =
  { type: 'output'; data: Buffer; place: Place } | { type: 'resized'; size: Size; place: Place };

/** The output of one life of a shell: bytes by their offset, and resizes at theirs. */
export class Life {
  readonly epoch = randomUUID();
  readonly #ring = new Ring(KEPT);
  /** The size before the oldest byte, then every change since. */
  #resizes: { offset: number; size: Size }[];

  constructor(size: Size) {
    this.#resizes = [{ offset: 0, size }];
  }

  get oldest(): number {
    return this.#ring.oldest;
  }

  get end(): number {
    return this.#ring.end;
  }

  push(bytes: Uint8Array): void {
    this.#ring.push(bytes);
    // A resize that all kept bytes follow only counts as the size they begin with.
    while ((this.#resizes[1]?.offset ?? Infinity) <= this.#ring.oldest) this.#resizes.shift();
  }

  resize(size: Size): void {
    this.#resizes.push({ offset: this.end, size });
  }

  /** The size of the terminal at `offset`, with all resizes up to and at it. */
  sizeAt(offset: number): Size {
    const [first, ...later] = this.#resizes;
    if (first === undefined) throw new Error('a terminal without a size');
    return later.reduce((size, next) => (next.offset <= offset ? next.size : size), first.size);
  }

  /** The bytes from `from` on and the resizes after it, in order; at most `most` bytes at a time. */
  *since(from: number, most: number): Generator<Piece> {
    const { epoch } = this;
    let at = from;
    const to = this.end;
    const resizes = this.#resizes.slice(1).filter(({ offset }) => offset > from);
    for (const next of [...resizes, { offset: to, size: null }]) {
      while (at < next.offset) {
        const end = Math.min(next.offset, at + most);
        yield { type: 'output', data: this.#ring.slice(at, end), place: { epoch, offset: at } };
        at = end;
      }
      if (next.size !== null)
        yield { type: 'resized', size: next.size, place: { epoch, offset: at } };
    }
  }
}
