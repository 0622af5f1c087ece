import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { positionSchema } from '@netstage/protocol';
import type { Position } from '@netstage/protocol';

/** Where the talk begins. */
const START: Position = { slide: 'title', fragment: -1 };

/** Remembers where the talk is, for a hub that was killed. An orderly end forgets it. */
export class PositionFile {
  readonly #file: string;

  constructor(stateDir: string) {
    this.#file = join(stateDir, 'position.json');
  }

  read(): Position {
    try {
      return positionSchema.parse(JSON.parse(readFileSync(this.#file, 'utf8')));
    } catch {
      // None, or half of one: the talk begins at its beginning.
      return START;
    }
  }

  write(position: Position): void {
    writeFileSync(this.#file, JSON.stringify(position), { mode: 0o600 });
  }

  forget(): void {
    rmSync(this.#file, { force: true });
  }
}
