import type { NamespaceReading, NodeReading } from '@netstage/topology';
import { run as realRun, runningPrograms, type Run } from '../run.ts';
import { discover, type Found } from './discover.ts';
import { handles, isThere } from './handles.ts';
import { readNamespace, TIMEOUT } from './read-namespace.ts';
import { tunOwners } from './tun-owners.ts';

export interface NodePaths {
  /** The node's own name. */
  node: string;
  /** The talk's /run/netns, as seen from the observer's mount namespace. */
  names: string;
  /** The observer's private /run/netns. */
  handles: string;
  proc: string;
}

export interface Reading {
  reading: NodeReading;
  /** Something was just being made: look again soon. */
  unfinished: boolean;
}

/** `ip` processes at a time; more only queue for the processors. */
const PARALLEL = 4;
/** A namespace whose `ip` hung is left alone for this long (ms), or it would delay all others. */
const REST_AFTER_TIMEOUT = 5_000;

/** @returns what reads the whole node, as often as it is called, one call at a time */
export function nodeReader(paths: NodePaths, run: Run = realRun): () => Promise<Reading> {
  const names = handles(paths.handles, run);
  const resting = new Map<string, { until: number; reading: NamespaceReading }>();

  const readOne = async (found: Found): Promise<NamespaceReading> => {
    const rest = resting.get(found.id);
    if (rest !== undefined && rest.until > performance.now()) return rest.reading;
    resting.delete(found.id);
    const begun = performance.now();
    const reading = await readNamespace(run, found, names.of(found));
    if (!reading.batch.ok && performance.now() - begun >= TIMEOUT)
      resting.set(found.id, { until: performance.now() + REST_AFTER_TIMEOUT, reading });
    return reading;
  };

  return async () => {
    const { namespaces: found, unfinished } = discover({ ...paths, ignore: runningPrograms });
    await names.update(found);
    const queue = [...found];
    const readings = new Map<Found, NamespaceReading>();
    const work = async () => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift())
        readings.set(next, await readOne(next));
    };
    await Promise.all(Array.from({ length: PARALLEL }, work));
    // Deleted meanwhile, or deleted and added again under the same name: what was read is of
    // nothing, or of another.
    const namespaces = [...readings].flatMap(([one, reading]) => (isThere(one) ? [reading] : []));
    const withTun = namespaces.some(
      ({ batch }) => batch.ok && batch.stdout.includes('"info_kind":"tun"'),
    );
    return {
      reading: {
        node: paths.node,
        namespaces,
        tunOwners: withTun ? tunOwners(paths.proc) : [],
      },
      unfinished: unfinished || namespaces.length < found.length,
    };
  };
}
