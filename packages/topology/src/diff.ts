import { equal } from './equal.ts';
import type { Change, Namespace, NamespaceHead, NodeState } from './model.ts';

/** The namespace without what is in it: the part that changes as one. */
const headOf = (namespace: Namespace): NamespaceHead => {
  const { id, kind, names, forwarding, rpFilterAll, stale } = namespace;
  return { id, kind, names, forwarding, rpFilterAll, stale };
};

const changed = <T>(before: Record<string, T> | undefined, after: Record<string, T>) =>
  Object.entries(after).filter(([key, value]) => {
    const old = before !== undefined && Object.hasOwn(before, key) ? before[key] : undefined;
    return old === undefined || !equal(old, value);
  });

const gone = (before: Record<string, unknown> | undefined, after: Record<string, unknown>) =>
  Object.keys(before ?? {}).filter((key) => !Object.hasOwn(after, key));

const insideOf = (before: Namespace | undefined, after: Namespace): Change[] => {
  const namespace = after.id;
  const removals: Change[] = (
    [
      ['fdb', before?.fdb, after.fdb],
      ['neighbour', before?.neighbours, after.neighbours],
      ['rule', before?.rules, after.rules],
      ['route', before?.routes, after.routes],
      ['link', before?.links, after.links],
    ] as const
  ).flatMap(([entity, old, now]) =>
    gone(old, now).map((key) => ({ op: 'remove' as const, entity, namespace, key })),
  );
  const at = { op: 'put', namespace } as const;
  return [
    ...removals,
    ...changed(before?.links, after.links).map(([key, value]) => ({
      ...at,
      entity: 'link' as const,
      key,
      value,
    })),
    ...changed(before?.routes, after.routes).map(([key, value]) => ({
      ...at,
      entity: 'route' as const,
      key,
      value,
    })),
    ...changed(before?.rules, after.rules).map(([key, value]) => ({
      ...at,
      entity: 'rule' as const,
      key,
      value,
    })),
    ...changed(before?.neighbours, after.neighbours).map(([key, value]) => ({
      ...at,
      entity: 'neighbour' as const,
      key,
      value,
    })),
    ...changed(before?.fdb, after.fdb).map(([key, value]) => ({
      ...at,
      entity: 'fdb' as const,
      key,
      value,
    })),
  ];
};

/**
 * The changes that lead from `before` (null: nothing known) to `after`, in an order that is safe to
 * draw: removals first, a namespace before what is in it. Empty when nothing changed.
 */
export const diff = (before: NodeState | null, after: NodeState): Change[] => {
  const old = before?.namespaces ?? {};
  return [
    ...gone(old, after.namespaces).map((namespace) => ({
      op: 'remove' as const,
      entity: 'namespace' as const,
      namespace,
    })),
    ...changed(old, after.namespaces).flatMap(([id, namespace]): Change[] => {
      const known = old[id];
      const head = headOf(namespace);
      const heads: Change[] =
        known !== undefined && equal(headOf(known), head)
          ? []
          : [{ op: 'put', entity: 'namespace', namespace: id, value: head }];
      return [...heads, ...insideOf(known, namespace)];
    }),
  ];
};
