import type { Entry } from '../screen/entry.ts';
import type { Screen } from '../screen/screen.ts';
import { SCROLLBACK } from '../screen/vt.ts';
import { frames } from './frames.ts';
import type { Outgoing } from './outgoing.ts';
import type { Port } from './port.ts';

/** Milliseconds between two frames of a terminal; the first after a pause goes at once. */
const WINDOW = { stage: 4, audience: 40 } as const;
/**
 * More than this in one window and the audience gets pictures of the screen instead of every byte:
 * nobody reads 400 kB a second, and a thousand followers multiply it.
 */
const FLOOD = 16_384;
const FLOOD_WINDOW = 120;

/** Who watches terminals: a remote does not. */
export type Watcher = 'stage' | 'audience';

/** Viewers, null for the whole room, were sent a screen of so many characters: no sign of lagging. */
type Seeded = (viewers: readonly string[] | null, length: number) => void;

/** One terminal's output on its way to the viewers of one role. */
export class Channel {
  readonly #port: Port;
  readonly #role: Watcher;
  readonly #screen: Screen;
  readonly room: string;
  /** What the room has not got yet; without gaps, except in a flood, where a screen comes first. */
  #pending: Entry[] = [];
  #length = 0;
  #flooded = false;
  readonly #joiners = new Set<string>();
  readonly #members = new Set<string>();
  #flushed = -Infinity;
  #timer: NodeJS.Timeout | null = null;
  #seeding = false;
  #closed = false;
  /** Set while the room keeps one picture; it is the still that joiners get, once it is taken. */
  #frozen: { still: readonly Outgoing[] | null } | null = null;
  readonly #onSeeded: Seeded;

  constructor(port: Port, role: Watcher, screen: Screen, onSeeded: Seeded) {
    this.#port = port;
    this.#role = role;
    this.#screen = screen;
    this.#onSeeded = onSeeded;
    this.room = `terminal:${screen.terminal}`;
  }

  /** The viewer is sent the screen, then all that follows. Asked again, it starts anew. */
  join(viewer: string): void {
    this.leave(viewer);
    this.#joiners.add(viewer);
    this.#schedule();
  }

  leave(viewer: string): void {
    this.#joiners.delete(viewer);
    if (this.#members.delete(viewer)) this.#port.leave(viewer, this.room);
    if (this.#members.size === 0) this.#forget();
  }

  /** From now on the room keeps what it has, and whoever joins gets the same. */
  freeze(): void {
    if (this.#frozen || this.#closed) return;
    this.#send();
    const frozen: { still: readonly Outgoing[] | null } = { still: null };
    this.#frozen = frozen;
    this.#screen.seed(SCROLLBACK, ({ screen }) => {
      if (this.#frozen !== frozen) return;
      frozen.still = [{ event: 'terminal-screen', message: screen }];
      this.#admitToStill(frozen.still);
    });
  }

  /** Ends the freeze. All that was missed is not sent: every viewer has to join anew. */
  thaw(): void {
    this.#frozen = null;
    this.#pending = [];
    this.#length = 0;
    this.#flooded = false;
    this.#schedule();
  }

  add(entries: readonly Entry[]): void {
    if (this.#frozen) return;
    // Nobody is there: whoever comes starts with a screen.
    if (this.#members.size === 0) return;
    for (const entry of entries) {
      this.#length += entry.type === 'output' ? entry.data.length : 0;
      if (this.#role === 'audience' && this.#length > FLOOD) this.#flooded = true;
      if (this.#flooded) this.#pending = [];
      else this.#pending.push(entry);
    }
    this.#schedule();
  }

  close(): void {
    this.#closed = true;
    if (this.#timer) clearTimeout(this.#timer);
  }

  #enter(viewers: readonly string[]): void {
    for (const viewer of viewers) {
      this.#members.add(viewer);
      this.#port.join(viewer, this.room);
    }
  }

  #forget(): void {
    this.#pending = [];
    this.#length = 0;
    this.#flooded = false;
  }

  #schedule(): void {
    if (this.#timer || this.#seeding || this.#closed) return;
    const window = this.#flooded ? FLOOD_WINDOW : WINDOW[this.#role];
    const wait = this.#flushed + window - performance.now();
    if (wait <= 0) this.#flush();
    else
      this.#timer = setTimeout(() => {
        this.#timer = null;
        this.#flush();
      }, wait);
  }

  #flush(): void {
    this.#flushed = performance.now();
    if (this.#frozen) {
      if (this.#frozen.still) this.#admitToStill(this.#frozen.still);
    } else if (this.#flooded) this.#picture();
    else {
      this.#send();
      if (this.#joiners.size > 0) this.#admit();
    }
  }

  #send(): void {
    const { terminal, epoch } = this.#screen;
    for (const out of frames(terminal, epoch, this.#pending.splice(0)))
      this.#port.broadcast(this.#role, this.room, out);
    this.#length = 0;
  }

  #admitToStill(still: readonly Outgoing[]): void {
    const viewers = [...this.#joiners];
    this.#joiners.clear();
    if (viewers.length === 0) return;
    for (const out of still) this.#port.send(this.#role, viewers, out);
    this.#onSeeded(viewers, lengthOf(still));
  }

  /** Lets the joiners in: screen, what came after it, and from then on what the room gets. */
  #admit(): void {
    this.#seeding = true;
    this.#screen.seed(SCROLLBACK, ({ screen, after }) => {
      this.#seeding = false;
      if (this.#closed) return;
      // All that the seed holds has to be out of the way before they are in the room.
      if (!this.#flooded) this.#send();
      const viewers = [...this.#joiners];
      this.#joiners.clear();
      if (viewers.length === 0) return;
      const catchUp = this.#flooded ? [] : frames(screen.terminal, screen.epoch, after);
      const outs: Outgoing[] = [{ event: 'terminal-screen', message: screen }, ...catchUp];
      for (const out of outs) this.#port.send(this.#role, viewers, out);
      this.#enter(viewers);
      this.#onSeeded(viewers, lengthOf(outs));
      if (this.#flooded) this.#schedule();
    });
  }

  /** In a flood: the bare screen now and then; at its end the whole, and on with every byte. */
  #picture(): void {
    const calm = this.#length <= FLOOD;
    this.#length = 0;
    this.#seeding = true;
    this.#screen.seed(calm ? SCROLLBACK : 0, ({ screen, after }) => {
      this.#seeding = false;
      if (this.#closed) return;
      const viewers = [...this.#joiners];
      this.#joiners.clear();
      this.#enter(viewers);
      // A picture stands before its place: nothing continues it, another screen replaces it.
      const message = calm ? screen : { ...screen, offset: Math.max(0, screen.offset - 1) };
      this.#port.broadcast(this.#role, this.room, { event: 'terminal-screen', message });
      this.#onSeeded(null, screen.data.length);
      if (calm) {
        this.#flooded = false;
        this.#pending = [...after];
        this.#send();
      } else {
        // Also if all had left meanwhile and these are others: what they got can't be continued.
        this.#flooded = this.#members.size > 0;
        this.#schedule();
      }
    });
  }
}

function lengthOf(outs: readonly Outgoing[]): number {
  return outs.reduce(
    (length, out) => length + ('data' in out.message ? out.message.data.length : 0),
    0,
  );
}
