import type { Place, StageEvent, StageState } from '@netstage/protocol';
import type { Entry } from '../screen/entry.ts';
import type { Screen } from '../screen/screen.ts';
import { Channel } from './channel.ts';
import type { Watcher } from './channel.ts';
import type { Outgoing } from './outgoing.ts';
import { Pace } from './pace.ts';
import type { Port, Role } from './port.ts';

/** Ms between two looks at who keeps up. */
const SWEEP = 100;
/** Followers who come within so many ms are told the state together: it is large. */
const TOGETHER = 40;

const EVENTS = 'events';
const ROLES = ['stage', 'audience', 'remote'] as const;
const WATCHERS = ['stage', 'audience'] as const;

interface Snapshot {
  seq: number;
  state: StageState;
}

interface Viewer {
  role: Role;
  /** What `driver` says when it drives. */
  you: string;
  watching: Set<string>;
  pace: Pace;
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
  /** Followers who asked for the state. */
  readonly #asking = new Set<string>();
  /** The terminal whose answer to a key the stage waits for. */
  #typed: string | null = null;
  #told = -Infinity;
  #teller: NodeJS.Timeout | null = null;

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
      pace: new Pace(role),
    });
    this.#port.join(id, EVENTS);
  }

  remove(id: string): void {
    const viewer = this.#viewers.get(id);
    if (!viewer) return;
    for (const terminal of viewer.watching) this.#channel(terminal, viewer.role)?.leave(id);
    this.#viewers.delete(id);
  }

  /** Sends the whole state, to a follower a moment later; the events that follow continue it. */
  sync(id: string): void {
    const viewer = this.#viewers.get(id);
    if (!viewer) return;
    if (viewer.role !== 'audience') return this.#tellState(viewer.role, [id], viewer.you);
    this.#asking.add(id);
    const wait = this.#told + TOGETHER - performance.now();
    if (wait <= 0) this.#tellAsking();
    else this.#teller ??= setTimeout(() => this.#tellAsking(), wait);
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
    if (viewer.pace.stalled) return;
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
    this.tell('audience', {
      event: 'snapshot',
      message: { ...this.#snapshot(), you: null, now: Date.now() },
    });
    for (const { channels } of this.#lines.values()) channels.audience.thaw();
    for (const [id, viewer] of this.#viewers) {
      if (viewer.role !== 'audience' || viewer.pace.stalled) continue;
      viewer.pace.snapshot();
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
      if (!viewer.watching.has(screen.terminal) || viewer.pace.stalled) continue;
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
    if (terminal !== this.#typed) return;
    this.#typed = null;
    this.#port.standBack(false);
  }

  /** The stage has typed there: what the shell prints comes first. */
  typed(terminal: string): void {
    this.#typed = terminal;
    this.#port.standBack(true);
  }

  /** A stage has drawn a terminal's output up to there. */
  drawn(id: string, terminal: string, { epoch, offset }: Place): void {
    const viewer = this.#viewers.get(id);
    const screen = this.#lines.get(terminal)?.screen;
    if (!viewer?.watching.has(terminal) || screen?.epoch !== epoch) return;
    viewer.pace.drawn(terminal, offset, screen.end);
  }

  /**
   * Whether a stage that watches the terminal cannot keep up, and may hold its output: because of
   * its network or, for a while, because it draws slowly. `now` in ms.
   */
  holds(terminal: string, now: number = performance.now()): boolean {
    const end = this.#lines.get(terminal)?.screen.end ?? 0;
    for (const [id, viewer] of this.#viewers) {
      if (viewer.role !== 'stage' || viewer.pace.stalled) continue;
      if (!viewer.watching.has(terminal)) continue;
      if (viewer.pace.isOver(this.#port.buffered(id))) return true;
      if (viewer.pace.drawsSlowly(terminal, end, now)) return true;
    }
    return false;
  }

  /** Lets go of viewers that are behind and takes the drained ones back. `now` in ms. */
  sweep(now: number): void {
    for (const [id, viewer] of this.#viewers)
      switch (viewer.pace.judge(this.#port.buffered(id), now)) {
        case 'keep':
          break;
        case 'let-go':
          this.#letGo(id, viewer);
          break;
        case 'take-back':
          this.#takeBack(id, viewer);
          break;
        case 'drop':
          this.#port.drop(id);
      }
  }

  stop(): void {
    clearInterval(this.#sweeper);
    if (this.#teller) clearTimeout(this.#teller);
    for (const terminal of this.#lines.keys()) this.close(terminal);
  }

  #tellAsking(): void {
    if (this.#teller) clearTimeout(this.#teller);
    this.#teller = null;
    this.#told = performance.now();
    const asking = [...this.#asking];
    this.#asking.clear();
    // A follower never drives: it need not know what it would drive as.
    this.#tellState('audience', asking, null);
  }

  #tellState(role: Role, asking: readonly string[], you: string | null): void {
    const ids = asking.filter((id) => this.#viewers.get(id)?.pace.stalled === false);
    if (ids.length === 0) return;
    for (const id of ids) this.#viewers.get(id)?.pace.snapshot();
    const message = { ...this.#seenBy(role), you, now: Date.now() };
    this.#port.send(role, ids, { event: 'snapshot', message });
    for (const out of this.#extras(role)) this.#port.send(role, ids, out);
  }

  #letGo(id: string, viewer: Viewer): void {
    this.#port.leave(id, EVENTS);
    for (const terminal of viewer.watching) this.#channel(terminal, viewer.role)?.leave(id);
  }

  #takeBack(id: string, viewer: Viewer): void {
    this.#port.join(id, EVENTS);
    this.sync(id);
    for (const terminal of viewer.watching) this.#channel(terminal, viewer.role)?.join(id);
  }

  #seeded(terminal: string, role: Role, ids: readonly string[] | null, length: number): void {
    if (ids) for (const id of ids) this.#viewers.get(id)?.pace.screen(terminal, length);
    else
      for (const viewer of this.#viewers.values())
        if (viewer.role === role && viewer.watching.has(terminal))
          viewer.pace.screen(terminal, length);
  }

  #channel(terminal: string, role: Role): Channel | undefined {
    return role === 'remote' ? undefined : this.#lines.get(terminal)?.channels[role];
  }

  #seenBy(role: Role): Snapshot {
    return role === 'audience' && this.#still ? this.#still : this.#snapshot();
  }
}
