import { nodeNamespace } from '@netstage/topology';
import type { Namespace, NodeState } from '@netstage/topology';

export interface Choice {
  /** The same for as long as the namespace has its name, also when it is made anew. */
  readonly key: string;
  readonly label: string;
  readonly namespace: Namespace;
}

/** The tables of now that one can look up in: of each node, its own and those of its named namespaces. */
export function choicesOf(states: readonly NodeState[]): Choice[] {
  return states.flatMap((state) => {
    const own = nodeNamespace(state);
    const named = Object.values(state.namespaces)
      .filter(({ kind }) => kind === 'named')
      .flatMap((namespace) => namespace.names.map((name) => ({ name, namespace })))
      .toSorted((a, b) => a.name.localeCompare(b.name));
    return [
      ...(own ? [{ key: state.node, label: `${state.node}, now`, namespace: own }] : []),
      ...named.map(({ name, namespace }) => ({
        key: `${state.node} ${name}`,
        label: `${name} on ${state.node}, now`,
        namespace,
      })),
    ];
  });
}
