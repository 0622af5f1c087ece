import type { Place, StageEvent, StageState } from '@netstage/protocol';
import { Channel } from './channel.ts';
import type { Watcher } from './channel.ts';
import type { Entry } from './entry.ts';
import type { Outgoing } from './outgoing.ts';
import type { Port, Role } from './port.ts';
import type { Screen } from './screen.ts';

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
const SWEEP = 100;

const EVENTS = 'events';
const ROLES = ['stage', 'audience', 'remote'] as const;
const WATCHERS = ['stage', 'audience'] as const;

interface Snapshot {
  seq: number;
  state: StageState;
}

interface Drawn {
  offset: number;
  /** Since when there is too much that it has not drawn. */
  behind: number | null;
}

interface Viewer {
  role: Role;
  /** What `driver` says when it drives. */
  you: string;
  watching: Set<string>;
  /** How far it has drawn each terminal since its last screen; only a stage tells. */
  drawn: Map<string, Drawn>;
  /** Bytes of screens it was sent and may still be working off. */
  allowance: number;
  /** Since when it is over its budget. */
  behind: number | null;
  /** Since when nothing more is sent to it. */
  stalled: number | null;
}

interface Line {
  screen: Screen;
  channels: Record<Watcher, Channel>;
}

/**
 * Brings state and output to every viewer at the pace it can take. Everything is encoded once for
 * all who are up to date. One that falls behind is sent nothing until it has drained, then starts
 * anew from a snapshot and screens; it costs the others nothing.
 */
export class Fanout {
  readonly #port: Port;
  readonly #snapshot: () => Snapshot;
  readonly #extras: (role: Role) => readonly Outgoing[];
  /** What the audience sees instead of the talk as it is; null when it sees that. */
  #still: Snapshot | null = null;
  readonly #viewers = new Map<string, Viewer>();
  readonly #lines = new Map<string, Line>();
  readonly #sweeper: NodeJS.Timeout;

  /** @param extras what a viewer is sent together with a snapshot */
  constructor(
    port: Port,
    snapshot: () => Snapshot,
    extras: (role: Role) => readonly Outgoing[] = () => [],
  ) {
    this.#port = port;
    this.#snapshot = snapshot;
    this.#extras = extras;
    this.#sweeper = setInterval(() => this.sweep(performance.now()), SWEEP);
    this.#sweeper.unref();
  }

  /** How many viewers of that role are connected. */
  count(role: Role): number {
    let count = 0;
    for (const viewer of this.#viewers.values()) if (viewer.role === role) count += 1;
    return count;
  }

  /** The viewers of that role. */
  viewers(role: Role): string[] {
    return [...this.#viewers].filter(([, viewer]) => viewer.role === role).map(([id]) => id);
  }

  /** From now on the viewer gets events; it asks for the state they continue. */
  add(id: string, role: Role, you = id): void {
    this.#viewers.set(id, {
      role,
      you,
      watching: new Set(),
      drawn: new Map(),
      allowance: 0,
      behind: null,
      stalled: null,
    });
    this.#port.join(id, EVENTS);
  }

  remove(id: string): void {
    const viewer = this.#viewers.get(id);
    if (!viewer) return;
    for (const terminal of viewer.watching) this.#channel(terminal, viewer.role)?.leave(id);
    this.#viewers.delete(id);
  }

  /** Sends the whole state; the events that follow continue it. */
  sync(id: string): void {
    const viewer = this.#viewers.get(id);
    if (!viewer || viewer.stalled !== null) return;
    viewer.allowance += SNAPSHOT_ALLOWANCE;
    this.#port.send(viewer.role, [id], {
      event: 'snapshot',
      message: { ...this.#seenBy(viewer.role), you: viewer.you },
    });
    for (const out of this.#extras(viewer.role)) this.#port.send(viewer.role, [id], out);
  }

  /**
   * Sets what a viewer watches. What is new starts with a screen; the same list again means that
   * the viewer lost its place, and all of it starts anew.
   */
  watch(id: string, terminals: readonly string[]): void {
    const viewer = this.#viewers.get(id);
    if (!viewer) return;
    const wanted = new Set(terminals);
    const same =
      wanted.size === viewer.watching.size && [...wanted].every((one) => viewer.watching.has(one));
    const left = [...viewer.watching].filter((one) => !wanted.has(one));
    const fresh = same ? wanted : [...wanted].filter((one) => !viewer.watching.has(one));
    viewer.watching = wanted;
    for (const terminal of left) this.#channel(terminal, viewer.role)?.leave(id);
    if (viewer.stalled !== null) return;
    for (const terminal of fresh) this.#channel(terminal, viewer.role)?.join(id);
  }

