/** While more than so many wait, several have the same turn: the hub is behind, and turns cost time. */
const MANY = 256;
/** Ms that all of it stands back for the stage, and the least between two such times. */
const STAND_BACK = 4;
/** Ms for the answer's reader to wake up: the stage's browser may run on this machine. */
const AFTER = 1;

/**
 * Does work in portions, one in each turn of the event loop, in the order in which it came: what the
 * stage waits for is done in between.
 */
export class Portions {
  readonly #waiting: (() => void)[] = [];
  /** The next turn: as soon as everybody else had theirs, or once it may. */
  #next: NodeJS.Immediate | null = null;
  #later: NodeJS.Timeout | null = null;
  /** The times, ms, until which nothing is done, and before which nobody has to stand back again. */
  #notBefore = -Infinity;
  #undisturbedUntil = -Infinity;

  /** The first of them at once, unless others wait. */
  add(portions: readonly (() => void)[]): void {
    this.#waiting.push(...portions);
    if (!this.#next && !this.#later) this.#turn();
  }

  /**
   * Leaves the processor to others for a moment: turns in between are not enough for an answer that
   * other processes have to give first. Asked for all the time, it happens half of the time.
   */
  standBack(): void {
    const now = performance.now();
    if (now < this.#undisturbedUntil) return;
    this.#notBefore = now + STAND_BACK;
    this.#undisturbedUntil = now + 2 * STAND_BACK;
  }

  /** The answer is on its way to the stage. */
  goOn(): void {
    this.#notBefore = Math.min(this.#notBefore, performance.now() + AFTER);
    if (!this.#later) return;
    clearTimeout(this.#later);
    this.#later = null;
    this.#turn();
  }

  #turn(): void {
    const wait = this.#notBefore - performance.now();
    if (wait > 0) {
      this.#later = setTimeout(() => {
        this.#later = null;
        this.#turn();
      }, wait);
      return;
    }
    for (let more = this.#waiting.length; more > 0; more -= MANY) this.#waiting.shift()?.();
    if (this.#waiting.length > 0) this.#soon();
  }

  #soon(): void {
    this.#next = setImmediate(() => {
      this.#next = null;
      this.#turn();
    });
  }
}
