import type { NodeChanges, NodeSnapshot, NodeView } from '@netstage/protocol';
import type { Stage } from './stage.ts';

interface Known {
  step: number;
  epoch: string | null;
  seq: number;
  /** A gap was seen and the missing part asked for; nothing applies until it comes. */
  resuming: boolean;
  flushes: { seq: number; done: () => void }[];
}

/** Folds what the agents tell of their nodes into the stage, in order and without gaps. */
export class Nodes {
  readonly #stage: Stage;
  readonly #now: () => number;
  readonly #resume: (node: string) => void;
  readonly #known = new Map<string, Known>();

  /**
   * @param now milliseconds since 1970
   * @param resume asks the node's agent for all that comes after `place`
   */
  constructor(stage: Stage, now: () => number, resume: (node: string) => void) {
    this.#stage = stage;
    this.#now = now;
    this.#resume = resume;
  }

  /** Expects an agent for the node. */
  add(node: string, step: number): void {
    this.#known.set(node, { step, epoch: null, seq: 0, resuming: false, flushes: [] });
    this.#show(node, { status: 'booting' });
  }

  has(node: string): boolean {
    return this.#known.has(node);
  }

  /** What is known of the node, for the agent to continue after. */
  place(node: string): { epoch: string; seq: number } | null {
    const known = this.#known.get(node);
    return known && known.epoch !== null ? { epoch: known.epoch, seq: known.seq } : null;
  }

  /** The node starts anew: nothing that was known of it continues. */
  renew(node: string): void {
    const known = this.#known.get(node);
    if (!known) return;
    Object.assign(known, { epoch: null, seq: 0, resuming: false, flushes: [] });
    this.#show(node, { status: 'booting' });
  }

  here(node: string): void {
    this.#show(node, { status: 'here' });
  }

  /**
   * The node's agent is gone. The state that was last known stays, marked as such.
   * @param heard when it was last known to be there, ms since 1970, if later than its last word
   */
  away(node: string, reason: string, heard = 0): void {
    const known = this.#known.get(node);
    if (!known) return;
    known.resuming = false;
    known.flushes.length = 0;
    const link = this.#stage.state.nodes[node]?.link;
    const since = link?.status === 'away' ? link.since : this.#now();
    this.#show(node, { status: 'away', since, reason }, heard);
  }

  snapshot(node: string, { epoch, seq, state }: NodeSnapshot): void {
    const known = this.#known.get(node);
    const view = this.#stage.state.nodes[node];
    if (!known || !view) return;
    Object.assign(known, { epoch, seq, resuming: false });
    this.#stage.publish({ type: 'node', view: { ...view, heard: this.#now(), state } });
    this.#answerFlushes(known);
  }

  changes(node: string, { epoch, seq, at, changes }: NodeChanges): void {
    const known = this.#known.get(node);
    if (!known) return;
    const follows = epoch === known.epoch && seq === known.seq + 1;
    if (epoch === known.epoch && seq <= known.seq) return;
    if (!follows) {
      if (!known.resuming) {
        known.resuming = true;
        this.#resume(node);
      }
      return;
    }
    known.seq = seq;
    known.resuming = false;
    this.#stage.publish({ type: 'node-changes', node, heard: this.#now(), at, changes });
    this.#answerFlushes(known);
  }

  /** Calls back once everything up to `seq` was folded in and told on. */
  flush(node: string, seq: number, done: () => void): void {
    const known = this.#known.get(node);
    if (!known) return;
    known.flushes.push({ seq, done });
    this.#answerFlushes(known);
  }

  #answerFlushes(known: Known): void {
    const due = known.flushes.filter((flush) => flush.seq <= known.seq);
    known.flushes = known.flushes.filter((flush) => flush.seq > known.seq);
    for (const flush of due) flush.done();
  }

  #show(node: string, link: NodeView['link'], heard = 0): void {
    const known = this.#known.get(node);
    if (!known) return;
    const before = this.#stage.state.nodes[node];
    const view: NodeView = {
      node,
      step: known.step,
      link,
      heard: before ? Math.max(before.heard, heard) : this.#now(),
      state: before?.state ?? null,
    };
    this.#stage.publish({ type: 'node', view });
  }
}
