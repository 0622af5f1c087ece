import { diff, type NodeState } from '@netstage/topology';
import type { NodeChanges, NodeSnapshot } from '@netstage/protocol';

export type NodeMessage =
  { type: 'snapshot'; message: NodeSnapshot } | { type: 'changes'; message: NodeChanges };

/** Sets of changes kept for a hub that comes back; beyond that it gets a snapshot. */
const KEPT = 256;

/** The node's state as a numbered stream. Knows no socket. */
export class NodeLog {
  readonly #epoch: string;
  #seq = 0;
  #at = 0;
  #state: NodeState | null = null;
  #log: NodeChanges[] = [];

  constructor(epoch: string) {
    this.#epoch = epoch;
  }

  /** The number of the last change; 0 before the first. */
  get seq(): number {
    return this.#seq;
  }

  /** Takes the next state. Null when nothing has changed. */
  push(state: NodeState, at: number): NodeMessage | null {
    const before = this.#state;
    const changes = diff(before, state);
    this.#at = at;
    if (before !== null && changes.length === 0) return null;
    this.#state = state;
    if (before === null) return this.#snapshot(state);
    this.#seq += 1;
    const message = { epoch: this.#epoch, seq: this.#seq, at, changes };
    this.#log.push(message);
    if (this.#log.length > KEPT) this.#log.shift();
    return { type: 'changes', message };
  }

  /** What a hub that has everything up to `known` still lacks. */
  since(known: { epoch: string; seq: number } | null): NodeMessage[] {
    if (this.#state === null) return [];
    const missing = this.#log.filter(({ seq }) => known !== null && seq > known.seq);
    const complete =
      known?.epoch === this.#epoch && this.#seq - known.seq === missing.length && known.seq >= 0;
    if (!complete) return [this.#snapshot(this.#state)];
    return missing.map((message) => ({ type: 'changes', message }));
  }

  #snapshot(state: NodeState): NodeMessage {
    const message = { epoch: this.#epoch, seq: this.#seq, at: this.#at, state };
    return { type: 'snapshot', message };
  }
}
