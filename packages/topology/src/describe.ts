import { classify } from './classify.ts';
import { describeLink } from './describe-link.ts';
import { rpFilterWords } from './layout/header.ts';
import { inKernelOrder } from './lookup.ts';
import type { Namespace, NodeState } from './model.ts';
import { segments } from './segments.ts';

const settings = (namespace: Namespace): string => {
  const { forwarding, stale } = namespace;
  return [
    `forwarding ${forwarding === null ? 'unknown' : forwarding ? 'on' : 'off'}`,
    rpFilterWords(namespace).text,
    ...(stale === null ? [] : [`last good state, because: ${stale.reason}`]),
  ].join(', ');
};

const headOf = (state: NodeState, namespace: Namespace): string => {
  const names = namespace.names.join(', ');
  switch (namespace.kind) {
    case 'node':
      return `Node ${state.node}`;
    case 'named':
      return `Network namespace ${names} on ${state.node}`;
    case 'unnamed':
      return `Unnamed network namespace of ${names} on ${state.node}`;
  }
};

const routeSentences = (namespace: Namespace): string[] =>
  inKernelOrder(
    Object.values(namespace.routes).filter(
      ({ family, table, type }) =>
        family === 'inet' && table === 'main' && type !== 'broadcast' && type !== 'local',
    ),
  ).map((route) => {
    const hops = route.nextHops
      .map(({ gateway, dev }) =>
        [gateway === null ? '' : `via ${gateway}`, dev === null ? '' : `dev ${dev}`]
          .join(' ')
          .trim(),
      )
      .join(' and ');
    const metric = route.metric === 0 ? '' : ` metric ${route.metric}`;
    return `Route ${route.destination}${hops === '' ? '' : ` ${hops}`}${metric}: ${classify(route).kind}.`;
  });

const namespaceSentences = (state: NodeState, namespace: Namespace): string[] => [
  `${headOf(state, namespace)}: ${settings(namespace)}.`,
  ...Object.values(namespace.links)
    .toSorted((a, b) => a.ifindex - b.ifindex)
    .map((link) => `${describeLink(state, namespace.id, link)}.`),
  ...routeSentences(namespace),
];

const byKindAndName = (a: Namespace, b: Namespace): number => {
  if (a.kind === 'node' || b.kind === 'node') return a.kind === 'node' ? -1 : 1;
  return (a.names[0] ?? '') < (b.names[0] ?? '') ? -1 : 1;
};

/**
 * The picture in sentences, in reading order: each node, its interfaces and routes, its namespaces,
 * then what is between the nodes.
 */
export const describe = (
  nodes: readonly NodeState[],
  options: { outside?: string | null } = {},
): string[] => [
  ...nodes.flatMap((state) =>
    Object.values(state.namespaces)
      .toSorted(byKindAndName)
      .flatMap((namespace) => namespaceSentences(state, namespace)),
  ),
  ...segments(nodes, options).map(({ prefix, ports, outside }) => {
    const ends = ports.map(({ node, address }) => `${node} (${address})`);
    const host = outside === null ? [] : [`the outside host (${outside})`];
    return `Underlay ${prefix} joins ${[...ends, ...host].join(', ')}.`;
  }),
];
