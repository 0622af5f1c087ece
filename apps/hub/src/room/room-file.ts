import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clockSchema } from '@netstage/protocol';
import { z } from 'zod';

const keptSchema = z.object({
  clock: clockSchema,
  asking: z.boolean(),
  /** Phones that were paired before this moment are not any more; ms since 1970. */
  pairedSince: z.number(),
});
export type Kept = z.infer<typeof keptSchema>;

/** Remembers the clock for a hub that was killed in the middle of a talk. */
export class RoomFile {
  readonly #file: string | null;

  /** @param stateDir null keeps nothing */
  constructor(stateDir: string | null) {
    this.#file = stateDir === null ? null : join(stateDir, 'room.json');
  }

  read(): Kept | null {
    if (this.#file === null) return null;
    try {
      return keptSchema.parse(JSON.parse(readFileSync(this.#file, 'utf8')));
    } catch {
      // None, or half of one: the talk has not begun.
      return null;
    }
  }

  write(kept: Kept): void {
    if (this.#file !== null) writeFileSync(this.#file, JSON.stringify(kept), { mode: 0o600 });
  }

  /** An orderly end: the next start is another talk. */
  forget(): void {
    if (this.#file !== null) rmSync(this.#file, { force: true });
  }
}
