import {
  accepted,
  refuse,
  type Answer,
  type Command,
  type Place,
  type RunReport,
  type ShellState,
  type Size,
} from '@netstage/protocol';
import { CommandRun } from './command-run.ts';
import { EditLine } from './edit-line.ts';
import { Flow } from './flow.ts';
import { MarkParser, type Mark } from './marks.ts';
import type { Outlet } from './outlet.ts';
import type { Pacer } from './pacer.ts';
import type { OpenPty, Pty } from './pty.ts';

export interface SessionOptions {
  id: string;
  size: Size;
  /** The shell, and the environment that is all it gets. */
  command: readonly string[];
  environment: Readonly<Record<string, string>>;
  folder: string;
  /** The word in the shell's own marks. */
  nonce: string;
  pacer: Pacer;
  openPty: OpenPty;
  /** Milliseconds since 1970. */
  now: () => number;
  onClosed: () => void;
}

/** A shell that lived shorter (ms) is followed by the next one ever more slowly. */
const SHORT_LIFE = 2_000;
const LONGEST_RESPAWN = 10_000;
/** Milliseconds for an echo to come back before a line counts as untouched. */
const ECHO = 40;
const KNOWN_RUNS = 64;

/** One named terminal: a shell, its output by offset, and what the shell is doing. Knows no socket. */
export class Session {
  readonly #options: SessionOptions;
  readonly #edit = new EditLine();
  readonly #flow: Flow;
  #pty: Pty | undefined;
  #parser: MarkParser;
  #size: Size;
  #title: string;
  #shell: ShellState = { at: 'starting' };
  #editing = false;
  #closing: string | undefined;
  #born = 0;
  #respawn: { notice: string; delay: number } | undefined;
  #respawnTimer: NodeJS.Timeout | undefined;
  #lastInput = -Infinity;
  #run: CommandRun | undefined;
  /** Told again to a hub that comes back: it may have missed how the run went on. */
  #lastReport: RunReport | undefined;
  readonly #knownRuns = new Set<string>();

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#size = options.size;
    this.#title = options.id;
    this.#flow = new Flow({
      id: options.id,
      size: options.size,
      facts: () => ({ title: this.#title, shell: this.#shell }),
      hold: (held) => (held ? this.#pty?.pause() : this.#pty?.resume()),
    });
    this.#parser = new MarkParser(options.nonce);
    this.#spawn();
  }

