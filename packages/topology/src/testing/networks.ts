/** Random but possible nodes, for property tests. */
import * as fc from 'fast-check';
import type { Link, Namespace, NodeState, Peer, Route } from '../model.ts';

const NONE: Peer = { type: 'none' };

/** Names as people and programs give them, and as nobody should. */
const ifname = fc.oneof(
  { weight: 4, arbitrary: fc.stringMatching(/^(veth|eth|cali|tap)\d{1,3}$/) },
  { weight: 1, arbitrary: fc.constantFrom('__proto__', 'constructor', "it's", 'a b', '🐳net') },
  { weight: 1, arbitrary: fc.stringMatching(/^[!-~]{1,15}$/) },
);

const octet = fc.integer({ min: 0, max: 255 });
export const address = fc.tuple(octet, octet, octet, octet).map((bytes) => bytes.join('.'));
const prefix = fc
  .tuple(address, fc.integer({ min: 1, max: 32 }))
  .map(([local, length]) => `${local}/${length}`);

const place = fc.nat({ max: 1000 });

/** What a network is made of, before names and indexes are given. `at` picks a namespace. */
const spec = fc.record({
  namespaces: fc.uniqueArray(fc.oneof(ifname, fc.stringMatching(/^[a-z-]{1,40}$/)), {
    maxLength: 9,
  }),
  cables: fc.array(
    fc.record({
      a: place,
      b: place,
      names: fc.tuple(ifname, ifname),
      master: fc.boolean(),
      up: fc.boolean(),
      lost: fc.integer({ min: 0, max: 9 }),
      addresses: fc.array(fc.tuple(address, fc.integer({ min: 8, max: 32 })), { maxLength: 2 }),
    }),
    { maxLength: 14 },
  ),
  others: fc.array(
    fc.record({
      at: place,
      name: ifname,
      kind: fc.constantFrom('bridge', 'tun', 'vxlan', 'dummy', 'macvlan', 'strange_kind'),
      mtu: fc.constantFrom(1500, 1468, 9000),
    }),
    { maxLength: 6 },
  ),
  routes: fc.array(
    fc.record({
      at: place,
      destination: fc.oneof(prefix, fc.constant('0.0.0.0/0')),
      gateways: fc.array(address, { maxLength: 3 }),
      type: fc.constantFrom('unicast', 'unicast', 'unicast', 'blackhole', 'unreachable'),
      metric: fc.constantFrom(0, 0, 100),
      protocol: fc.constantFrom('kernel', 'boot', 'static', 'bird'),
    }),
    { maxLength: 14 },
  ),
  stale: fc.integer({ min: 0, max: 12 }),
  mixed: fc.boolean(),
});
export type NetworkSpec = typeof spec extends fc.Arbitrary<infer T> ? T : never;

const bare = (id: string, kind: Namespace['kind'], name: string): Namespace => ({
  id,
  kind,
  names: [name],
  forwarding: kind === 'node',
  rpFilterAll: 'strict',
  stale: null,
  links: {},
  routes: {},
  neighbours: {},
  rules: {},
  fdb: {},
});

const link = (ifindex: number, name: string, kind: string): Link => ({
  ifindex,
  name,
  kind,
  mac: `02:00:00:00:00:${String(ifindex % 100).padStart(2, '0')}`,
  mtu: kind === 'loopback' ? 65536 : 1500,
  up: true,
  carrier: true,
  operstate: 'UP',
  peer: NONE,
  lower: NONE,
  master: null,
  addresses: [],
  forwarding: true,
  rpFilter: 'strict',
  tun: null,
  details: {},
});

const inet = (local: string, prefixLength: number) => ({
  family: 'inet' as const,
  local,
  prefixLength,
  peer: null,
  scope: 'global',
});

