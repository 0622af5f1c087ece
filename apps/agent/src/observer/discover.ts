import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { NamespaceReading } from '@netstage/topology';

/** A network namespace of the node, and a path that leads to it for as long as it is that one. */
export type Found = Pick<NamespaceReading, 'id' | 'kind' | 'names'> & { path: string };

export interface Discovery {
  namespaces: Found[];
  /** A name has appeared that is no namespace yet: `ip netns add` creates the file first. */
  unfinished: boolean;
}

export interface DiscoverOptions {
  /** The node's own name. */
  node: string;
  /** The talk's /run/netns. */
  names: string;
  proc: string;
  /** Processes that are not the talk's: they do not make a namespace visible. */
  ignore: ReadonlySet<number>;
}

/**
 * Every network namespace of the node: its own, the named ones, and those that only a process
 * holds. Identity is (device, inode) of the nsfs file: two names of one namespace are one, and a
 * name that was deleted and added again is another.
 */
export function discover({ node, names, proc, ignore }: DiscoverOptions): Discovery {
  // Not `self`: the path is followed by `ip` too, from wherever it is by then.
  const own = join(proc, `${process.pid}/ns/net`);
  const ownId = identify(own);
  if (ownId === undefined) throw new Error(`${own} can't be read; is ${proc} mounted?`);
  const found = new Map<string, Found>([
    [ownId.id, { id: ownId.id, kind: 'node', names: [node], path: own }],
  ]);

  let unfinished = false;
  for (const name of list(names)) {
    const path = join(names, name);
    const id = identify(path);
    if (id === undefined) continue;
    if (id.device !== ownId.device) {
      unfinished = true;
      continue;
    }
    const known = found.get(id.id);
    if (known === undefined) found.set(id.id, { id: id.id, kind: 'named', names: [name], path });
    else if (known.kind === 'named') known.names.push(name);
  }

  for (const entry of list(proc)) {
    const pid = Number(entry);
    if (!Number.isInteger(pid) || ignore.has(pid)) continue;
    const path = join(proc, entry, 'ns/net');
    const id = identify(path);
    if (id === undefined || found.has(id.id)) continue;
    found.set(id.id, { id: id.id, kind: 'unnamed', names: [`pid ${pid}`], path });
  }
  return { namespaces: [...found.values()], unfinished };
}

/** Undefined when the path leads nowhere (any more) or may not be followed. */
export function identify(path: string): { id: string; device: number } | undefined {
  try {
    const { dev, ino } = statSync(path);
    return { id: `${dev}:${ino}`, device: dev };
  } catch {
    return undefined;
  }
}

/** Sorted, so that of several processes the oldest gives an unnamed namespace its name. */
function list(folder: string): string[] {
  try {
    return readdirSync(folder).sort(new Intl.Collator('en', { numeric: true }).compare);
  } catch {
    return [];
  }
}
