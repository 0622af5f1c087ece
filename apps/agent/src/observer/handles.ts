import { mkdirSync, readdirSync, symlinkSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Run } from '../run.ts';
import { identify, type Found } from './discover.ts';

/** `ip -n HANDLE` reaches the namespace: a name in the observer's private /run/netns. */
export interface Handles {
  /** Makes the names match the namespaces, and the kernel's monitor hear of new ones. */
  update(found: readonly Found[]): Promise<void>;
  of(namespace: Found): string;
}

const TIMEOUT = 2_000;

/**
 * Each handle is a symlink to where the node itself has the namespace: unlike an open file or a
 * bind mount it does not keep the namespace alive. Names are made from the inode, since the talk
 * may call its namespaces whatever it likes, `node` included.
 *
 * @param folder the observer's own /run/netns, in a mount namespace of its own
 */
export function handles(folder: string, run: Run): Handles {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) unlinkSync(join(folder, name));
  const linked = new Map<string, string>();
  const announced = new Set<string>();

  const announce = async (namespace: Found) => {
    announced.add(namespace.id);
    // Without an id of the node's for it, `ip monitor all-nsid` says nothing of a namespace.
    // "File exists": a cable that goes there has given it one already.
    await run(['ip', 'netns', 'set', handleOf(namespace), 'auto'], { timeout: TIMEOUT });
  };

  return {
    of: handleOf,
    async update(found) {
      const wanted = new Map(found.map((one) => [handleOf(one), one]));
      for (const [handle, path] of linked) {
        if (wanted.get(handle)?.path === path) continue;
        unlinkSync(join(folder, handle));
        linked.delete(handle);
      }
      for (const [handle, { path }] of wanted) {
        if (linked.has(handle)) continue;
        symlinkSync(path, join(folder, handle));
        linked.set(handle, path);
      }
      const ids = new Set(found.map(({ id }) => id));
      for (const id of announced) if (!ids.has(id)) announced.delete(id);
      const fresh = found.filter(({ id, kind }) => kind !== 'node' && !announced.has(id));
      await Promise.all(fresh.map(announce));
    },
  };
}

/** Whether the namespace is still where it was found. */
export const isThere = ({ id, path }: Found): boolean => identify(path)?.id === id;

function handleOf({ id, kind }: Found): string {
  return kind === 'node' ? 'node' : `ns${id.slice(id.indexOf(':') + 1)}`;
}
