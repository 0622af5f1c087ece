import {
  nodeOf,
  refuse,
  type Answer,
  type Command,
  type Place,
  type Resume,
  type Size,
} from '@netstage/protocol';
import type { Outlet } from './outlet.ts';
import type { Session } from './session.ts';

/** A node has one or two terminals on a slide; many more are a mistake, or worse. */
const MOST_SESSIONS = 12;

export type OpenSession = (options: { id: string; size: Size; onClosed: () => void }) => Session;

/** All terminals of a node, by id. Knows no socket. */
export class Sessions {
  readonly #node: string;
  readonly #open: OpenSession;
  readonly #sessions = new Map<string, Session>();
  #outlet: Outlet | undefined;

  constructor(node: string, open: OpenSession) {
    this.#node = node;
    this.#open = open;
  }

  attach(outlet: Outlet, places: Resume['terminals']): void {
    this.#outlet = outlet;
    for (const [id, session] of this.#sessions)
      session.attach(outlet, places.find(({ terminal }) => terminal === id) ?? null);
  }

  detach(): void {
    this.#outlet = undefined;
    for (const session of this.#sessions.values()) session.detach();
  }

  /** Opens the terminal, or resizes it if it is there. */
  open(id: string, size: Size): Answer {
    const there = this.#sessions.get(id);
    if (there !== undefined) {
      there.resize(size);
      return { ok: true };
    }
    if (nodeOf(id) !== this.#node)
      return refuse('unknown-terminal', `${id} is not a terminal of ${this.#node}.`);
    if (this.#sessions.size >= MOST_SESSIONS)
      return refuse('too-many', `${this.#node} has ${MOST_SESSIONS} terminals; close one first.`);
    const session = this.#open({ id, size, onClosed: () => this.#sessions.delete(id) });
    this.#sessions.set(id, session);
    if (this.#outlet !== undefined) session.attach(this.#outlet, null);
    return { ok: true };
  }

  close(id: string, reason: string): void {
    this.#sessions.get(id)?.close(reason);
  }

  closeAll(reason: string): void {
    for (const session of this.#sessions.values()) session.close(reason);
  }

  get size(): number {
    return this.#sessions.size;
  }

  /** @returns false when the input was dropped */
  input(id: string, data: string): boolean {
    return this.#sessions.get(id)?.input(data) ?? false;
  }

  resize(id: string, size: Size): void {
    this.#sessions.get(id)?.resize(size);
  }

  ack(id: string, place: Place): void {
    this.#sessions.get(id)?.ack(place);
  }

  async run(id: string, command: Command): Promise<Answer> {
    const session = this.#sessions.get(id);
    return session === undefined
      ? refuse('unknown-terminal', `There is no terminal ${id}; open it first.`)
      : session.run(command);
  }

  next(id: string, run: string): void {
    this.#sessions.get(id)?.next(run);
  }
}
