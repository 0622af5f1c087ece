import type { Role } from './port.ts';

/** Bytes that may wait for a viewer beyond the screens it was sent; above, it is behind. */
const BUDGET = { stage: 262_144, audience: 131_072, remote: 131_072 } as const;
/** What a snapshot of six busy nodes may weigh, bytes; waiting for it is no sign of lagging. */
const SNAPSHOT_ALLOWANCE = 131_072;
/** So little left counts as drained. */
const DRAINED = 16_384;
/** Bytes that a stage may still have to draw, once it has told how far it is. */
const UNDRAWN = 524_288;
/** The stage may hold the output up for so long, ms; then it is let go like a follower. */
const HOLD = 2_000;
/** A viewer that has not drained after so long, ms, is disconnected. */
const GIVE_UP = 60_000;

/** What becomes of a viewer: nothing is sent to one that was let go, until it is taken back. */
type Verdict = 'keep' | 'let-go' | 'take-back' | 'drop';

interface Drawn {
  offset: number;
  /** Since when there is too much that it has not drawn. */
  behind: number | null;
}

/** Whether one viewer keeps up. Times are ms, places are bytes of a terminal's output. */
export class Pace {
  readonly #role: Role;
  /** How far it has drawn each terminal since its last screen; only a stage tells. */
  readonly #drawn = new Map<string, Drawn>();
  /** Bytes of screens it was sent and may still be working off. */
  #allowance = 0;
  /** Since when it is over its budget. */
  #behind: number | null = null;
  /** Since when nothing more is sent to it. */
  #stalled: number | null = null;

  constructor(role: Role) {
    this.#role = role;
  }

  get stalled(): boolean {
    return this.#stalled !== null;
  }

  /** It was sent the whole state. */
  snapshot(): void {
    this.#allowance += SNAPSHOT_ALLOWANCE;
  }

  /** It was sent a screen of that length: what it had drawn before counts no more. */
  screen(terminal: string, length: number): void {
    this.#allowance += length;
    this.#drawn.delete(terminal);
  }

  /** It has drawn the terminal up to there, of all that there is. */
  drawn(terminal: string, offset: number, end: number): void {
    const behind = end - offset > UNDRAWN ? (this.#drawn.get(terminal)?.behind ?? null) : null;
    this.#drawn.set(terminal, { offset, behind });
  }

  isOver(buffered: number): boolean {
    return buffered > BUDGET[this.#role] + this.#allowance;
  }

  /** One that draws nothing at all, such as a page in the background, holds nobody up for long. */
  drawsSlowly(terminal: string, end: number, now: number): boolean {
    const known = this.#drawn.get(terminal);
    if (!known || end - known.offset <= UNDRAWN) return false;
    known.behind ??= now;
    return now - known.behind <= HOLD;
  }

  /** Looks at what waits for it now. */
  judge(buffered: number, now: number): Verdict {
    if (this.#stalled !== null) {
      if (buffered > DRAINED) return now - this.#stalled > GIVE_UP ? 'drop' : 'keep';
      this.#stalled = null;
      this.#allowance = 0;
      return 'take-back';
    }
    if (buffered <= DRAINED) this.#allowance = 0;
    if (!this.isOver(buffered)) {
      this.#behind = null;
      return 'keep';
    }
    this.#behind ??= now;
    if (this.#role === 'stage' && now - this.#behind <= HOLD) return 'keep';
    this.#stalled = now;
    this.#behind = null;
    return 'let-go';
  }
}
