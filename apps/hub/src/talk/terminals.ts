import { accepted, DEFAULT_SIZE, nodeOf, refuse, terminalId } from '@netstage/protocol';
import type {
  Answer,
  Command,
  Place,
  RunReport,
  Size,
  TerminalOpened,
  TerminalOutput,
  TerminalResized,
  TerminalState,
} from '@netstage/protocol';
import type { Fanout } from '../fanout/fanout.ts';
import type { AgentLink } from './agent-link.ts';
import { isReport } from './reports.ts';
import { Session } from './session.ts';
import type { Stage } from './stage.ts';

/** Terminals that one node may have: each is a shell, a ring and a screen. */
const TERMINALS_PER_NODE = 8;

/** The shells of all nodes: their output in, input and sizes out. */
export class Terminals {
  readonly #stage: Stage;
  readonly #fanout: Fanout;
  readonly #link: (node: string) => AgentLink | undefined;
  readonly #sessions = new Map<string, Session>();

  /** @param link the agent that is connected for a node */
  constructor(stage: Stage, fanout: Fanout, link: (node: string) => AgentLink | undefined) {
    this.#stage = stage;
    this.#fanout = fanout;
    this.#link = link;
  }

  /** What the hub has of a node's terminals. */
  places(node: string): ({ terminal: string } & Place)[] {
    return this.#of(node).map((session) => ({
      terminal: session.terminal,
      ...session.screen.received,
    }));
  }

  /** Opens the node's terminals, and its main one in any case; ones that are open stay as they are. */
  openAll(node: string): void {
    const main = terminalId(node);
    const link = this.#link(node);
    if (!this.#sessions.has(main)) link?.open(main, DEFAULT_SIZE);
    for (const { terminal, screen } of this.#of(node)) link?.open(terminal, screen.size);
  }

  /** The node is about to start anew, its shells with it. */
  renew(node: string): void {
    for (const session of this.#of(node)) session.renewed = true;
  }

  /** The visible text of every terminal. */
  texts(): Record<string, string> {
    return Object.fromEntries(
      [...this.#sessions.values()].map(({ terminal, screen }) => [terminal, screen.text()]),
    );
  }

  /** @param agent the epoch of the agent's process */
  opened(message: TerminalOpened, agent: string): void {
    const { terminal, epoch, size, title, shell } = message;
    const before = this.#sessions.get(terminal);
    if (before?.screen.epoch === epoch) {
      before.reattached(message);
      this.#fanout.output(terminal, before.screen.resize(size));
    } else {
      const session = new Session(message, agent, {
        link: () => this.#link(nodeOf(terminal)),
        holds: () => this.#fanout.holds(terminal),
      });
      if (before && before.agent !== agent && !before.renewed)
        session.screen.note('A new shell: the one before ended with its agent.');
      if (before) this.#end(before);
      this.#sessions.set(terminal, session);
      this.#fanout.open(session.screen);
    }
    const run = this.#stage.state.terminals[terminal]?.run ?? null;
    this.#stage.publish({ type: 'terminal', view: { id: terminal, title, size, shell, run } });
  }

  output({ terminal, epoch, offset, data }: TerminalOutput): void {
    const session = this.#living(terminal, epoch);
    if (!session) return;
    this.#fanout.output(terminal, session.screen.take(offset, bytesOf(data)));
    session.flow();
  }

  resized({ terminal, epoch, offset, size }: TerminalResized): void {
    const session = this.#living(terminal, epoch);
    // One that comes again after a resume is older than what is here.
    if (!session || offset < session.screen.received.offset) return;
    this.#fanout.output(terminal, session.screen.resize(size));
    const view = this.#stage.state.terminals[terminal];
    if (view) this.#stage.publish({ type: 'terminal', view: { ...view, size } });
  }

  state({ terminal, title, shell }: TerminalState): void {
    const view = this.#stage.state.terminals[terminal];
    if (!view) return;
    if (view.title !== title)
      this.#stage.publish({ type: 'terminal', view: { ...view, title, shell } });
    else this.#stage.publish({ type: 'shell', id: terminal, shell });
  }

  closed(terminal: string): void {
    const session = this.#sessions.get(terminal);
    if (!session) return;
    this.#end(session);
    this.#sessions.delete(terminal);
    this.#fanout.close(terminal);
    this.#stage.publish({ type: 'terminal-gone', id: terminal });
  }

  report({ terminal, run, state }: RunReport): void {
    this.#begin(terminal, run);
    this.#stage.publish({ type: 'run-phase', id: terminal, run, state });
  }

  open(terminal: string, size: Size): Answer {
    const node = nodeOf(terminal);
    const link = this.#link(node);
    if (!link) return this.#away(node);
    if (!this.#sessions.has(terminal) && this.#of(node).length >= TERMINALS_PER_NODE)
      return refuse('too-many', `${node} has ${TERMINALS_PER_NODE} terminals. Close one first.`);
    link.open(terminal, size);
    return accepted;
  }

  close(terminal: string): Answer {
    const link = this.#link(nodeOf(terminal));
    if (!this.#sessions.has(terminal)) return unknown(terminal);
    if (!link) return this.#away(nodeOf(terminal));
    link.close(terminal);
    return accepted;
  }

  input(terminal: string, data: string): void {
    if (!this.#sessions.has(terminal) || isReport(data)) return;
    this.#link(nodeOf(terminal))?.input(terminal, data);
    this.#fanout.typed(terminal);
  }

  resize(terminal: string, size: Size): void {
    if (this.#sessions.has(terminal)) this.#link(nodeOf(terminal))?.resize(terminal, size);
  }

  next(terminal: string, run: string): void {
    if (this.#sessions.has(terminal)) this.#link(nodeOf(terminal))?.next(terminal, run);
  }

  /** Types a command for a browser. The same run asked for twice runs once. */
  async run(terminal: string, command: Command): Promise<Answer> {
    const session = this.#sessions.get(terminal);
    const link = this.#link(nodeOf(terminal));
    if (!session) return unknown(terminal);
    if (!link) return this.#away(nodeOf(terminal));
    const known = this.#stage.state.terminals[terminal]?.run?.run === command.run;
    if (known || session.asked.has(command.run)) return accepted;
    session.asked.set(command.run, command);
    const answer = await link.run(terminal, command);
    if (answer.ok) this.#begin(terminal, command.run);
    else session.asked.delete(command.run);
    return answer;
  }

  stop(): void {
    for (const session of this.#sessions.values()) session.dispose();
    this.#sessions.clear();
  }

  /** Shows an accepted command, before the first report of it. */
  #begin(terminal: string, run: string): void {
    const session = this.#sessions.get(terminal);
    const command = session?.asked.get(run);
    if (!session || !command) return;
    session.asked.delete(run);
    this.#stage.publish({
      type: 'run',
      id: terminal,
      run: { run, cue: command.cue, command: command.command, state: { phase: 'typing' } },
    });
  }

  /** A shell that is gone takes its command along; nobody else will report that. */
  #end(session: Session): void {
    const { terminal } = session;
    const run = this.#stage.state.terminals[terminal]?.run;
    if (run && run.state.phase !== 'ended') {
      const verdict = { held: false, why: ['the shell ended before it did'] };
      const state = { phase: 'ended' as const, exit: null, took: 0, verdict };
      this.#stage.publish({ type: 'run-phase', id: terminal, run: run.run, state });
    }
    session.dispose();
  }

  #of(node: string): Session[] {
    return [...this.#sessions.values()].filter(({ terminal }) => nodeOf(terminal) === node);
  }

  #living(terminal: string, epoch: string): Session | null {
    const session = this.#sessions.get(terminal);
    return session?.screen.epoch === epoch ? session : null;
  }

  #away(node: string): Answer {
    const link = this.#stage.state.nodes[node]?.link;
    if (!link) return refuse('unknown-node', `There is no node ${node}.`);
    const reason = link.status === 'away' ? `: ${link.reason}` : '';
    return refuse(
      'agent-away',
      `${node} is not connected just now${reason}. It comes back by itself.`,
    );
  }
}

function bytesOf(data: Uint8Array | string): Uint8Array {
  return typeof data === 'string' ? Buffer.from(data) : data;
}

function unknown(terminal: string): Answer {
  return refuse('unknown-terminal', `There is no terminal ${terminal}. Open it first.`);
}
