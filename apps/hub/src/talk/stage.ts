import { emptyStage, reduce } from '@netstage/protocol';
import type { Position, StageEvent, StageState } from '@netstage/protocol';

/** The one truth about the talk. Every change is an event with a number of its own. */
export class Stage {
  #state: StageState;
  #seq = 0;
  readonly #onEvent: (seq: number, event: StageEvent) => void;

  /** @param position where the talk begins */
  constructor(position: Position, onEvent: (seq: number, event: StageEvent) => void) {
    this.#state = { ...emptyStage(position.slide), position };
    this.#onEvent = onEvent;
  }

  get state(): StageState {
    return this.#state;
  }

  get snapshot(): { seq: number; state: StageState } {
    return { seq: this.#seq, state: this.#state };
  }

  /** Changes the state and tells it on, in this order and before it returns. */
  publish(event: StageEvent): void {
    this.#state = reduce(this.#state, event);
    this.#seq += 1;
    this.#onEvent(this.#seq, event);
  }
}
