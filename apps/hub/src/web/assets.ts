import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

/** One form of a file, as it goes over the wire. */
export interface Form {
  encoding: 'br' | 'gzip' | null;
  bytes: Buffer;
}

interface Asset {
  type: string;
  /** Smallest first; the last one is the file itself. */
  forms: readonly Form[];
}

/** What the deck's build makes; a file of any other kind is not an asset. */
const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

const PACKED = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

/**
 * The files under `assets/`, kept in memory once they were asked for: a hall that comes in asks for
 * thousands of them a second, and the stage's keys must not wait behind the file system. Their
 * names carry their content's hash, so none ever changes, and pages that were opened before the
 * deck was built anew still find theirs.
 */
export class Assets {
  readonly #folder: string;
  readonly #kept = new Map<string, Promise<Asset | null>>();

  /** @param deckDir where the deck was built */
  constructor(deckDir: string) {
    this.#folder = join(deckDir, 'assets');
  }

  /** @returns null when there is no such file now; it may be there the next time */
  async find(name: string): Promise<Asset | null> {
    const type = TYPES[extname(name)];
    if (type === undefined || !/^[\w-][\w.-]*$/.test(name)) return null;
    const kept = this.#kept.get(name);
    if (kept !== undefined) return kept;
    const reading = this.#read(name, type);
    this.#kept.set(name, reading);
    const asset = await reading;
    if (asset === null) this.#kept.delete(name);
    return asset;
  }

  async #read(name: string, type: string): Promise<Asset | null> {
    const read = (ending: string): Promise<Buffer | null> =>
      readFile(join(this.#folder, name + ending)).catch(() => null);
    const [plain, ...packed] = await Promise.all(['', ...PACKED.map(([, end]) => end)].map(read));
    if (!plain) return null;
    const forms = PACKED.flatMap(([encoding], index): Form[] => {
      const bytes = packed[index];
      return bytes ? [{ encoding, bytes }] : [];
    });
    return { type, forms: [...forms, { encoding: null, bytes: plain }] };
  }
}

/** The smallest form that the browser takes. @param accepted its `Accept-Encoding` */
export function formFor({ forms }: Asset, accepted: string | undefined): Form | undefined {
  const names = new Set(
    (accepted ?? '')
      .split(',')
      .map((one) => one.trim().toLowerCase())
      .filter((one) => !/;\s*q=0(\.0*)?$/.test(one))
      .map((one) => one.split(';')[0]),
  );
  return forms.find(({ encoding }) => encoding === null || names.has(encoding));
}
