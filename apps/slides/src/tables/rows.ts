import { classify, contains, inKernelOrder, parseAddress, parsePrefix } from '@netstage/topology';
import type { Link, Namespace, Route } from '@netstage/topology';
import { wayOf } from './way.ts';

export interface InterfaceRow {
  readonly key: string;
  readonly name: string;
  readonly kind: string;
  readonly state: string;
  readonly addresses: string;
  /** The other end of its cable, or the bridge that it is a port of. */
  readonly joins: string;
  /** Bytes, when it is not the usual 1500. */
  readonly mtu: string;
}

export interface RouteRow {
  readonly key: string;
  readonly destination: string;
  /** Where it leads, and what else it asks for: its metric, a condition. */
  readonly to: string;
  /** The same without the interface where a next hop says it. */
  readonly hop: string;
  readonly kind: string;
  /** The kernel's field that says what kind it is. */
  readonly because: string;
  readonly route: Route;
}

function stateOf(link: Link): string {
  if (!link.up) return 'down';
  return link.carrier ? 'up' : 'no carrier';
}

function isIn(prefix: string | null, link: Link): boolean {
  const range = prefix === null ? null : parsePrefix(prefix);
  return link.addresses.some(({ local }) => {
    const address = parseAddress(local);
    return range !== null && address !== null && contains(range, address);
  });
}

function joinsOf(
  link: Link,
  own: Namespace,
  nameOf: (id: string) => string | null,
  underlay: string | null,
): string {
  if (isIn(underlay, link)) return 'underlay';
  if (link.master !== null) return `port of ${link.master}`;
  if (link.peer.type === 'unknown') return 'peer unknown';
  if (link.peer.type === 'none') return '';
  if (link.peer.namespace === own.id)
    return own.links[String(link.peer.ifindex)]?.name ?? `index ${link.peer.ifindex}`;
  return `cable to ${nameOf(link.peer.namespace) ?? 'the node'}`;
}

/**
 * The interfaces in the kernel's order.
 *
 * @param nameOf the name of a namespace of the same node by its id, null for the node's own
 * @param underlay the prefix that joins the nodes
 */
export function interfaceRows(
  namespace: Namespace,
  nameOf: (id: string) => string | null,
  underlay: string | null,
): InterfaceRow[] {
  return Object.entries(namespace.links)
    .toSorted(([, a], [, b]) => a.ifindex - b.ifindex)
    .map(([key, link]) => ({
      key,
      name: link.name,
      kind: link.kind,
      state: stateOf(link),
      addresses: link.addresses
        .filter(({ family }) => family === 'inet')
        .map(({ local, prefixLength }) => `${local}/${prefixLength}`)
        .join(' '),
      joins: joinsOf(link, namespace, nameOf, underlay),
      mtu: link.mtu === 1500 || link.kind === 'loopback' ? '' : `mtu ${link.mtu}`,
    }));
}

/** IPv4 routes of the table main, as the kernel would try them. */
function routesOf(namespace: Pick<Namespace, 'routes'>): Route[] {
  const routes = Object.values(namespace.routes).filter(
    ({ family, table }) => family === 'inet' && table === 'main',
  );
  return inKernelOrder(routes);
}

function beyond({ metric, condition }: Route): string[] {
  return [
    ...(metric === 0 ? [] : [`metric ${metric}`]),
    ...(condition === null ? [] : [`only ${condition}`]),
  ];
}

export function routeRows(namespace: Pick<Namespace, 'routes'>): RouteRow[] {
  return routesOf(namespace).map((route) => {
    const { kind, because } = classify(route);
    return {
      key: route.key,
      destination: route.destination === '0.0.0.0/0' ? 'default' : route.destination,
      to: [wayOf(route, 'both'), ...beyond(route)].join(' '),
      hop: [wayOf(route, 'shortest'), ...beyond(route)].join(' '),
      kind,
      because,
      route,
    };
  });
}
