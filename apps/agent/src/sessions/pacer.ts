import { constants, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';
import type { Pace } from '@netstage/protocol';

export interface Line {
  script: string;
  /** From 1. */
  line: number;
  waiting: boolean;
}

/** Lets the scripts of one terminal run line by line. */
export interface Pacer {
  /** From now on scripts ask before each line; `onLine` hears of it. */
  arm(pace: Exclude<Pace, { mode: 'plain' }>, onLine: (line: Line) => void): void;
  /** Lets the script go on by one line. */
  next(): void;
  /** The script, if one waits, goes on to its end. */
  disarm(): void;
  close(): void;
}

export interface PacerOptions {
  /** The terminal's folder, with the fifos `ask` and `go`. */
  folder: string;
  /** The file for BASH_ENV, with @FOLDER@ and @AGENT@ to fill in. */
  template: string;
  /**
   * Resolves once everybody has seen what the line before did, with the number of the node's last
   * change. Must never take long.
   */
  settle: () => Promise<number>;
}

/** A line that changed nothing in the picture is shown for this part of the pace only. */
const UNCHANGED = 0.25;

interface Armed {
  pace: Exclude<Pace, { mode: 'plain' }>;
  onLine: (line: Line) => void;
  /** The node's last change before the current line; undefined before the first. */
  seq: number | undefined;
}

export function pacer({ folder, template, settle }: PacerOptions): Pacer {
  const file = join(folder, 'pace.sh');
  // For reading and writing: no end of file when a script ends, no blocking before one begins.
  const flags = constants.O_RDWR | constants.O_NONBLOCK;
  const asks = new Socket({ fd: openSync(join(folder, 'ask'), flags), writable: false });
  const go = openSync(join(folder, 'go'), flags);
  let armed: Armed | undefined;
  let release: (() => void) | undefined;
  /** The key was pressed a moment before the line was there. */
  let pressed = false;
  let rest = '';

  asks.setEncoding('utf8');
  asks.on('error', () => undefined);
  asks.on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = (lines.pop() ?? '').slice(0, 4_096);
    for (const line of lines) {
      const match = /^(\d+-\d+) (\d+) (.*)$/.exec(line);
      if (match === null) continue;
      const [, token = '', number = '', script = ''] = match;
      void hold(Number(number), script).finally(() => answer(token));
    }
  });

  const hold = async (line: number, script: string) => {
    const run = armed;
    if (run === undefined) return;
    const seq = await settle();
    if (run !== armed) return;
    const before = run.seq;
    run.seq = seq;
    const { pace, onLine } = run;
    const changed = before !== undefined && before !== seq;
    const full = pace.mode === 'timed' ? pace.ms : Infinity;
    const part = pace.mode === 'timed' && before !== undefined ? full * UNCHANGED : 0;
    const ms = changed ? full : part;
    if (ms > 0 && !pressed) {
      onLine({ script, line, waiting: true });
      await wait(ms);
      if (run !== armed) return;
    }
    pressed = false;
    onLine({ script, line, waiting: false });
  };

  const wait = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = Number.isFinite(ms) ? setTimeout(() => release?.(), ms) : undefined;
      release = () => {
        clearTimeout(timer);
        release = undefined;
        resolve();
      };
    });

  const answer = (token: string) => {
    try {
      writeSync(go, `${token}\n`);
    } catch {
      // Full of answers to scripts that have died: the one that waits sees that by itself.
    }
  };

  return {
    arm(pace, onLine) {
      armed = { pace, onLine, seq: undefined };
      pressed = false;
      drain(go);
      const text = template
        .replaceAll('@FOLDER@', folder)
        .replaceAll('@AGENT@', String(process.pid));
      writeFileSync(file, text, { mode: 0o600 });
    },
    next() {
      if (release === undefined) pressed = armed !== undefined;
      else release();
    },
    disarm() {
      armed = undefined;
      rmSync(file, { force: true });
      release?.();
    },
    close() {
      this.disarm();
      asks.destroy();
    },
  };
}

/** Takes answers out that nobody waited for any more. */
function drain(fifo: number): void {
  try {
    readFileSync(fifo);
  } catch {
    // EAGAIN: empty.
  }
}
