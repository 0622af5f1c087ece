import { nodeNamespace } from './find.ts';
import type { Link, Namespace, NodeState } from './model.ts';
import { contains, networkOf, parseAddress, parsePrefix } from './prefix.ts';

export interface SegmentPort {
  node: string;
  namespace: string;
  /** Key of the link in its namespace. */
  link: string;
  address: string;
}

/** One stretch of the underlay: what the nodes' interfaces with addresses of one prefix are on. */
export interface Segment {
  prefix: string;
  ports: SegmentPort[];
  /** Address of the host outside, if it is on this segment. */
  outside: string | null;
}

/** Kinds that are made by software and lead nowhere outside by themselves. */
const INNER = new Set(['loopback', 'bridge', 'tun', 'dummy', 'vxlan', 'vrf', 'wireguard']);

/** The longest of the prefixes that hold the address: where a node would send what is for it. */
const longestWith = (prefixes: readonly string[], address: string): string | null => {
  const inner = parseAddress(address);
  const holding = prefixes.flatMap((text) => {
    const prefix = parsePrefix(text);
    return prefix && inner && contains(prefix, inner) ? [{ text, length: prefix.length }] : [];
  });
  return holding.toSorted((a, b) => b.length - a.length)[0]?.text ?? null;
};

const portsOf = (
  node: NodeState,
  namespace: Namespace,
): (SegmentPort & { prefix: string; link: string; sure: boolean })[] =>
  Object.entries(namespace.links).flatMap(([key, link]: [string, Link]) => {
    if (INNER.has(link.kind) || link.peer.type === 'known' || link.master !== null) return [];
    return link.addresses.flatMap((address) => {
      const prefix = networkOf(address);
      if (prefix === null || address.prefixLength > 30) return [];
      // A cable that leads out of sight is the underlay's only if something else says so as well.
      const sure = link.peer.type === 'none';
      return [
        {
          node: node.node,
          namespace: namespace.id,
          link: key,
          address: address.local,
          prefix,
          sure,
        },
      ];
    });
  });

/**
 * The underlay between the nodes: interfaces of the nodes' own stacks that lead out of the node, by
 * the prefix they share with each other or with the host outside. Sorted by prefix.
 */
export const segments = (
  nodes: readonly NodeState[],
  options: { outside?: string | null } = {},
): Segment[] => {
  const outside = options.outside ?? null;
  const byPrefix = new Map<string, (SegmentPort & { sure: boolean })[]>();
  for (const node of nodes) {
    const own = nodeNamespace(node);
    for (const { prefix, ...port } of own === undefined ? [] : portsOf(node, own)) {
      byPrefix.set(prefix, [...(byPrefix.get(prefix) ?? []), port]);
    }
  }
  const home = outside === null ? null : longestWith([...byPrefix.keys()], outside);
  return [...byPrefix]
    .map(([prefix, ports]) => ({ prefix, ports, outside: prefix === home ? outside : null }))
    .filter(
      ({ ports, outside: host }) =>
        host !== null ||
        ports.some(({ sure }) => sure) ||
        new Set(ports.map(({ node }) => node)).size > 1,
    )
    .map((segment) => ({
      ...segment,
      ports: segment.ports.map(({ node, namespace, link, address }) => ({
        node,
        namespace,
        link,
        address,
      })),
    }))
    .toSorted((a, b) => (a.prefix < b.prefix ? -1 : 1));
};
