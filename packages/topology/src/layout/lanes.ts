import type { Link, Namespace } from '../model.ts';
import { sortedLinks, type NodeDraft } from './draft.ts';
import type { Place } from './pack.ts';
import { isPlainLoopback } from './words.ts';

type Entry = readonly [string, Link];

export interface Lanes {
  /** The bridge that is drawn as a slab. */
  bridge: Entry | null;
  /** The tun device with the reserved place. */
  tun: Entry | null;
  uplinks: Entry[];
  rest: Entry[];
}

const HELD: Place = { x: 0, wish: 0, before: 0, after: 0, side: 'middle' };

/**
 * The links of a node's own stack, by the place that the drawing reserves for their sort. Who first
 * had a reserved place keeps it as long as it exists; a second bridge is a port like any other.
 */
export const lanesOf = (node: NodeDraft, namespace: Namespace): Lanes => {
  const { draft, state, uplinks } = node;
  const links = sortedLinks(namespace).filter(([, link]) => !isPlainLoopback(link));
  const key = `${state.node} lanes`;
  const remembered = draft.memory.rails.get(key);
  const first = (kind: string): Entry | null => {
    const candidates = links.filter(([at, link]) => link.kind === kind && !uplinks.has(at));
    const holder = candidates.find(([, { name }]) => remembered?.has(`${kind} ${name}`) ?? false);
    return holder ?? candidates[0] ?? null;
  };
  const [bridge, tun] = [first('bridge'), first('tun')];
  const holders = [bridge, tun].filter((one) => one !== null);
  draft.rails.set(key, new Map(holders.map(([, { kind, name }]) => [`${kind} ${name}`, HELD])));
  return {
    bridge,
    tun,
    uplinks: links.filter(([at]) => uplinks.has(at)),
    rest: links.filter(([at]) => !uplinks.has(at) && at !== bridge?.[0] && at !== tun?.[0]),
  };
};
