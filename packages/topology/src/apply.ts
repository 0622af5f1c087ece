import type { Change, Namespace, NodeState } from './model.ts';

/** Copies of what is about to change: each record is copied once, however many changes come. */
interface Draft {
  namespaces: Record<string, Namespace>;
  /** Namespaces whose own records are copies already. */
  readonly own: Set<string>;
}

const empty = { links: {}, routes: {}, neighbours: {}, rules: {}, fdb: {} };

const copied = ({ links, routes, neighbours, rules, fdb, ...head }: Namespace): Namespace => ({
  ...head,
  links: { ...links },
  routes: { ...routes },
  neighbours: { ...neighbours },
  rules: { ...rules },
  fdb: { ...fdb },
});

const put = <T>(record: Record<string, T>, key: string, value: T): void => {
  // Not an assignment: a key may be `__proto__`.
  Object.defineProperty(record, key, {
    value,
    writable: true,
    enumerable: true,
    configurable: true,
  });
};

const inside = (namespace: Namespace, change: Exclude<Change, { entity: 'namespace' }>): void => {
  const { key } = change;
  switch (change.entity) {
    case 'link':
      if (change.op === 'put') put(namespace.links, key, change.value);
      else delete namespace.links[key];
      return;
    case 'route':
      if (change.op === 'put') put(namespace.routes, key, change.value);
      else delete namespace.routes[key];
      return;
    case 'rule':
      if (change.op === 'put') put(namespace.rules, key, change.value);
      else delete namespace.rules[key];
      return;
    case 'neighbour':
      if (change.op === 'put') put(namespace.neighbours, key, change.value);
      else delete namespace.neighbours[key];
      return;
    case 'fdb':
      if (change.op === 'put') put(namespace.fdb, key, change.value);
      else delete namespace.fdb[key];
  }
};

const step = ({ namespaces, own }: Draft, change: Change): void => {
  const id = change.namespace;
  const known = Object.hasOwn(namespaces, id) ? namespaces[id] : undefined;
  if (change.entity === 'namespace') {
    if (change.op === 'put') put(namespaces, id, { ...(known ?? empty), ...change.value });
    else delete namespaces[id];
    own.delete(id);
    return;
  }
  // A change inside a namespace that is gone can only be late: its removal took it along.
  if (known === undefined) return;
  const draft = own.has(id) ? known : copied(known);
  own.add(id);
  put(namespaces, id, draft);
  inside(draft, change);
};

/** The state after the changes, in their order; `state` itself stays as it is. */
export const apply = (state: NodeState, changes: readonly Change[]): NodeState => {
  const draft: Draft = { namespaces: { ...state.namespaces }, own: new Set() };
  for (const change of changes) step(draft, change);
  return { ...state, namespaces: draft.namespaces };
};

/** What is known of a node before its first reading: nothing. */
export const emptyState = (node: string): NodeState => ({ node, namespaces: {} });
