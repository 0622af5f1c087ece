/** Portions that may wait. Beyond it the hub is behind, and another turn each would add to that. */
const MOST = 256;

/**
 * Does work in portions, one in each turn of the event loop, in the order in which it came: what the
 * stage waits for is done in between.
 */
export class Portions {
  readonly #waiting: (() => void)[] = [];
  #next: NodeJS.Immediate | null = null;

  /** The first of them at once, unless others wait. */
  add(portions: readonly (() => void)[]): void {
    this.#waiting.push(...portions);
    if (this.#waiting.length > MOST) while (this.#waiting.length > 0) this.#waiting.shift()?.();
    if (!this.#next) this.#turn();
  }

  #turn(): void {
    this.#waiting.shift()?.();
    this.#next = this.#waiting.length > 0 ? setImmediate(() => this.#turn()) : null;
  }
}
