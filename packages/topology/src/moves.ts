import type { Link, NodeState } from './model.ts';

export interface LinkPlace {
  namespace: string;
  /** Key of the link in that namespace's `links`. */
  key: string;
}

/** An end of a cable that was in one namespace and is in another now. */
export interface Move {
  from: LinkPlace;
  to: LinkPlace;
}

const linkAt = (state: NodeState, namespace: string, key: string): Link | undefined =>
  state.namespaces[namespace]?.links[key];

/**
 * The veth ends that changed namespace. A pair stays a pair for life, so an end whose peer is still
 * the same interface (index and MAC address) is the same end, whatever its own index is now.
 */
export const moves = (before: NodeState, after: NodeState): Move[] =>
  Object.values(after.namespaces).flatMap((namespace) =>
    Object.entries(namespace.links).flatMap(([key, anchor]): Move[] => {
      const earlier = linkAt(before, namespace.id, key);
      const [was, is] = [earlier?.peer, anchor.peer];
      if (earlier?.mac !== anchor.mac || was?.type !== 'known' || is.type !== 'known') return [];
      if (was.namespace === is.namespace) return [];
      const from = { namespace: was.namespace, key: String(was.ifindex) };
      const to = { namespace: is.namespace, key: String(is.ifindex) };
      const same = linkAt(before, from.namespace, from.key)?.mac;
      return same === linkAt(after, to.namespace, to.key)?.mac ? [{ from, to }] : [];
    }),
  );
