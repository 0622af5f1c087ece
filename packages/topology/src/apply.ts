import type { Change, Namespace, NodeState } from './model.ts';

type Inside = Exclude<Change, { entity: 'namespace' }>;

const without = <T>(record: Record<string, T>, key: string): Record<string, T> =>
  Object.fromEntries(Object.entries(record).filter(([other]) => other !== key));

const inside = (namespace: Namespace, change: Inside): Namespace => {
  const { key } = change;
  switch (change.entity) {
    case 'link': {
      const { links } = namespace;
      const next = change.op === 'put' ? { ...links, [key]: change.value } : without(links, key);
      return { ...namespace, links: next };
    }
    case 'route': {
      const { routes } = namespace;
      const next = change.op === 'put' ? { ...routes, [key]: change.value } : without(routes, key);
      return { ...namespace, routes: next };
    }
    case 'rule': {
      const { rules } = namespace;
      const next = change.op === 'put' ? { ...rules, [key]: change.value } : without(rules, key);
      return { ...namespace, rules: next };
    }
    case 'neighbour': {
      const { neighbours } = namespace;
      const next =
        change.op === 'put' ? { ...neighbours, [key]: change.value } : without(neighbours, key);
      return { ...namespace, neighbours: next };
    }
    case 'fdb': {
      const { fdb } = namespace;
      const next = change.op === 'put' ? { ...fdb, [key]: change.value } : without(fdb, key);
      return { ...namespace, fdb: next };
    }
  }
};

const empty = { links: {}, routes: {}, neighbours: {}, rules: {}, fdb: {} };

const step = (state: NodeState, change: Change): NodeState => {
  const { namespaces } = state;
  const known = namespaces[change.namespace];
  if (change.entity === 'namespace') {
    const next =
      change.op === 'put'
        ? { ...namespaces, [change.namespace]: { ...(known ?? empty), ...change.value } }
        : without(namespaces, change.namespace);
    return { ...state, namespaces: next };
  }
  // A change inside a namespace that is gone can only be late: its removal took it along.
  if (known === undefined) return state;
  return { ...state, namespaces: { ...namespaces, [change.namespace]: inside(known, change) } };
};

/** The state after the changes, in their order; `state` itself stays as it is. */
export const apply = (state: NodeState, changes: readonly Change[]): NodeState =>
  changes.reduce(step, state);

/** What is known of a node before its first reading: nothing. */
export const emptyState = (node: string): NodeState => ({ node, namespaces: {} });
