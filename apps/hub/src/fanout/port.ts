import type { Outgoing } from './outgoing.ts';

/** What a browser may do, bound when it connects. */
export type Role = 'stage' | 'audience' | 'remote';

/** What the fan-out needs of a transport. Messages to one viewer arrive in the order of the calls. */
export interface Port {
  /** To some viewers; encoded once. */
  send(role: Role, viewers: readonly string[], out: Outgoing): void;
  /** To everyone of that role in the room; encoded once. */
  broadcast(role: Role, room: string, out: Outgoing): void;
  join(viewer: string, room: string): void;
  leave(viewer: string, room: string): void;
  /** Bytes that wait in this process for the viewer's network. */
  buffered(viewer: string): number;
  /** The stage waits for an answer, or has got it: meanwhile the audience's messages stand back. */
  standBack(on: boolean): void;
  /** Disconnects a viewer that takes nothing any more; it may come back. */
  drop(viewer: string): void;
}