/** Gives indexes and unique names, and puts everything where the spec says. */
export const build = (node: string, index: number, input: NetworkSpec): NodeState => {
  const own = bare(`${index + 1}:1`, 'node', node);
  const spaces = [
    own,
    ...input.namespaces.map((name, at) =>
      bare(`${index + 1}:${at + 2}`, at % 5 === 4 ? 'unnamed' : 'named', name),
    ),
  ];
  let next = 1;
  const add = (namespace: Namespace, name: string, kind: string): Link => {
    const taken = new Set(Object.values(namespace.links).map((one) => one.name));
    let free = name;
    for (let count = 1; taken.has(free); count += 1) free = `${name.slice(0, 11)}~${count}`;
    const one = link(next, free, kind);
    next += 1;
    namespace.links[String(one.ifindex)] = one;
    return one;
  };
  const pick = (at: number) => spaces[at % spaces.length] ?? own;
  for (const namespace of spaces) add(namespace, 'lo', 'loopback').up = namespace === own;

  const eth = add(own, 'eth1', 'veth');
  eth.peer = { type: 'unknown', reason: 'in a namespace out of sight' };
  eth.addresses = [inet(`10.0.0.${10 * (index + 1)}`, 24)];
  for (const { at, name, kind, mtu } of input.others) {
    const one = add(pick(kind === 'bridge' || kind === 'tun' ? 0 : at), name, kind);
    one.mtu = mtu;
    if (kind !== 'tun') continue;
    const process = {
      pid: 4000 + one.ifindex,
      command: 'socat',
      udpPeer: `10.0.0.${10 * (2 - index)}:9000`,
    };
    one.tun = { mode: 'tun', process };
  }
  const bridge = Object.values(own.links).find(({ kind }) => kind === 'bridge');
  for (const cable of input.cables) {
    const [from, to] = [pick(cable.a), pick(cable.b)];
    const a = add(from, cable.names[0], 'veth');
    const b = add(to, cable.names[1], 'veth');
    a.up = cable.up;
    a.carrier = cable.up;
    a.addresses = cable.addresses.map(([local, length]) => inet(local, length));
    if (cable.master && from === own && bridge !== undefined) a.master = bridge.name;
    if (cable.lost === 0) {
      a.peer = { type: 'unknown', reason: 'the other end does not confirm it' };
      b.peer = { type: 'unknown', reason: 'the other end does not confirm it' };
    } else {
      a.peer = { type: 'known', namespace: to.id, ifindex: b.ifindex };
      b.peer = { type: 'known', namespace: from.id, ifindex: a.ifindex };
    }
  }
  for (const [number, one] of input.routes.entries()) {
    const namespace = pick(one.at);
    const dev = Object.values(namespace.links)[0]?.name ?? null;
    const gateways = one.gateways.length === 0 ? [null] : one.gateways;
    const route: Route = {
      key: `main ${one.type} ${one.destination} ${number}`,
      family: 'inet',
      table: 'main',
      type: one.type,
      destination: one.destination,
      nextHops:
        one.type === 'unicast'
          ? gateways.map((gateway) => ({ gateway, dev, weight: null, flags: [] }))
          : [],
      protocol: one.protocol,
      scope: 'global',
      metric: one.metric,
      rank: 0,
      condition: null,
      source: null,
    };
    namespace.routes[route.key] = route;
  }
  const stale = spaces[input.stale];
  if (stale !== undefined) stale.stale = { since: 0, reason: 'the output ends in the middle' };
  if (input.mixed) eth.rpFilter = 'off';
  if (input.mixed) own.rpFilterAll = 'off';
  return { node, namespaces: Object.fromEntries(spaces.map((one) => [one.id, one])) };
};

/** One node's state. */
export const networkSpec = spec;
export const network: fc.Arbitrary<NodeState> = spec.map((input) => build('node-1', 0, input));

export const networks: fc.Arbitrary<NodeState[]> = fc
  .tuple(spec, spec, fc.boolean())
  .map(([a, b, two]) => [
    build('4-overlay-network-1', 0, a),
    ...(two ? [build('4-overlay-network-2', 1, b)] : []),
  ]);