  /** One numbered event to everybody; a frozen audience gets them all at once, when it thaws. */
  event(seq: number, event: StageEvent): void {
    const out: Outgoing = { event: 'event', message: { seq, event } };
    for (const role of ROLES)
      if (role !== 'audience' || !this.#still) this.#port.broadcast(role, EVENTS, out);
  }

  /** Something beside the numbered events to all of a role that keep up. */
  tell(role: Role, out: Outgoing): void {
    this.#port.broadcast(role, EVENTS, out);
  }

  /**
   * Lets the audience keep the picture of this moment, those who come later included, until it is
   * let go: then all of it catches up.
   */
  freeze(on: boolean): void {
    if (on === (this.#still !== null)) return;
    if (on) {
      this.#still = this.#snapshot();
      for (const { channels } of this.#lines.values()) channels.audience.freeze();
      return;
    }
    this.#still = null;
    this.tell('audience', { event: 'snapshot', message: { ...this.#snapshot(), you: null } });
    for (const { channels } of this.#lines.values()) channels.audience.thaw();
    for (const [id, viewer] of this.#viewers) {
      if (viewer.role !== 'audience' || viewer.stalled !== null) continue;
      viewer.allowance += SNAPSHOT_ALLOWANCE;
      for (const terminal of viewer.watching) this.#channel(terminal, 'audience')?.join(id);
    }
  }

  /** A terminal's new life: whoever watches it starts anew. */
  open(screen: Screen): void {
    this.close(screen.terminal);
    const channel = (role: Watcher): Channel =>
      new Channel(this.#port, role, screen, (viewers, length) =>
        this.#seeded(screen.terminal, role, viewers, length),
      );
    const channels = { stage: channel('stage'), audience: channel('audience') };
    this.#lines.set(screen.terminal, { screen, channels });
    for (const [id, viewer] of this.#viewers) {
      if (!viewer.watching.has(screen.terminal) || viewer.stalled !== null) continue;
      // A new life of the shell is not in the picture that is kept.
      if (viewer.role === 'audience' && this.#still) continue;
      this.#channel(screen.terminal, viewer.role)?.join(id);
    }
    if (this.#still) channels.audience.freeze();
  }

  close(terminal: string): void {
    const line = this.#lines.get(terminal);
    if (!line) return;
    for (const role of WATCHERS) line.channels[role].close();
    for (const [id, viewer] of this.#viewers)
      if (viewer.watching.has(terminal)) this.#channel(terminal, viewer.role)?.leave(id);
    this.#lines.delete(terminal);
  }

  output(terminal: string, entries: readonly Entry[]): void {
    const line = this.#lines.get(terminal);
    if (!line || entries.length === 0) return;
    for (const role of WATCHERS) line.channels[role].add(entries);
  }

  /** A stage has drawn a terminal's output up to there. */
  drawn(id: string, terminal: string, { epoch, offset }: Place): void {
    const viewer = this.#viewers.get(id);
    const screen = this.#lines.get(terminal)?.screen;
    if (!viewer?.watching.has(terminal) || screen?.epoch !== epoch) return;
    const behind =
      screen.end - offset > UNDRAWN ? (viewer.drawn.get(terminal)?.behind ?? null) : null;
    viewer.drawn.set(terminal, { offset, behind });
  }

  /**
   * Whether a stage that watches the terminal cannot keep up, and may hold its output: because of
   * its network or, for a while, because it draws slowly. `now` in ms.
   */
  holds(terminal: string, now: number = performance.now()): boolean {
    for (const [id, viewer] of this.#viewers) {
      if (viewer.role !== 'stage' || viewer.stalled !== null) continue;
      if (!viewer.watching.has(terminal)) continue;
      if (this.#isOver(id, viewer) || this.#drawsSlowly(viewer, terminal, now)) return true;
    }
    return false;
  }

  /** Lets go of viewers that are behind and takes the drained ones back. `now` in ms. */
  sweep(now: number): void {
    for (const [id, viewer] of this.#viewers) {
      const buffered = this.#port.buffered(id);
      if (viewer.stalled !== null) {
        if (buffered <= DRAINED) this.#takeBack(id, viewer);
        else if (now - viewer.stalled > GIVE_UP) this.#port.drop(id);
        continue;
      }
      if (buffered <= DRAINED) viewer.allowance = 0;
      if (!this.#isOver(id, viewer)) viewer.behind = null;
      else {
        viewer.behind ??= now;
        if (viewer.role !== 'stage' || now - viewer.behind > HOLD) this.#letGo(id, viewer, now);
      }
    }
  }

  stop(): void {
    clearInterval(this.#sweeper);
    for (const terminal of this.#lines.keys()) this.close(terminal);
  }

  #isOver(id: string, viewer: Viewer): boolean {
    return this.#port.buffered(id) > BUDGET[viewer.role] + viewer.allowance;
  }

  /** One that draws nothing at all, such as a page in the background, holds nobody up for long. */
  #drawsSlowly({ drawn }: Viewer, terminal: string, now: number): boolean {
    const known = drawn.get(terminal);
    const end = this.#lines.get(terminal)?.screen.end ?? 0;
    if (!known || end - known.offset <= UNDRAWN) return false;
    known.behind ??= now;
    return now - known.behind <= HOLD;
  }

  #letGo(id: string, viewer: Viewer, now: number): void {
    viewer.stalled = now;
    viewer.behind = null;
    this.#port.leave(id, EVENTS);
    for (const terminal of viewer.watching) this.#channel(terminal, viewer.role)?.leave(id);
  }

  #takeBack(id: string, viewer: Viewer): void {
    viewer.stalled = null;
    viewer.allowance = 0;
    this.#port.join(id, EVENTS);
    this.sync(id);
    for (const terminal of viewer.watching) this.#channel(terminal, viewer.role)?.join(id);
  }

  #seeded(terminal: string, role: Role, ids: readonly string[] | null, length: number): void {
    const add = (viewer: Viewer | undefined): void => {
      if (!viewer) return;
      viewer.allowance += length;
      viewer.drawn.delete(terminal);
    };
    if (ids) for (const id of ids) add(this.#viewers.get(id));
    else
      for (const viewer of this.#viewers.values())
        if (viewer.role === role && viewer.watching.has(terminal)) add(viewer);
  }

  #channel(terminal: string, role: Role): Channel | undefined {
    return role === 'remote' ? undefined : this.#lines.get(terminal)?.channels[role];
  }

  #seenBy(role: Role): Snapshot {
    return role === 'audience' && this.#still ? this.#still : this.#snapshot();
  }
}
