import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rehearsalIdSchema, rehearsalSchema } from '@netstage/protocol';
import type { KeptRehearsal, Rehearsal } from '@netstage/protocol';

/** A kiosk that loops for days must not fill the disk, nor push a speaker's rehearsals out. */
const KEPT = { kiosk: 100, speaker: 200 } as const;
/** Of each kind, that are told at once. */
const TOLD = 20;

/** The rehearsals of this clone: one JSON file each, named by when it began. */
export class Rehearsals {
  readonly #folder: string;
  readonly #read = new Map<string, Rehearsal>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** @returns the id under which it is kept */
  keep(rehearsal: Rehearsal): string {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const id = idOf(rehearsal);
    const file = this.#file(id);
    writeFileSync(`${file}.new`, `${JSON.stringify(rehearsal, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
    this.#read.set(id, rehearsal);
    for (const old of this.#ids(rehearsal.kind).slice(KEPT[rehearsal.kind])) {
      rmSync(this.#file(old), { force: true });
      this.#read.delete(old);
    }
    return id;
  }

  /** Null when there is none of that id, or its file is of no use any more. */
  get(id: string): Rehearsal | null {
    if (!rehearsalIdSchema.safeParse(id).success) return null;
    const known = this.#read.get(id);
    if (known) return known;
    try {
      const found = rehearsalSchema.parse(JSON.parse(readFileSync(this.#file(id), 'utf8')));
      this.#read.set(id, found);
      return found;
    } catch {
      // Missing, cut short, or of another version.
      return null;
    }
  }

  /** The newest of each kind, the newest of all first. */
  latest(): KeptRehearsal[] {
    return [...this.#ids('kiosk').slice(0, TOLD), ...this.#ids('speaker').slice(0, TOLD)]
      .sort(newestFirst)
      .flatMap((id) => {
        const rehearsal = this.get(id);
        return rehearsal ? [{ id, rehearsal }] : [];
      });
  }

  #ids(kind: Rehearsal['kind']): string[] {
    return this.#names()
      .filter((id) => id.includes(`-${kind}-`))
      .sort(newestFirst);
  }

  #names(): string[] {
    try {
      return readdirSync(this.#folder)
        .filter((name) => name.endsWith('.json'))
        .map((name) => name.slice(0, -'.json'.length))
        .filter((id) => rehearsalIdSchema.safeParse(id).success);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
      throw error;
    }
  }

  #file(id: string): string {
    return join(this.#folder, `${id}.json`);
  }
}

function idOf({ begun, kind }: Rehearsal): string {
  const time = new Date(begun).toISOString().replaceAll(/[-:]|\.\d+/g, '');
  return `${time}-${kind}-${randomBytes(3).toString('hex')}`;
}

function newestFirst(a: string, b: string): number {
  return a < b ? 1 : -1;
}
