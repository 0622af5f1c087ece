import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Log } from '../base/log.ts';

/** Milliseconds before an agent is started again: doubling, until one has lived for a while. */
const BACKOFF = { first: 250, longest: 5_000, settled: 10_000 } as const;

interface Options {
  node: string;
  /** Starts the agent's process. Throws, with the reason, when its node is not up. */
  start: () => ChildProcess;
  /** What the agent reads from its stdin: where the hub is, who it is, and its token. */
  config: () => Record<string, string>;
  /** The agent ended, and why; it will be started again. */
  onEnd: (reason: string) => void;
  log: Log;
}

/** Keeps one node's agent running. */
export class AgentKeeper {
  readonly #options: Options;
  #child: ChildProcess | null = null;
  #timer: NodeJS.Timeout | null = null;
  #wait: number = BACKOFF.first;
  #wanted = false;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Starts the agent, in place of one that may still be ending. */
  start(): void {
    this.stop();
    this.#wanted = true;
    this.#wait = BACKOFF.first;
    this.#launch();
  }

  /**
   * Lets go of the agent, which ends with its node. Killing what started it from outside of the node
   * would leave its exit status to this machine's init, which may take a second to take it, and the
   * node does not end before that.
   */
  stop(): void {
    this.#wanted = false;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#child = null;
  }

  #launch(): void {
    const { node, start, config, log } = this.#options;
    let child: ChildProcess;
    try {
      child = start();
    } catch (error) {
      this.#ended(String(error instanceof Error ? error.message : error), 0);
      return;
    }
    this.#child = child;
    const begun = performance.now();
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      if (stream)
        createInterface({ input: stream }).on('line', (line) => {
          said = line;
          log.debug({ node }, line);
        });
    // An agent that ended before it read its configuration is told of by its exit.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(`${JSON.stringify(config())}\n`);
    const ended = (how: string): void => {
      if (this.#child !== child) return;
      this.#child = null;
      this.#ended(how, performance.now() - begun);
    };
    child.once('error', (error) => ended(error.message));
    child.once('close', (code, signal) => {
      const how = `its agent ended (${signal ?? `exit ${code}`})`;
      // Only who gives up has said why: the last words of who is killed were about something else.
      const gaveUp = code !== null && code !== 0;
      ended(gaveUp && said ? `${how}: ${said}` : how);
    });
  }

  #ended(reason: string, lived: number): void {
    if (!this.#wanted) return;
    const { node, onEnd, log } = this.#options;
    if (lived > BACKOFF.settled) this.#wait = BACKOFF.first;
    log.warn({ node, again: `${this.#wait} ms` }, reason);
    onEnd(reason);
    this.#timer = setTimeout(() => this.#launch(), this.#wait);
    this.#wait = Math.min(this.#wait * 2, BACKOFF.longest);
  }
}
