import { emptyStage, reduce, textOf } from '@netstage/protocol';
import type { Refusal, StageState } from '@netstage/protocol';
import type { BrowserClient } from './rig.ts';
import { connected, until } from './rig.ts';
import { Viewer } from './viewer.ts';

/** A browser without a screen: folds what the hub sends as the deck does. */
export class Follower {
  readonly client: BrowserClient;
  state: StageState = emptyStage('nowhere');
  seq = -1;
  /** Numbers that did not follow one another: a browser would have to ask for a snapshot. */
  gaps = 0;
  snapshots = 0;
  /** Screens sent, by terminal. */
  readonly seeds = new Map<string, number>();
  readonly viewers = new Map<string, Viewer>();
  readonly epochs = new Map<string, string>();
  readonly refusals: Refusal[] = [];

  constructor(client: BrowserClient) {
    this.client = client;
    client.on('snapshot', ({ seq, state }) => {
      this.seq = seq;
      this.state = state;
      this.snapshots += 1;
    });
    client.on('event', ({ seq, event }) => {
      if (this.seq < 0 || seq <= this.seq) return;
      if (seq !== this.seq + 1) this.gaps += 1;
      this.seq = seq;
      this.state = reduce(this.state, event);
    });
    client.on('terminal-screen', (screen) => {
      this.seeds.set(screen.terminal, (this.seeds.get(screen.terminal) ?? 0) + 1);
      this.epochs.set(screen.terminal, screen.epoch);
      this.viewer(screen.terminal).start({ ...screen, data: textOf(screen.data) });
    });
    client.on('terminal-output', ({ terminal, offset, end, data }) =>
      this.viewer(terminal).add([{ type: 'output', offset, end, data: textOf(data) }]),
    );
    client.on('terminal-resized', ({ terminal, offset, size }) =>
      this.viewer(terminal).add([{ type: 'resized', offset, end: offset, size }]),
    );
    client.on('refused', (refusal) => this.refusals.push(refusal));
  }

  viewer(terminal: string): Viewer {
    const known = this.viewers.get(terminal) ?? new Viewer();
    this.viewers.set(terminal, known);
    return known;
  }

  /** Connects, is told the state, and watches. */
  async join(...terminals: string[]): Promise<this> {
    await connected(this.client);
    this.client.emit('sync');
    await until(() => this.snapshots > 0);
    if (terminals.length > 0) {
      this.client.emit('watch', { terminals });
      await until(() => terminals.every((terminal) => this.seeds.has(terminal)));
    }
    return this;
  }

  /** The terminal's visible text. */
  text(terminal: string): string {
    const { buffer, rows } = this.viewer(terminal).terminal;
    const lines = Array.from(
      { length: rows },
      (_, row) => buffer.active.getLine(buffer.active.baseY + row)?.translateToString(true) ?? '',
    );
    return lines.join('\n').trimEnd();
  }
}
