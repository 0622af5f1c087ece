import type { Point } from '@netstage/protocol';

/** Ms between two places of the dot; a page moves it smoothly from one to the next. */
const FASTEST = 40;
/** Ms of sending that a follower costs, with room to spare for what matters more than the dot. */
const PER_FOLLOWER = 0.15;
/** A dot that was forgotten goes out, ms. */
const GOES_OUT = 10_000;

/**
 * Where the presenter points, told on as the latest place only, and less often the more there are
 * to be told.
 */
export class Pointer {
  readonly #tell: (point: Point | null, every: number) => void;
  readonly #followers: () => number;
  #next: { point: Point | null } | null = null;
  #timer: NodeJS.Timeout | null = null;
  #out: NodeJS.Timeout | null = null;

  constructor(tell: (point: Point | null, every: number) => void, followers: () => number) {
    this.#tell = tell;
    this.#followers = followers;
  }

  point(point: Point | null): void {
    this.#next = { point };
    if (this.#out) clearTimeout(this.#out);
    this.#out = point === null ? null : setTimeout(() => this.point(null), GOES_OUT);
    if (!this.#timer) this.#send();
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    if (this.#out) clearTimeout(this.#out);
  }

  #send(): void {
    this.#timer = null;
    if (!this.#next) return;
    const every = Math.max(FASTEST, this.#followers() * PER_FOLLOWER);
    const { point } = this.#next;
    this.#next = null;
    this.#tell(point, every);
    this.#timer = setTimeout(() => this.#send(), every);
  }
}
