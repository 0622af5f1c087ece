import { classify } from './classify.ts';
import type { Ref } from './layout/scene.ts';
import { drawnRoutes } from './layout/words.ts';
import { inKernelOrder } from './lookup.ts';
import type { Link, Namespace, NodeState, Peer, Route } from './model.ts';
import { shellWord } from './shell-word.ts';

/** What is known of one thing in the drawing, for a tooltip or a detail pane. */
export interface Facts {
  title: string;
  /** The command that shows it, to be typed on the node; null where no command does. */
  command: string | null;
  fields: [string, string][];
}

const ipIn = (namespace: Namespace): string => {
  if (namespace.kind === 'node') return 'ip';
  if (namespace.kind === 'named') return `ip -n ${shellWord(namespace.names[0] ?? '')}`;
  const pid = /^pid (\d+)/.exec(namespace.names[0] ?? '')?.[1];
  return pid === undefined ? 'ip' : `nsenter -t ${pid} -n ip`;
};

const peerText = (state: NodeState, peer: Peer): string => {
  if (peer.type === 'none') return 'none';
  if (peer.type === 'unknown') return `unknown: ${peer.reason}`;
  const namespace = state.namespaces[peer.namespace];
  const name = namespace?.links[String(peer.ifindex)]?.name ?? `ifindex ${peer.ifindex}`;
  return `${name} in ${namespace?.names[0] ?? peer.namespace} (ifindex ${peer.ifindex})`;
};

const optional = (name: string, value: string | null): [string, string][] =>
  value === null ? [] : [[name, value]];

const onOff = (value: boolean | null) => (value === null ? null : value ? 'on' : 'off');

const linkFacts = (state: NodeState, namespace: Namespace, link: Link): Facts => ({
  title: `${link.name} in ${namespace.names[0] ?? ''}`,
  command: `${ipIn(namespace)} -d addr show dev ${shellWord(link.name)}`,
  fields: [
    ['kind', link.kind],
    ['state', `${link.up ? 'up' : 'down'}, ${link.carrier ? 'carrier' : 'no carrier'}`],
    ['operstate', link.operstate],
    ['ifindex', String(link.ifindex)],
    ['mtu', String(link.mtu)],
    ...optional('mac', link.mac),
    ...link.addresses.map(({ family, local, prefixLength, peer }): [string, string] => [
      family,
      `${local}${peer === null ? '' : ` peer ${peer}`}/${prefixLength}`,
    ]),
    ...optional('peer', link.peer.type === 'none' ? null : peerText(state, link.peer)),
    ...optional('below', link.lower.type === 'none' ? null : peerText(state, link.lower)),
    ...optional('master', link.master),
    ...optional('forwarding', onOff(link.forwarding)),
    ...optional('rp_filter', link.rpFilter),
    ...optional('mode', link.tun?.mode ?? null),
    ...Object.entries(link.details).map(([name, value]): [string, string] => [name, String(value)]),
  ],
});

const hopText = ({ gateway, dev, weight, flags }: Route['nextHops'][number]): string =>
  [
    gateway === null ? '' : `via ${gateway}`,
    dev === null ? '' : `dev ${dev}`,
    weight === null ? '' : `weight ${weight}`,
    ...flags,
  ]
    .filter((word) => word !== '')
    .join(' ');

const routeFacts = (namespace: Namespace, route: Route): Facts => {
  const { kind, because } = classify(route);
  const family = route.family === 'inet6' ? ' -6' : '';
  const table = route.table === 'main' ? '' : ` table ${shellWord(route.table)}`;
  return {
    title: `route to ${route.destination}`,
    command: `${ipIn(namespace)}${family} -d route show${table} exact ${route.destination}`,
    fields: [
      ['kind', kind],
      ['because', because],
      ...route.nextHops.map((hop): [string, string] => ['next hop', hopText(hop)]),
      ['table', route.table],
      ['type', route.type],
      ['protocol', route.protocol],
      ['scope', route.scope],
      ['metric', String(route.metric)],
      ...optional('condition', route.condition),
      ...optional('source', route.source),
    ],
  };
};

