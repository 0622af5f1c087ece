import { readFileSync, statSync } from 'node:fs';

interface Kept {
  /** Another one when the file was written anew. */
  stamp: string;
  bytes: Buffer;
}

/**
 * A page of the deck, kept in memory as long as its file stays the same: a hall that comes in asks
 * for it hundreds of times a second, and the deck may be built anew while the talk goes on.
 */
export class PageFile {
  readonly #path: string;
  #kept: Kept | null = null;

  constructor(path: string) {
    this.#path = path;
  }

  /** The page as it is in the file system at this moment; null while it is not there. */
  now(): Buffer | null {
    try {
      const { ino, mtimeMs, size } = statSync(this.#path);
      const stamp = `${ino} ${mtimeMs} ${size}`;
      if (this.#kept?.stamp !== stamp) this.#kept = { stamp, bytes: readFileSync(this.#path) };
      return this.#kept.bytes;
    } catch {
      this.#kept = null;
      return null;
    }
  }
}
