import { judge, type Command, type RunPhase } from '@netstage/protocol';
import type { Mark } from './marks.ts';
import type { Pacer } from './pacer.ts';
import { plain } from './plain.ts';
import { Tail } from './tail.ts';

export interface CommandRunOptions {
  command: Command;
  /** Types into the shell. */
  type: (text: string) => void;
  pacer: Pacer;
  report: (state: RunPhase) => void;
}

/** Of the output, the last 64 KB of text are judged; escape sequences may triple it. */
const JUDGED = 64 * 1024;
const CTRL_C = '\u0003';

/** One command on its way: typed, run, held against what its cue expects. */
export class CommandRun {
  readonly #command: Command;
  readonly #type: (text: string) => void;
  readonly #pacer: Pacer;
  readonly #report: (state: RunPhase) => void;
  readonly #output = new Tail(JUDGED * 3);
  #phase: 'typing' | 'entered' | 'running' | 'ended' = 'typing';
  #held = '';
  #entered = 0;
  #timer: NodeJS.Timeout | undefined;
  /** Milliseconds of its timeout that are left; waiting for a key does not count. */
  #left: number;
  #since = 0;
  /** Of a command that runs on: what it has told. */
  #told: 'nothing' | 'ready' | 'shown' = 'nothing';

  constructor({ command, type, pacer, report }: CommandRunOptions) {
    this.#command = command;
    this.#type = type;
    this.#pacer = pacer;
    this.#report = report;
    this.#left = command.timeout;
  }

  get id(): string {
    return this.#command.run;
  }

  get ended(): boolean {
    return this.#phase === 'ended';
  }

  start(): void {
    const { command, typing, pace } = this.#command;
    if (pace.mode !== 'plain')
      this.#pacer.arm(pace, ({ script, line, waiting }) => {
        if (this.ended) return;
        if (waiting) this.#stopClock();
        else this.#startClock();
        this.#report({ phase: 'line', script, line, waiting });
      });
    this.#report({ phase: 'typing' });
    const text = typeable(command);
    // A paste is one key press; so is everything when there is no pace to show.
    const keys = typing === 0 || text !== command ? [text] : Array.from(text);
    const press = () => {
      const key = keys.shift();
      if (key === undefined) return this.#enter();
      this.#type(key);
      if (typing === 0) press();
      else this.#timer = setTimeout(press, typing);
    };
    press();
  }

  /** @returns whether the run keeps it for itself: nobody types into a line that is being typed */
  input(data: string): boolean {
    if (this.#phase !== 'typing') return false;
    if (data.includes(CTRL_C)) {
      this.#end(null, ['it was interrupted while it was typed']);
      return false;
    }
    this.#held += data;
    return true;
  }

  output(bytes: Uint8Array): void {
    if (this.#phase !== 'running') return;
    this.#output.push(bytes);
    const { ready, expect } = this.#command;
    if (ready === undefined || this.#told === 'shown') return;
    const text = this.#text();
    if (this.#told === 'nothing' && !text.includes(ready)) return;
    const told = judge({ includes: expect.includes }, text, 0).held ? 'shown' : 'ready';
    if (told === this.#told) return;
    this.#told = told;
    this.#report({ phase: 'running', ready: true, ...(told === 'shown' ? { shown: true } : {}) });
  }

  mark(mark: Mark): void {
    if (mark.type === 'run' && this.#phase === 'entered') this.#phase = 'running';
    if (mark.type !== 'end') return;
    if (this.#phase === 'typing') this.#end(null, ['the prompt was left while it was typed']);
    // Any shell's: a command may lead into another shell, or out of one.
    else if (!this.ended) this.#end(mark.exit);
  }

  next(): void {
    this.#pacer.next();
  }

  /** The shell is gone. */
  gone(reason: string): void {
    if (!this.ended) this.#end(null, [reason]);
  }

  #enter(): void {
    this.#phase = 'entered';
    this.#entered = performance.now();
    this.#type('\r');
    if (this.#held !== '') this.#type(this.#held);
    this.#held = '';
    this.#startClock();
    this.#report({ phase: 'running' });
  }

  #startClock(): void {
    clearTimeout(this.#timer);
    this.#since = performance.now();
    this.#timer = setTimeout(() => this.#end(null), this.#left);
  }

  #stopClock(): void {
    clearTimeout(this.#timer);
    this.#left = Math.max(0, this.#left - (performance.now() - this.#since));
  }

  #end(exit: number | null, why?: string[]): void {
    const took = this.#phase === 'typing' ? 0 : Math.round(performance.now() - this.#entered);
    this.#phase = 'ended';
    clearTimeout(this.#timer);
    this.#pacer.disarm();
    const verdict =
      why === undefined ? judge(this.#command.expect, this.#text(), exit) : { held: false, why };
    this.#report({ phase: 'ended', exit, took, verdict });
  }

  #text(): string {
    return plain(this.#output.bytes()).slice(-JUDGED);
  }
}

/**
 * What to send for the command to stand on the line as it is written: keys, or, when a key would
 * do something (Tab, Enter), a bracketed paste. Control characters have no business in a cue.
 */
function typeable(command: string): string {
  const text = command.replace(/[^\P{Cc}\n\t]/gu, '');
  return /[\n\t]/.test(text) ? `\u001b[200~${text}\u001b[201~` : text;
}
