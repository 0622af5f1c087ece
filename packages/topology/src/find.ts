import type { Link, Namespace, NodeState } from './model.ts';

/** The interface of that name; names are unique within a namespace, never beyond it. */
export const linkNamed = (namespace: Namespace, name: string): Link | undefined =>
  Object.values(namespace.links).find((link) => link.name === name);

/** The node's own namespace. */
export const nodeNamespace = (state: NodeState): Namespace | undefined =>
  Object.values(state.namespaces).find((namespace) => namespace.kind === 'node');

/** The namespace that `ip netns list` of the node shows under that name. */
export const namespaceNamed = (state: NodeState, name: string): Namespace | undefined =>
  Object.values(state.namespaces).find(
    (namespace) => namespace.kind === 'named' && namespace.names.includes(name),
  );
