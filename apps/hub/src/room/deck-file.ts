import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { outlineSchema } from '@netstage/protocol';
import type { Outline } from '@netstage/protocol';
import type { Log } from '../base/log.ts';

/** Ms between two looks at the file: a deck that is rebuilt during the talk is noticed. */
const LOOK = 1_000;

/** The outline of the deck that is being served, from the file its build wrote beside it. */
export class DeckFile {
  readonly #file: string;
  readonly #log: Log;
  readonly #onChange: (outline: Outline | null) => void;
  readonly #timer: NodeJS.Timeout;
  #seen = '';
  #outline: Outline | null = null;

  constructor(deckDir: string, log: Log, onChange: (outline: Outline | null) => void) {
    this.#file = join(deckDir, 'deck.json');
    this.#log = log;
    this.#onChange = onChange;
    this.look();
    this.#timer = setInterval(() => this.look(), LOOK);
    this.#timer.unref();
  }

  get outline(): Outline | null {
    return this.#outline;
  }

  look(): void {
    const stat = statSync(this.#file, { throwIfNoEntry: false });
    const seen = stat ? `${stat.mtimeMs} ${stat.ino} ${stat.size}` : '';
    if (seen === this.#seen) return;
    // While a build replaces the deck there is none: the one before is as good as it gets.
    if (!stat) return;
    try {
      this.#outline = outlineSchema.parse(JSON.parse(readFileSync(this.#file, 'utf8')));
      this.#seen = seen;
      this.#onChange(this.#outline);
    } catch (error) {
      // Half-written: the next look reads it whole. Anything else says so once for a change.
      if (!(error instanceof SyntaxError)) {
        this.#seen = seen;
        this.#log.error({ file: this.#file }, `the deck's outline is of no use: ${String(error)}`);
      }
    }
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
