import type { Lag as LagState } from '@netstage/protocol';

/** Ms between two probes of one follower, and after how long an unanswered one tells. */
const ROUND = 5_000;
const SILENT = 2 * ROUND;
/** A round is spread out, so that a thousand answers do not come at once. */
const SLICES = 10;

interface Follower {
  /** The last answer: how long it took, ms. */
  took: number | null;
  /** The oldest probe without an answer. */
  asked: { probe: number; at: number } | null;
}

interface Around {
  followers: () => readonly string[];
  send: (followers: readonly string[], probe: number) => void;
  /** Ms, monotonic. */
  now: () => number;
}

/**
 * How far behind the followers are. A probe goes the way of everything else and is answered once
 * all before it was taken in, so its time is that of the talk itself, there and back.
 */
export class Lag {
  readonly #around: Around;
  readonly #known = new Map<string, Follower>();
  #probe = 0;
  #slice = 0;
  readonly #timer: NodeJS.Timeout;

  constructor(around: Around) {
    this.#around = around;
    this.#timer = setInterval(() => this.probe(), ROUND / SLICES);
    this.#timer.unref();
  }

  /** Probes a tenth of the followers, and those who are new. */
  probe(): void {
    const all = this.#around.followers();
    const here = new Set(all);
    for (const id of this.#known.keys()) if (!here.has(id)) this.#known.delete(id);
    this.#slice = (this.#slice + 1) % SLICES;
    const chosen = all.filter(
      (id, index) => index % SLICES === this.#slice || !this.#known.has(id),
    );
    if (chosen.length === 0) return;
    this.#probe += 1;
    const asked = { probe: this.#probe, at: this.#around.now() };
    for (const id of chosen) {
      const known = this.#known.get(id);
      if (!known) this.#known.set(id, { took: null, asked });
      else known.asked ??= asked;
    }
    this.#around.send(chosen, this.#probe);
  }

  answered(id: string, probe: number): void {
    const known = this.#known.get(id);
    // The oldest open probe counts, by its own answer or by that of a later one.
    if (!known?.asked || probe < known.asked.probe || probe > this.#probe) return;
    known.took = this.#around.now() - known.asked.at;
    known.asked = null;
  }

  get state(): LagState {
    const now = this.#around.now();
    const followers = this.#around.followers();
    const times: number[] = [];
    let silent = 0;
    for (const id of followers) {
      const known = this.#known.get(id);
      if (!known) continue;
      if (known.asked && now - known.asked.at > SILENT) silent += 1;
      else if (known.took !== null) times.push(known.took);
    }
    times.sort((a, b) => a - b);
    return {
      followers: followers.length,
      measured: times.length,
      p50: part(times, 0.5),
      p95: part(times, 0.95),
      silent,
    };
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}

function part(sorted: readonly number[], share: number): number | null {
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  return value === undefined ? null : Math.round(value);
}
