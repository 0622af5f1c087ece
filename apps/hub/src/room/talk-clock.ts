import { clockAt } from '@netstage/protocol';
import type { Clock, ClockAction } from '@netstage/protocol';

/** The talk's clock: how long it has been going on, and how long on each slide. */
export class TalkClock {
  #state: Clock;
  readonly #now: () => number;
  readonly #onChange: (state: Clock) => void;

  /** @param now ms since 1970 */
  constructor(state: Clock, now: () => number, onChange: (state: Clock) => void) {
    this.#state = state;
    this.#now = now;
    this.#onChange = onChange;
  }

  get state(): Clock {
    return this.#state;
  }

  do(action: ClockAction): void {
    if (action === 'reset') {
      this.#put({ ...stoppedClock(this.#state.slide), at: this.#now() });
      return;
    }
    this.#put({ ...this.#folded(), state: action === 'start' ? 'running' : 'paused' });
  }

  /** The talk is on that slide now. */
  on(slide: string): void {
    if (slide !== this.#state.slide) this.#put({ ...this.#folded(), slide });
  }

  /** What has passed so far belongs to the slide until now. */
  #folded(): Clock {
    const now = this.#now();
    const { elapsed, slide } = clockAt(this.#state, now);
    const spent =
      this.#state.state === 'running'
        ? { ...this.#state.spent, [this.#state.slide]: slide }
        : this.#state.spent;
    return { ...this.#state, elapsed, spent, at: now };
  }

  #put(state: Clock): void {
    this.#state = state;
    this.#onChange(state);
  }
}

export function stoppedClock(slide: string): Clock {
  return { state: 'ready', elapsed: 0, at: 0, slide, spent: {} };
}