/** The routes that a drawing shows, also where it had no room for one. */
const routeFields = (namespace: Namespace): [string, string][] =>
  inKernelOrder(drawnRoutes(namespace).map(([, route]) => route)).map((route) => [
    'route',
    [
      route.destination === '0.0.0.0/0' ? 'default' : route.destination,
      ...(route.nextHops.length === 0 ? [route.type] : [route.nextHops.map(hopText).join(', ')]),
      ...(route.metric === 0 ? [] : [`metric ${route.metric}`]),
    ].join(' '),
  ]);

const namespaceFacts = (namespace: Namespace): Facts => ({
  title: namespace.names.join(', '),
  command: namespace.kind === 'node' ? 'ip addr' : `${ipIn(namespace)} addr`,
  fields: [
    ['identity', namespace.id],
    [
      'interfaces',
      Object.values(namespace.links)
        .map(({ name }) => name)
        .join(', '),
    ],
    ...routeFields(namespace),
    ...optional('forwarding', onOff(namespace.forwarding)),
    ...optional('rp_filter (all)', namespace.rpFilterAll),
    ...optional('stale', namespace.stale?.reason ?? null),
  ],
});

/** So many namespaces of a folded list are told; all of them stand in the list when it is open. */
const MOST_FOLDED = 12;

const foldFacts = (state: NodeState, ids: readonly string[]): Facts => {
  const folded = ids.flatMap((id) => state.namespaces[id] ?? []);
  const rest = folded.length - MOST_FOLDED;
  const listed = folded.slice(0, MOST_FOLDED).map((namespace): [string, string] => [
    namespace.names.join(', '),
    Object.values(namespace.links)
      .map(({ name, addresses }) => [name, ...addresses.map(({ local }) => local)].join(' '))
      .join(', '),
  ]);
  return {
    title: `${folded.length} more namespace${folded.length === 1 ? '' : 's'} on ${state.node}`,
    command: folded.every(({ kind }) => kind === 'named') ? 'ip netns' : 'lsns -t net',
    fields: [...listed, ...optional('and', rest > 0 ? `${rest} more` : null)],
  };
};

/** The real fields behind an element of the drawing, or null if it is there no more. */
export const factsOf = (nodes: readonly NodeState[], ref: Ref): Facts | null => {
  if (ref.type === 'segment') {
    return { title: `underlay ${ref.prefix}`, command: null, fields: [['prefix', ref.prefix]] };
  }
  if (ref.type === 'outside') {
    return { title: 'the outside host', command: null, fields: [['inet', ref.address]] };
  }
  const state = nodes.find(({ node }) => node === ref.node);
  if (state === undefined) return null;
  if (ref.type === 'node') {
    const own = Object.values(state.namespaces).find(({ kind }) => kind === 'node');
    return own === undefined ? null : { ...namespaceFacts(own), title: `node ${state.node}` };
  }
  if (ref.type === 'fold') return foldFacts(state, ref.namespaces);
  const namespace = state.namespaces[ref.namespace];
  if (namespace === undefined) return null;
  switch (ref.type) {
    case 'namespace':
      return namespaceFacts(namespace);
    case 'route': {
      const route = namespace.routes[ref.key];
      return route === undefined ? null : routeFacts(namespace, route);
    }
    case 'link': {
      const link = namespace.links[ref.key];
      return link === undefined ? null : linkFacts(state, namespace, link);
    }
    case 'process': {
      const link = namespace.links[ref.key];
      const process = link?.tun?.process;
      if (link === undefined || process == null) return null;
      return {
        title: `${process.command} behind ${link.name}`,
        command: `ps -fp ${process.pid}`,
        fields: [
          ['pid', String(process.pid)],
          ['command', process.command],
          ...optional('UDP peer', process.udpPeer),
        ],
      };
    }
  }
};
