import type { Ref } from './layout/scene.ts';
import { nodeNamespace } from './find.ts';
import type { Namespace, NodeState } from './model.ts';

/** What one line of a script made of a node. */
export interface ScriptStep {
  /** Number of the line, from 1. */
  line: number;
  before: NodeState;
  after: NodeState;
}

/**
 * The lines that made a thing or changed it, the one that made it first, by a name for the thing
 * that is the same in every run: `link veth11`, `route con1 …`, `namespace con1`, `forwarding`.
 */
export type Origins = Readonly<Record<string, readonly number[]>>;

const spaceName = (namespace: Namespace) =>
  namespace.kind === 'node' ? 'node' : (namespace.names[0] ?? namespace.id);

/**
 * A name for the thing behind an element, for `Origins`; null for what no script line makes. The
 * switches on a node's tab are `forwarding` and `rp_filter INTERFACE`.
 */
export const originKey = (state: NodeState, ref: Ref): string | null => {
  if (!('namespace' in ref)) return null;
  const namespace = state.namespaces[ref.namespace];
  if (namespace === undefined) return null;
  switch (ref.type) {
    case 'namespace':
      return namespace.kind === 'node' ? null : `namespace ${spaceName(namespace)}`;
    case 'link': {
      const name = namespace.links[ref.key]?.name;
      return name === undefined ? null : linkKey(namespace, name);
    }
    case 'route':
      return `route ${spaceName(namespace)} ${ref.key}`;
    case 'process': {
      const name = namespace.links[ref.key]?.name;
      return name === undefined ? null : `process ${name}`;
    }
  }
};

/** An interface is the same one wherever it is moved; but every namespace has a lo of its own. */
const linkKey = (namespace: Namespace, name: string) =>
  name === 'lo' ? `link lo ${spaceName(namespace)}` : `link ${name}`;

/**
 * Every thing of a node with what a script line can set of it, as comparable text. Carrier and the
 * like are left out: they follow from what is done to the other end.
 */
const thingsOf = (state: NodeState): Map<string, string> => {
  const things = new Map<string, string>();
  const own = nodeNamespace(state);
  things.set('forwarding', String(own?.forwarding));
  for (const namespace of Object.values(state.namespaces)) {
    const space = spaceName(namespace);
    if (namespace.kind !== 'node') things.set(`namespace ${space}`, '');
    for (const link of Object.values(namespace.links)) {
      const { up, mtu, master, tun } = link;
      const addresses = link.addresses.filter(({ family }) => family === 'inet');
      const facts = { space, up, mtu, master, addresses };
      things.set(linkKey(namespace, link.name), JSON.stringify(facts));
      const process = tun?.process;
      if (process != null) things.set(`process ${link.name}`, process.command);
      if (namespace.kind === 'node' && link.rpFilter !== null) {
        things.set(`rp_filter ${link.name}`, link.rpFilter);
      }
    }
    for (const [key, route] of Object.entries(namespace.routes)) {
      if (route.family !== 'inet' || route.table !== 'main') continue;
      things.set(`route ${space} ${key}`, JSON.stringify(route.nextHops.map((hop) => hop.gateway)));
    }
  }
  return things;
};

/** Which lines made and changed what, from the states between the lines of one run. */
export const originsOf = (steps: readonly ScriptStep[]): Origins => {
  const origins = new Map<string, number[]>();
  for (const { line, before, after } of steps) {
    const old = thingsOf(before);
    for (const [key, facts] of thingsOf(after)) {
      // A new interface is born with a filter that the line did not set.
      const born = key.startsWith('rp_filter ') && !old.has(key);
      if (old.get(key) === facts || born) continue;
      origins.set(key, [...(origins.get(key) ?? []), line]);
    }
  }
  return Object.fromEntries([...origins].toSorted(([a], [b]) => (a < b ? -1 : 1)));
};
