import type { Place, ShellState, Size } from '@netstage/protocol';
import { Life } from './life.ts';
import type { Outlet } from './outlet.ts';

export interface FlowOptions {
  /** The terminal's id. */
  id: string;
  size: Size;
  /** What else a hub is told of a terminal when it is told of it at all. */
  facts: () => { title: string; shell: ShellState };
  /** The hub is too far behind, or has caught up: reading the shell stops or goes on. */
  hold: (held: boolean) => void;
}

/** Bytes the hub may be behind before the shell has to wait, and when it may go on. */
const HIGH_WATER = 512 * 1024;
const LOW_WATER = 384 * 1024;
/**
 * Bytes in one message. The allocator maps anything from 128 KB on anew, page by page: then each
 * byte costs a receiver several times as much.
 */
const MOST_PER_MESSAGE = 48 * 1024;
/** Milliseconds between two messages of a flood; the first after a pause goes at once. */
const GATHER = 3;

/** A terminal's output on its way to the hub: nothing lost, nothing twice, nothing without bound. */
export class Flow {
  readonly #options: FlowOptions;
  #life: Life;
  /** The life before: its end may have been on a connection that broke. */
  #former: Life | undefined;
  #outlet: Outlet | undefined;
  #acked = 0;
  #sent = 0;
  #held = false;
  #timer: NodeJS.Timeout | undefined;
  #lastSent = -Infinity;

  constructor(options: FlowOptions) {
    this.#options = options;
    this.#life = new Life(options.size);
  }

  /** Where messages go; undefined while the hub is away. */
  get outlet(): Outlet | undefined {
    return this.#outlet;
  }

  /** Sends what came after `place`, or all there is, and from then on what comes. */
  attach(outlet: Outlet, place: Place | null): void {
    this.#outlet = outlet;
    if (this.#former !== undefined && place?.epoch === this.#former.epoch)
      this.#replay(this.#former, outlet, place.offset);
    const known = place?.epoch === this.#life.epoch ? place.offset : 0;
    this.#acked = this.#replay(this.#life, outlet, known);
    this.#sent = this.#life.end;
    this.#balance();
  }

  /** The hub is away: the shell goes on until as much is unsent as may be. */
  detach(): void {
    this.#outlet = undefined;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** All bytes before the place were taken in. */
  ack({ epoch, offset }: Place): void {
    if (epoch !== this.#life.epoch) return;
    this.#acked = Math.max(this.#acked, Math.min(offset, this.#life.end));
    this.#balance();
  }

  push(bytes: Uint8Array): void {
    this.#life.push(bytes);
    this.#balance();
    if (this.#outlet === undefined || this.#timer !== undefined) return;
    const wait = this.#lastSent + GATHER - performance.now();
    if (wait <= 0) this.send();
    else this.#timer = setTimeout(() => this.send(), wait);
  }

  resize(size: Size): void {
    this.send();
    this.#life.resize(size);
    const { epoch, end } = this.#life;
    this.#outlet?.resized({ terminal: this.#options.id, epoch, offset: end, size });
  }

  /** Sends at once what has come. */
  send(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#lastSent = performance.now();
    if (this.#outlet === undefined) return;
    this.#tell(this.#life, this.#outlet, this.#sent);
    this.#sent = this.#life.end;
  }

  /** A new shell: its output begins at 0, under an epoch of its own. */
  renew(size: Size): void {
    this.send();
    this.#former = this.#life;
    this.#life = new Life(size);
    this.#acked = 0;
    this.#sent = 0;
    this.#held = false;
    if (this.#outlet !== undefined) this.#replay(this.#life, this.#outlet, 0);
  }

  /** @returns where it began: not before what is still kept */
  #replay(life: Life, outlet: Outlet, known: number): number {
    const { epoch, oldest, end } = life;
    const from = Math.min(Math.max(known, oldest), end);
    const terminal = this.#options.id;
    const size = life.sizeAt(from);
    outlet.opened({ terminal, epoch, oldest, end, size, ...this.#options.facts() });
    this.#tell(life, outlet, from);
    return from;
  }

  #tell(life: Life, outlet: Outlet, from: number): void {
    for (const piece of life.since(from, MOST_PER_MESSAGE)) {
      const at = { terminal: this.#options.id, ...piece.place };
      if (piece.type === 'output') outlet.output({ ...at, data: piece.data });
      else outlet.resized({ ...at, size: piece.size });
    }
  }

  #balance(): void {
    const behind = this.#life.end - this.#acked;
    const held = this.#held ? behind >= LOW_WATER : behind > HIGH_WATER;
    if (held === this.#held) return;
    this.#held = held;
    this.#options.hold(held);
  }
}
