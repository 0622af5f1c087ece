import { EscapeScanner, lastLines, ScrollRegions, scrollsAway } from '@netstage/protocol';
import type { Terminal } from '@xterm/xterm';

/** Characters of plain text from which on it is worth looking for lines that scroll away. */
const FLOOD = 65_536;
/**
 * Ms to let a flood gather: a frame. The more there is, the more of it need not be parsed; and what
 * is not parsed is not laid out either.
 */
const GATHER = 16;
/** Characters that may wait and count as taken in; beyond, whoever sends them is to wait, too. */
const EARLY = 1_048_576;

interface Piece {
  readonly data: string;
  /** Nothing but characters, and controls that act at once. */
  readonly plain: boolean;
  readonly taken: () => void;
}

/** Output on its way into an xterm. */
export interface Intake {
  /** Characters that are not taken in yet. */
  readonly waiting: number;
  /**
   * @param taken called once the screen is what it is after this; in a flood of plain text at once,
   *   which is a frame early
   */
  readonly write: (data: string, taken: () => void) => void;
  /** Does something between what came so far and what comes later. */
  readonly inOrder: (act: () => void) => void;
  /** Drops what has not been given to the xterm yet, and starts anew from a reset. */
  readonly reset: (act: () => void) => void;
  readonly dispose: () => void;
}

type Fed = Pick<Terminal, 'write' | 'rows' | 'modes' | 'buffer' | 'parser' | 'onResize'>;

/**
 * Feeds an xterm at once while it keeps up. When a flood of plain text waits, only those of its lines
 * are parsed that are still there at its end.
 *
 * @param scrollback lines above the screen that the xterm keeps
 * @param onIdle called when nothing waits any more
 */
export function createIntake(terminal: Fed, scrollback: number, onIdle: () => void): Intake {
  const regions = new ScrollRegions(terminal);
  let escapes = new EscapeScanner();
  let queue: Piece[] = [];
  /** Characters in the queue, and those that the xterm was given and has not parsed. */
  let queued = 0;
  let parsing = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Whether lines are being skipped: plain text that comes now costs next to nothing. */
  let skimming = false;

  function hurry(): void {
    clearTimeout(timer);
    timer = undefined;
    pump();
  }

  function pump(): void {
    if (timer !== undefined || queue.length === 0) return;
    const plain = plainOnes();
    if (plain.length === 0 || queued + parsing <= FLOOD) feed();
    else if (parsing > 0) return;
    else if (lengthOf(plain) > FLOOD && scrollsAway(terminal, regions)) skim(plain);
    else feed();
  }

  function plainOnes(): Piece[] {
    const end = queue.findIndex((piece) => !piece.plain);
    return end < 0 ? queue : queue.slice(0, end);
  }

  function take(pieces: readonly Piece[]): void {
    queue = queue.slice(pieces.length);
    const length = lengthOf(pieces);
    queued -= length;
    parsing += length;
  }

  /** All that waits, piece by piece: xterm lets the page have its turn between two. */
  function feed(): void {
    const pieces = queue;
    take(pieces);
    skimming = false;
    for (const { data, taken } of pieces)
      terminal.write(data, () => {
        taken();
        parsed(data.length);
      });
  }

  /** Until it has acted, nothing is known of the screen that comes after. */
  function inBand(data: string, act: () => void): void {
    parsing += 1;
    terminal.write(data, () => {
      act();
      parsed(1);
    });
  }

  function parsed(length: number): void {
    parsing -= length;
    pump();
    if (queued + parsing === 0) onIdle();
  }

  function skim(pieces: readonly Piece[]): void {
    take(pieces);
    const { text, skipped } = lastLines(
      pieces.map(({ data }) => data),
      scrollback + terminal.rows,
    );
    skimming = skipped;
    if (skipped) for (const { taken } of pieces) taken();
    // Lines without end can't be skimmed.
    let at = 0;
    for (; text.length - at > FLOOD; at += FLOOD) terminal.write(text.slice(at, at + FLOOD));
    terminal.write(text.slice(at), () => {
      if (!skipped) for (const { taken } of pieces) taken();
      else if (queue.every(({ plain }) => plain)) timer ??= setTimeout(hurry, GATHER);
      parsed(lengthOf(pieces));
    });
  }

  return {
    get waiting() {
      return queued + parsing;
    },
    write(data, taken) {
      if (data === '') {
        taken();
        return;
      }
      escapes.pass(data);
      const { plain } = escapes;
      const early = plain && skimming && queued < EARLY;
      queue.push({ data, plain, taken: early ? () => {} : taken });
      queued += data.length;
      if (early) taken();
      // What is drawn on a screen, or asked, is not to wait for more of a flood.
      if (plain) pump();
      else hurry();
    },
    inOrder(act) {
      hurry();
      if (queue.length > 0) feed();
      inBand('', act);
    },
    reset(act) {
      clearTimeout(timer);
      timer = undefined;
      queue = [];
      queued = 0;
      escapes = new EscapeScanner();
      // RIS: output which still waits to be parsed is wiped as well.
      inBand('\u001bc', act);
    },
    dispose() {
      clearTimeout(timer);
      queue = [];
    },
  };
}

/** @returns UTF-16 units */
function lengthOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { data }) => sum + data.length, 0);
}
