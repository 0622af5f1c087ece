import type { Outgoing } from '../fanout/outgoing.ts';
import type { Port, Role } from '../fanout/port.ts';
import { Viewer } from './viewer.ts';

/** A browser at the other end of a fake port. */
export class Client {
  readonly viewers = new Map<string, Viewer>();
  snapshots = 0;
  events: number[] = [];
  /** Characters of output and screens. */
  received = 0;
  screens = 0;
  /** Output that did not continue what it had: it would have to ask again. */
  gaps = 0;

  take({ event, message }: Outgoing): void {
    if (event === 'snapshot') this.snapshots += 1;
    if (event === 'event') this.events.push(message.seq);
    if (event === 'terminal-screen') {
      this.screens += 1;
      this.received += message.data.length;
      this.viewer(message.terminal).start(message);
    }
    if (event === 'terminal-output') {
      this.received += message.data.length;
      this.#add(message.terminal, { type: 'output', ...message });
    }
    if (event === 'terminal-resized')
      this.#add(message.terminal, { type: 'resized', ...message, end: message.offset });
  }

  viewer(terminal: string): Viewer {
    const viewer = this.viewers.get(terminal) ?? new Viewer();
    this.viewers.set(terminal, viewer);
    return viewer;
  }

  #add(terminal: string, entry: Parameters<Viewer['add']>[0][number]): void {
    const viewer = this.viewer(terminal);
    if (entry.offset === viewer.offset) viewer.add([entry]);
    else this.gaps += 1;
  }
}

/** A transport that delivers at once and says of each viewer whatever the test wants to be waiting. */
export class FakePort implements Port {
  readonly clients = new Map<string, Client>();
  readonly waiting = new Map<string, number>();
  readonly dropped: string[] = [];
  audience: 'goes on' | 'stands back' = 'goes on';
  /** How often something was encoded. */
  encoded = 0;
  readonly #roles = new Map<string, Role>();
  readonly #rooms = new Map<string, Set<string>>();

  connect(viewer: string, role: Role): Client {
    const client = new Client();
    this.clients.set(viewer, client);
    this.#roles.set(viewer, role);
    return client;
  }

  send(_: Role, viewers: readonly string[], out: Outgoing): void {
    this.encoded += 1;
    for (const viewer of viewers) this.clients.get(viewer)?.take(out);
  }

  broadcast(role: Role, room: string, out: Outgoing): void {
    this.encoded += 1;
    for (const viewer of this.#rooms.get(room) ?? [])
      if (this.#roles.get(viewer) === role) this.clients.get(viewer)?.take(out);
  }

  join(viewer: string, room: string): void {
    const members = this.#rooms.get(room) ?? new Set();
    this.#rooms.set(room, members.add(viewer));
  }

  leave(viewer: string, room: string): void {
    this.#rooms.get(room)?.delete(viewer);
  }

  buffered(viewer: string): number {
    return this.waiting.get(viewer) ?? 0;
  }

  standBack(on: boolean): void {
    this.audience = on ? 'stands back' : 'goes on';
  }

  drop(viewer: string): void {
    this.dropped.push(viewer);
  }
}
