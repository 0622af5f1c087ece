import type { Ref } from './layout/scene.ts';
import { nodeNamespace } from './find.ts';
import type { Link, Namespace, NodeState } from './model.ts';

/** What one line of a script made of a node. */
export interface ScriptStep {
  /** Number of the line, from 1. */
  line: number;
  before: NodeState;
  after: NodeState;
}

/** What a script line can set of a thing, each as comparable text. */
type Facts = Readonly<Record<string, string>>;

/** A line's part in a thing. */
export interface Origin {
  line: number;
  /** What it set; of a thing that it made only what tells such a thing from others of that name. */
  set: Facts;
}

/**
 * The lines that made a thing or changed it, the one that made it first, by a name for the thing
 * that is the same in every run: `link veth11`, `route con1 …`, `namespace con1`, `forwarding`.
 */
export type Origins = Readonly<Record<string, readonly Origin[]>>;

const spaceName = (namespace: Namespace) =>
  namespace.kind === 'node' ? 'node' : (namespace.names[0] ?? namespace.id);

/** A name for the thing behind an element, for `Origins`; null for what no script line makes. */
const originKey = (state: NodeState, ref: Ref): string | null => {
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

const linkFacts = (space: string, { kind, up, mtu, master, addresses }: Link): Facts => ({
  kind,
  space,
  up: String(up),
  mtu: String(mtu),
  master: master ?? '',
  ...Object.fromEntries(
    addresses
      .filter(({ family }) => family === 'inet')
      .map(({ local, peer, prefixLength }) => [
        `inet ${local}${peer === null ? '' : ` peer ${peer}`}/${prefixLength}`,
        'there',
      ]),
  ),
});

/**
 * Every thing of a node with what a script line can set of it. Carrier and the like are left out:
 * they follow from what is done to the other end.
 */
const thingsOf = (state: NodeState): Map<string, Facts> => {
  const things = new Map<string, Facts>();
  const own = nodeNamespace(state);
  things.set('forwarding', { forwarding: String(own?.forwarding) });
  for (const namespace of Object.values(state.namespaces)) {
    const space = spaceName(namespace);
    if (namespace.kind !== 'node') things.set(`namespace ${space}`, {});
    for (const link of Object.values(namespace.links)) {
      things.set(linkKey(namespace, link.name), linkFacts(space, link));
      const process = link.tun?.process;
      if (process != null) things.set(`process ${link.name}`, { command: process.command });
      if (namespace.kind === 'node' && link.rpFilter !== null) {
        things.set(`rp_filter ${link.name}`, { mode: link.rpFilter });
      }
    }
    for (const [key, route] of Object.entries(namespace.routes)) {
      if (route.family !== 'inet' || route.table !== 'main') continue;
      const gateways = route.nextHops.map((hop) => hop.gateway ?? '').join(' ');
      things.set(`route ${space} ${key}`, { gateways });
    }
  }
  return things;
};

/** What a line set of a thing that is now as `after`; null when it did nothing to it. */
const setOf = (before: Facts | undefined, after: Facts): Facts | null => {
  if (before === undefined) return after['kind'] === undefined ? after : { kind: after['kind'] };
  const changed = Object.entries(after).filter(([name, fact]) => before[name] !== fact);
  return changed.length === 0 ? null : Object.fromEntries(changed);
};

/** Which lines made and changed what, from the states between the lines of one run. */
export const originsOf = (steps: readonly ScriptStep[]): Origins => {
  const origins = new Map<string, Origin[]>();
  for (const { line, before, after } of steps) {
    const old = thingsOf(before);
    for (const [key, facts] of thingsOf(after)) {
      // A new interface is born with a filter that the line did not set.
      const born = key.startsWith('rp_filter ') && !old.has(key);
      const set = setOf(old.get(key), facts);
      if (set === null || born) continue;
      origins.set(key, [...(origins.get(key) ?? []), { line, set }]);
    }
  }
  return Object.fromEntries([...origins].toSorted(([a], [b]) => (a < b ? -1 : 1)));
};

/**
 * The lines that an element's thing still shows: those whose work was undone or done otherwise since
 * are left out, and all of them where something else has taken the name.
 */
export const linesBehind = (origins: Origins, state: NodeState, ref: Ref): number[] => {
  const key = originKey(state, ref);
  const now = key === null ? undefined : thingsOf(state).get(key);
  if (key === null || now === undefined) return [];
  const shown = ({ set }: Origin): boolean => {
    const facts = Object.entries(set);
    return facts.length === 0 || facts.some(([name, fact]) => now[name] === fact);
  };
  const all = origins[key] ?? [];
  return all[0] && shown(all[0]) ? all.filter(shown).map(({ line }) => line) : [];
};
