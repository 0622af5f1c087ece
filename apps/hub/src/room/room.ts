import type { Room as RoomState } from '@netstage/protocol';

/** What everybody is told beside the stage's state. Told again only when it changed. */
export class Room {
  #state: RoomState;
  readonly #onChange: (state: RoomState) => void;

  constructor(state: RoomState, onChange: (state: RoomState) => void) {
    this.#state = state;
    this.#onChange = onChange;
  }

  get state(): RoomState {
    return this.#state;
  }

  set(change: Partial<RoomState>): void {
    const next = { ...this.#state, ...change };
    if (JSON.stringify(next) === JSON.stringify(this.#state)) return;
    this.#state = next;
    this.#onChange(next);
  }
}
