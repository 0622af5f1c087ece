import type { Command, TerminalOpened } from '@netstage/protocol';
import { Screen } from '../screen/screen.ts';
import type { AgentLink } from './agent-link.ts';

/** Bytes taken in are acknowledged in such portions, or after a moment. */
const ACK_EVERY = 131_072;
const ACK_AFTER = 50;
/** The emulator may be so far behind, characters. */
const EMULATOR_LAG = 1_048_576;
/** How soon to look again whether the stage has caught up. */
const HELD_AGAIN = 10;

interface Surroundings {
  link: () => AgentLink | undefined;
  /** Whether a stage cannot keep up with the output just now. */
  holds: () => boolean;
}

/** One life of a shell, from the hub's side: its screen, and the flow of its output. */
export class Session {
  readonly terminal: string;
  /** The epoch of the agent that holds the shell. */
  readonly agent: string;
  readonly screen: Screen;
  /** It ends on purpose: its successor need not say that it is gone. */
  renewed = false;
  /** Commands given to the agent that it has not reported on yet, by their run. */
  readonly asked = new Map<string, Command>();
  readonly #around: Surroundings;
  /** Whoever asked before this place was not answered then, and is not waiting any more. */
  #answersFrom: number;
  #acked = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(opened: TerminalOpened, agent: string, around: Surroundings) {
    this.terminal = opened.terminal;
    this.agent = agent;
    this.#around = around;
    this.#answersFrom = opened.end;
    this.screen = new Screen(
      opened.terminal,
      opened.epoch,
      opened.size,
      (answer, from) => {
        if (from >= this.#answersFrom) around.link()?.input(this.terminal, answer);
      },
      () => this.flow(),
    );
  }

  /** The agent is back, and the shell with it. */
  reattached({ end }: TerminalOpened): void {
    this.#answersFrom = end;
    // What was acknowledged to the connection before counts no more.
    this.#acked = 0;
    this.flow();
  }

  dispose(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.screen.dispose();
  }

  /** Acknowledges what was received, now or soon. */
  flow(): void {
    const { offset } = this.screen.received;
    if (offset - this.#acked >= ACK_EVERY) this.#ack();
    else if (offset > this.#acked) this.#timer ??= this.#later(ACK_AFTER);
  }

  /** The agent stops reading the shell when too much is unacknowledged: so the stage holds it up. */
  #ack(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const { epoch, offset } = this.screen.received;
    if (this.#around.holds() || this.screen.behind > EMULATOR_LAG) {
      this.#timer = this.#later(HELD_AGAIN);
      return;
    }
    this.#acked = offset;
    this.#around.link()?.ack(this.terminal, { epoch, offset });
  }

  #later(ms: number): NodeJS.Timeout {
    return setTimeout(() => {
      this.#timer = null;
      this.#ack();
    }, ms);
  }
}
