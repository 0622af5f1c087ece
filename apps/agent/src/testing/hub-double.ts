import { createServer } from 'node:http';
import { chmodSync, rmSync } from 'node:fs';
import { Server, type Socket } from 'socket.io';
import { apply, type NodeState } from '@netstage/topology';
import {
  AGENT_NAMESPACE,
  type AgentHello,
  type AgentToHub,
  agentHelloSchema,
  type Answer,
  type Command,
  type HubToAgent,
  type NodeChanges,
  type Place,
  type Refusal,
  type RunReport,
  type Size,
  type TerminalOpened,
  type TerminalState,
} from '@netstage/protocol';

type ServerSocket = Socket<AgentToHub, HubToAgent>;

interface Screen {
  opened: TerminalOpened;
  /** Bytes from `start` on. */
  chunks: Buffer[];
  start: number;
  end: number;
  sizes: { offset: number; size: Size }[];
  gaps: number;
}

/**
 * The other end of the agent's wire, as plain as can be: it folds what comes and keeps it, on a
 * real socket. `alive` switches whether it acknowledges output.
 */
export class HubDouble {
  readonly path: string;
  readonly hellos: AgentHello[] = [];
  readonly reports: RunReport[] = [];
  readonly states: TerminalState[] = [];
  readonly closed: { terminal: string; reason: string }[] = [];
  readonly changes: NodeChanges[] = [];
  readonly screens = new Map<string, Screen>();
  state: NodeState | null = null;
  seq = -1;
  snapshots = 0;
  flushes = 0;
  acks = true;
  refusal: Refusal | null = null;
  /** More to tell when a condition does not come true. */
  context: () => string = () => '';
  #epoch = '';
  #socket: ServerSocket | undefined;
  #io: Server<AgentToHub, HubToAgent> | undefined;
  readonly #waiters = new Set<() => void>();

  constructor(path: string) {
    this.path = path;
  }

  async listen(): Promise<void> {
    rmSync(this.path, { force: true });
    const http = createServer();
    this.#io = new Server(http, { transports: ['websocket'], maxHttpBufferSize: 4e6 });
    this.#io.of(AGENT_NAMESPACE).on('connection', (socket) => this.#serve(socket));
    await new Promise<void>((resolve) => http.listen(this.path, resolve));
    chmodSync(this.path, 0o666);
  }

  async stop(): Promise<void> {
    await this.#io?.close();
    this.#io = undefined;
  }

