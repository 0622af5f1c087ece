import { classify } from '@netstage/topology';
import type { Link, Namespace, NodeState, Ref, Route } from '@netstage/topology';

/** What the inspector says of one thing in the diagram: only fields that the kernel has. */
export interface Inspection {
  readonly heading: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** The command that shows the same on the node. */
  readonly command: string | null;
}

/** `ip`, or `ip -n con` inside a named namespace; null where no name leads to it. */
function ipIn(namespace: Namespace): string | null {
  if (namespace.kind === 'node') return 'ip';
  return namespace.kind === 'named' ? `ip -n ${namespace.names[0] ?? ''}` : null;
}

function command(namespace: Namespace, rest: string): string | null {
  const ip = ipIn(namespace);
  return ip === null ? null : `${ip} ${rest}`;
}

function present(
  fields: readonly (readonly [string, string | null | undefined])[],
): (readonly [string, string])[] {
  return fields.flatMap(([name, value]) =>
    value === null || value === undefined || value === '' ? [] : [[name, value] as const],
  );
}

function onOff(value: boolean | null): string | null {
  if (value === null) return null;
  return value ? 'on' : 'off';
}

function inspectNamespace(namespace: Namespace): Inspection {
  const { id, kind, names, forwarding, rpFilterAll, stale, links } = namespace;
  return {
    heading: names.join(', '),
    fields: present([
      ['kind', kind === 'node' ? "the node's own network stack" : `${kind} network namespace`],
      ['kernel id', id],
      [
        'interfaces',
        Object.values(links)
          .map(({ name }) => name)
          .join(', '),
      ],
      ['IPv4 forwarding', onOff(forwarding)],
      ['rp_filter (all)', rpFilterAll],
      ['stale', stale?.reason],
    ]),
    command: kind === 'named' ? 'ip netns list' : null,
  };
}

function peerWords(node: NodeState, link: Link): string | null {
  if (link.peer.type === 'none') return null;
  if (link.peer.type === 'unknown') return `unknown: ${link.peer.reason}`;
  const namespace = node.namespaces[link.peer.namespace];
  const name = namespace?.links[String(link.peer.ifindex)]?.name ?? `index ${link.peer.ifindex}`;
  return `${name} in ${namespace?.names[0] ?? link.peer.namespace}`;
}

function inspectLink(node: NodeState, namespace: Namespace, link: Link): Inspection {
  return {
    heading: link.name,
    fields: present([
      ['kind', link.kind],
      ['state', `${link.up ? 'up' : 'down'}, ${link.carrier ? 'carrier' : 'no carrier'}`],
      ['addresses', link.addresses.map((one) => `${one.local}/${one.prefixLength}`).join(', ')],
      ['MAC', link.mac],
      ['MTU', String(link.mtu)],
      ['index', String(link.ifindex)],
      ['other end', peerWords(node, link)],
      ['port of', link.master],
      ['rp_filter', link.rpFilter],
      ['forwarding', onOff(link.forwarding)],
      ['process', link.tun?.process && `${link.tun.process.command} (${link.tun.process.pid})`],
      ['UDP peer', link.tun?.process?.udpPeer],
      ...Object.entries(link.details).map(([name, value]) => [name, String(value)] as const),
    ]),
    command: command(namespace, `-d addr show dev ${link.name}`),
  };
}

function inspectRoute(namespace: Namespace, route: Route): Inspection {
  const { kind, because } = classify(route);
  const hops = route.nextHops.map(({ gateway, dev }) =>
    [gateway === null ? null : `via ${gateway}`, dev === null ? null : `dev ${dev}`]
      .filter((part) => part !== null)
      .join(' '),
  );
  const family = route.family === 'inet6' ? '-6 ' : '';
  return {
    heading: route.destination === '0.0.0.0/0' ? 'default' : route.destination,
    fields: present([
      ['kind', `${kind} (${because})`],
      ['next hop', hops.join(', ')],
      ['protocol', route.protocol],
      ['scope', route.scope],
      ['metric', route.metric === 0 ? null : String(route.metric)],
      ['source', route.source],
      ['table', route.table],
    ]),
    command: command(namespace, `${family}route show ${route.destination}`),
  };
}

/** What the kernel says of the thing that an element stands for; null when it is gone. */
export function inspect(ref: Ref, nodes: readonly NodeState[]): Inspection | null {
  if (ref.type === 'segment')
    return { heading: ref.prefix, fields: [['kind', 'underlay segment']], command: null };
  if (ref.type === 'outside')
    return { heading: ref.address, fields: [['kind', 'host outside the nodes']], command: null };
  const node = nodes.find((state) => state.node === ref.node);
  if (!node) return null;
  if (ref.type === 'node') {
    const own = Object.values(node.namespaces).find(({ kind }) => kind === 'node');
    return own ? { ...inspectNamespace(own), heading: node.node } : null;
  }
  const namespace = node.namespaces[ref.namespace];
  if (!namespace) return null;
  if (ref.type === 'namespace') return inspectNamespace(namespace);
  if (ref.type === 'route') {
    const route = namespace.routes[ref.key];
    return route ? inspectRoute(namespace, route) : null;
  }
  const link = namespace.links[ref.key];
  return link ? inspectLink(node, namespace, link) : null;
}
