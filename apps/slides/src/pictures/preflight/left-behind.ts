import { classify, nodeNamespace } from '@netstage/topology';
import type { NodeState } from '@netstage/topology';

/**
 * What a node has that it did not have when it booted, in words; empty when it is clean. Judged by
 * what the kernel says of its network alone, so that it is true at this moment.
 *
 * @param address the node's own on the underlay
 */
export function leftBehind(state: NodeState, address: string): string[] {
  const own = nodeNamespace(state);
  const namespaces = Object.values(state.namespaces).flatMap(({ kind, names }) =>
    kind === 'node' ? [] : [`namespace ${names[0] ?? ''}`],
  );
  if (!own) return namespaces;
  const links = Object.values(own.links);
  const nic = links.find(({ addresses }) => addresses.some(({ local }) => local === address));
  const made = links
    .filter((link) => link !== nic && link.kind !== 'device' && link.kind !== 'loopback')
    .map(({ name }) => `interface ${name}`);
  const routes = Object.values(own.routes)
    .filter((route) => route.table === 'main' && classify(route).kind === 'static')
    .map(({ destination }) => `route ${destination}`);
  return [
    ...namespaces,
    ...made,
    ...routes,
    ...(own.forwarding === true ? ['ip_forward is on'] : []),
    ...(nic?.rpFilter === 'off' && own.rpFilterAll !== 'strict' ? [`rp_filter is off`] : []),
  ];
}