  /** Sends what came after `place`, or all there is, and from then on what comes. */
  attach(outlet: Outlet, place: Place | null): void {
    this.#flow.attach(outlet, place);
    if (this.#lastReport !== undefined) outlet.run(this.#lastReport);
    this.#spawnNext();
  }

  /** The hub is away: the shell goes on until as much is unsent as may be. */
  detach(): void {
    this.#flow.detach();
  }

  /** All bytes before the place were taken in. */
  ack(place: Place): void {
    this.#flow.ack(place);
  }

  /** @returns false when it was dropped: the program takes none, and too much waits already */
  input(data: string): boolean {
    this.#lastInput = performance.now();
    if (this.#run?.input(data) === true) return true;
    return this.#type(data);
  }

  resize(size: Size): void {
    if (size.cols === this.#size.cols && size.rows === this.#size.rows) return;
    this.#size = size;
    this.#flow.resize(size);
    this.#pty?.resize(size);
  }

  /** Types and runs a command, if the shell is at an empty prompt. */
  async run(command: Command): Promise<Answer> {
    // What was typed a moment ago is not on the line yet.
    if (performance.now() - this.#lastInput < ECHO)
      await new Promise((resolve) => setTimeout(resolve, ECHO));
    if (this.#knownRuns.has(command.run)) return accepted;
    const { id } = this.#options;
    if (this.#run !== undefined && !this.#run.ended)
      return refuse('busy', `${id}: a command is running; wait for it, or press Ctrl-C there.`);
    switch (this.#shell.at) {
      case 'starting':
        return refuse('busy', `${id}: the shell is starting; try again.`);
      case 'command':
        return refuse('busy', `${id}: a program is running; press Ctrl-C there, or use another.`);
      case 'prompt':
        if (this.#shell.typed)
          return refuse('half-typed', `${id}: a line is half typed; press Ctrl-C there first.`);
    }
    this.#remember(command.run);
    this.#run = new CommandRun({
      command,
      type: (text) => this.#type(text),
      pacer: this.#options.pacer,
      report: (state) => {
        this.#flow.send();
        this.#lastReport = { terminal: id, run: command.run, state };
        this.#flow.outlet?.run(this.#lastReport);
      },
    });
    this.#run.start();
    return accepted;
  }

  /** Lets the paced script of this run go on by one line. */
  next(run: string): void {
    if (this.#run?.id === run) this.#run.next();
  }

  close(reason: string): void {
    if (this.#closing !== undefined) return;
    this.#closing = reason;
    clearTimeout(this.#respawnTimer);
    if (this.#pty === undefined) this.#closed();
    else this.#pty.hangUp();
  }

  #spawn(): void {
    const { command, environment, folder, openPty } = this.#options;
    this.#born = performance.now();
    this.#shell = { at: 'starting' };
    this.#editing = false;
    try {
      this.#pty = openPty({
        command,
        environment,
        folder,
        size: this.#size,
        onData: (bytes) => this.#take(bytes),
        onExit: (exit, signal) => {
          const how =
            signal === 0 ? `ended with exit code ${exit}` : `was killed by signal ${signal}`;
          this.#exited(`The shell ${how}.`);
        },
      });
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.#exited(`There is no shell to be had: ${why}.`);
    }
  }

  #take(bytes: Uint8Array): void {
    this.#flow.push(bytes);
    let at = 0;
    for (const { mark, end } of this.#parser.feed(bytes)) {
      this.#text(bytes.subarray(at, end));
      this.#mark(mark);
      at = end;
    }
    this.#text(bytes.subarray(at));
    if (this.#editing && this.#shell.at === 'prompt' && this.#shell.typed !== this.#edit.typed)
      this.#enter({ at: 'prompt', typed: this.#edit.typed });
  }

  #text(bytes: Uint8Array): void {
    if (this.#editing) this.#edit.feed(bytes);
    this.#run?.output(bytes);
  }

  #mark(mark: Mark): void {
    switch (mark.type) {
      case 'input':
        this.#editing = true;
        this.#edit.reset();
        this.#enter({ at: 'prompt', typed: false });
        break;
      case 'run':
        this.#editing = false;
        this.#enter({ at: 'command', since: this.#options.now() });
        break;
      case 'title':
        if (mark.text === this.#title) break;
        this.#title = mark.text;
        this.#enter(this.#shell);
        break;
      case 'prompt':
      case 'end':
        this.#editing = false;
        break;
    }
    this.#run?.mark(mark);
  }

  #enter(shell: ShellState): void {
    this.#shell = shell;
    // Whoever hears of an end or a prompt has what was printed before it.
    this.#flow.send();
    this.#flow.outlet?.state({ terminal: this.#options.id, title: this.#title, shell });
  }

  #type(data: string): boolean {
    if (this.#pty === undefined) return false;
    if (data === '\u0003' && this.#pty.stuck) {
      this.#pty.interrupt();
      return true;
    }
    return this.#pty.write(Buffer.from(data));
  }

  #remember(run: string): void {
    this.#knownRuns.add(run);
    const [oldest] = this.#knownRuns;
    if (this.#knownRuns.size > KNOWN_RUNS && oldest !== undefined) this.#knownRuns.delete(oldest);
  }

  #exited(how: string): void {
    this.#pty = undefined;
    this.#run?.gone(how);
    this.#flow.send();
    if (this.#closing !== undefined) return this.#closed();
    const short = performance.now() - this.#born < SHORT_LIFE;
    const before = this.#respawn?.delay ?? 0;
    const delay = short ? Math.min(Math.max(500, before * 2), LONGEST_RESPAWN) : 0;
    this.#respawn = { notice: `${how} This is a new one.`, delay };
    // A fresh life replaces this one, so the hub has to have all of this one first.
    if (this.#flow.outlet !== undefined) this.#spawnNext();
  }

  #spawnNext(): void {
    const next = this.#respawn;
    if (next === undefined || this.#pty !== undefined || this.#closing !== undefined) return;
    clearTimeout(this.#respawnTimer);
    this.#respawnTimer = setTimeout(() => {
      if (this.#flow.outlet === undefined) return;
      this.#parser = new MarkParser(this.#options.nonce);
      this.#title = this.#options.id;
      this.#shell = { at: 'starting' };
      this.#flow.renew(this.#size);
      this.#flow.push(Buffer.from(`\u001b[7m ${next.notice} \u001b[0m\r\n`));
      this.#flow.send();
      this.#spawn();
    }, next.delay);
  }

  #closed(): void {
    this.#flow.send();
    this.#flow.outlet?.closed({ terminal: this.#options.id, reason: this.#closing ?? '' });
    this.#options.pacer.close();
    this.#options.onClosed();
  }
}