  get agent(): ServerSocket {
    if (this.#socket === undefined) throw new Error('no agent is connected');
    return this.#socket;
  }

  /** For what no well-behaved hub would send. */
  get raw(): Pick<Socket, 'emit'> {
    return this.agent;
  }

  get connected(): boolean {
    return this.#socket?.connected === true;
  }

  /** Resolves when the condition holds, looked at after everything that comes in. */
  async until(what: string, holds: () => boolean, timeout = 15_000): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const look = () => {
        if (!holds()) return;
        clearTimeout(timer);
        this.#waiters.delete(look);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#waiters.delete(look);
        reject(new Error(`not within ${timeout} ms: ${what}\n${this.#story()}`));
      }, timeout);
      this.#waiters.add(look);
      look();
    });
  }

  bytes(terminal: string): Buffer {
    return Buffer.concat(this.screens.get(terminal)?.chunks ?? []);
  }

  text(terminal: string): string {
    return this.bytes(terminal).toString();
  }

  at(terminal: string): string {
    const state = this.states.findLast((one) => one.terminal === terminal);
    const shell = state?.shell ?? this.screens.get(terminal)?.opened.shell;
    return shell === undefined ? 'none' : shell.at;
  }

  run(terminal: string, command: Partial<Command> & { command: string }): Promise<Answer> {
    return this.agent.timeout(5_000).emitWithAck('command-run', {
      terminal,
      command: {
        run: `run-${Math.random()}`,
        cue: null,
        typing: 0,
        pace: { mode: 'plain' },
        expect: {},
        timeout: 20_000,
        ...command,
      },
    });
  }

  /** Runs it and resolves with the end's report. */
  async ran(terminal: string, command: Partial<Command> & { command: string }) {
    const run = command.run ?? `run-${Math.random()}`;
    const answer = await this.run(terminal, { ...command, run });
    if (!answer.ok) throw new Error(answer.refusal.message);
    const ended = () =>
      this.reports.find((report) => report.run === run && report.state.phase === 'ended');
    await this.until(`the end of ${command.command}`, () => ended() !== undefined, 30_000);
    await this.until('the prompt after it', () => this.at(terminal) === 'prompt');
    const report = ended();
    if (report?.state.phase !== 'ended') throw new Error('unreachable');
    return report.state;
  }

  ack(terminal: string): void {
    const screen = this.screens.get(terminal);
    if (screen === undefined) return;
    const place: Place = { epoch: screen.opened.epoch, offset: screen.end };
    this.agent.emit('terminal-ack', { terminal, ...place });
  }

  /** Everything is forgotten, as when the hub was restarted. */
  forget(): void {
    this.screens.clear();
    this.state = null;
    this.seq = -1;
    this.#epoch = '';
  }

  #serve(socket: ServerSocket): void {
    this.hellos.push(agentHelloSchema.parse(socket.handshake.auth));
    if (this.refusal !== null) {
      socket.emit('refused', this.refusal);
      socket.disconnect();
      this.#look();
      return;
    }
    this.#socket = socket;
    socket.on('node-snapshot', ({ epoch, seq, state }) => {
      this.#epoch = epoch;
      this.seq = seq;
      this.state = state;
      this.snapshots += 1;
      this.#look();
    });
    socket.on('node-changes', (message) => {
      if (message.epoch !== this.#epoch || message.seq !== this.seq + 1 || this.state === null)
        throw new Error(`changes ${message.seq} after ${this.seq}`);
      this.seq = message.seq;
      this.state = apply(this.state, message.changes);
      this.changes.push(message);
      this.#look();
    });
    socket.on('node-flush', ({ seq }, done) => {
      if (this.seq < seq) throw new Error(`flush of ${seq} at ${this.seq}`);
      this.flushes += 1;
      done();
    });
    socket.on('terminal-opened', (opened) => {
      const before = this.screens.get(opened.terminal);
      if (before?.opened.epoch === opened.epoch) before.opened = opened;
      else {
        const start = opened.oldest;
        const { terminal } = opened;
        this.screens.set(terminal, { opened, chunks: [], start, end: start, sizes: [], gaps: 0 });
      }
      this.#look();
    });
    socket.on('terminal-output', ({ terminal, epoch, offset, data }) => {
      const bytes = Buffer.from(data);
      const screen = this.screens.get(terminal);
      if (screen === undefined || screen.opened.epoch !== epoch) throw new Error('unknown output');
      if (offset > screen.end) screen.gaps += 1;
      // Bytes that are here already are cut off by their number.
      const fresh = bytes.subarray(Math.max(0, screen.end - offset));
      screen.chunks.push(fresh);
      screen.end = Math.max(screen.end, offset + bytes.length);
      if (this.acks) this.ack(terminal);
      this.#look();
    });
    socket.on('terminal-resized', ({ terminal, offset, size }) => {
      this.screens.get(terminal)?.sizes.push({ offset, size });
      this.#look();
    });
    socket.on('terminal-state', (message) => {
      this.states.push(message);
      this.#look();
    });
    socket.on('terminal-closed', (message) => {
      this.closed.push(message);
      this.screens.delete(message.terminal);
      this.#look();
    });
    socket.on('run-report', (message) => {
      this.reports.push(message);
      this.#look();
    });
    socket.emit('resume', {
      node: this.seq < 0 ? null : { epoch: this.#epoch, seq: this.seq },
      terminals: [...this.screens.values()].map(({ opened, end }) => ({
        terminal: opened.terminal,
        epoch: opened.epoch,
        offset: end,
      })),
    });
    this.#look();
  }

  #look(): void {
    for (const waiter of Array.from(this.#waiters)) waiter();
  }

  #story(): string {
    const screens = [...this.screens.keys()].map(
      (terminal) => `${terminal}: ${JSON.stringify(this.text(terminal).slice(-300))}`,
    );
    const names = Object.values(this.state?.namespaces ?? {}).map(({ names }) => names.join());
    return [
      this.context(),
      ...screens,
      `namespaces: ${names.join(' ')}`,
      JSON.stringify(this.reports.slice(-3)),
    ].join('\n');
  }
}
