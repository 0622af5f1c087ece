/** Readings as an observer would make them, from what `ip -j` prints. */
import type { NamespaceReading, NodeReading, Output } from '../readings.ts';

export const printed = (value: unknown): Output => ({ ok: true, stdout: JSON.stringify(value) });

export const LO = {
  ifindex: 1,
  ifname: 'lo',
  flags: ['LOOPBACK', 'UP', 'LOWER_UP'],
  mtu: 65536,
  operstate: 'UNKNOWN',
  link_type: 'loopback',
  address: '00:00:00:00:00:00',
  addr_info: [{ family: 'inet', local: '127.0.0.1', prefixlen: 8, scope: 'host' }],
};

export const RULES = [
  { priority: 0, src: 'all', table: 'local' },
  { priority: 32766, src: 'all', table: 'main' },
  { priority: 32767, src: 'all', table: 'default' },
];

const NETCONF = ['lo', 'all', 'default'].map((name) => ({
  family: 'inet',
  interface: name,
  forwarding: false,
  rp_filter: 'strict',
}));

export interface Listings {
  addr: unknown[];
  route?: unknown[];
  neigh?: unknown[];
  rule?: unknown[];
}

/** The text of one batch: an array for each command, one after the other. */
export const batch = ({
  addr,
  route = [],
  neigh = [],
  rule = RULES,
}: Listings): { ok: true; stdout: string } => ({
  ok: true,
  stdout: [addr, route, neigh, rule].map((list) => `${JSON.stringify(list)}\n`).join(''),
});

export const veth = (ifindex: number, ifname: string, more: Record<string, unknown>) => ({
  ifindex,
  ifname,
  flags: ['BROADCAST', 'MULTICAST', 'UP', 'LOWER_UP'],
  mtu: 1500,
  operstate: 'UP',
  link_type: 'ether',
  address: `02:00:00:00:00:${String(ifindex).padStart(2, '0')}`,
  linkinfo: { info_kind: 'veth' },
  addr_info: [],
  ...more,
});

export const reading = (
  name: string,
  id: string,
  listings: Listings,
  nsids: readonly { nsid: number; name?: string }[] = [],
): NamespaceReading => ({
  id,
  kind: name === 'node' ? 'node' : 'named',
  names: [name],
  handle: name,
  batch: batch(listings),
  netconf: printed(NETCONF),
  fdb: printed([]),
  nsids: printed(nsids),
});

export const nodeReading = (...namespaces: NamespaceReading[]): NodeReading => ({
  node: 'n',
  namespaces,
  tunOwners: [],
});
