/**
 * The model: what one node's kernel says about its network, normalised.
 *
 * Everything that changes on its own is an entity in a record under a stable key, so that a
 * difference is a list of "put" and "remove" and applying it twice does no harm.
 */
import { z } from 'zod';

/** `dev:inode` of the namespace's nsfs file: the kernel's identity of a network namespace. */
export const namespaceIdSchema = z.string().regex(/^\d+:\d+$/);
export type NamespaceId = z.infer<typeof namespaceIdSchema>;

export const addressSchema = z.object({
  family: z.enum(['inet', 'inet6']),
  local: z.string(),
  prefixLength: z.int().min(0).max(128),
  /** The other end of a point-to-point address, when it differs from `local`. */
  peer: z.string().nullable(),
  scope: z.string(),
});
export type Address = z.infer<typeof addressSchema>;

/** Where the other end of a link is. Only what both ends confirm counts as known. */
export const peerSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('none') }),
  z.object({ type: z.literal('known'), namespace: namespaceIdSchema, ifindex: z.int() }),
  z.object({ type: z.literal('unknown'), reason: z.string() }),
]);
export type Peer = z.infer<typeof peerSchema>;

export const processSchema = z.object({
  pid: z.int(),
  command: z.string(),
  /** Where the process sends the tunnel's packets, e.g. `10.0.0.20:9000`, when it can be read. */
  udpPeer: z.string().nullable(),
});
export type Process = z.infer<typeof processSchema>;

export const linkSchema = z.object({
  ifindex: z.int(),
  name: z.string(),
  /** What the kernel calls it: `veth`, `bridge`, `tun`, `vxlan`, …; `loopback`; else `device`. */
  kind: z.string(),
  mac: z.string().nullable(),
  mtu: z.int(),
  /** IFF_UP: an administrator switched it on. */
  up: z.boolean(),
  /** IFF_LOWER_UP: the cable has a live other end. */
  carrier: z.boolean(),
  operstate: z.string(),
  /** veth: the other end of the cable. */
  peer: peerSchema,
  /** vlan, macvlan, …: the device below, wherever it lives. */
  lower: peerSchema,
  /** The bridge (or bond, vrf) of the same namespace that this link is a port of. */
  master: z.string().nullable(),
  addresses: z.array(addressSchema),
  forwarding: z.boolean().nullable(),
  rpFilter: z.enum(['off', 'strict', 'loose']).nullable(),
  tun: z.object({ mode: z.enum(['tun', 'tap']), process: processSchema.nullable() }).nullable(),
  /** The kind's own settings, as `ip -d` tells them: VXLAN id, vlan id, STP state, … */
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});
export type Link = z.infer<typeof linkSchema>;

export const nextHopSchema = z.object({
  gateway: z.string().nullable(),
  dev: z.string().nullable(),
  weight: z.int().nullable(),
  flags: z.array(z.string()),
});

export const routeSchema = z.object({
  key: z.string(),
  family: z.enum(['inet', 'inet6']),
  table: z.string(),
  /** `unicast`, `local`, `broadcast`, `blackhole`, `unreachable`, … */
  type: z.string(),
  /** Always with its length: `0.0.0.0/0` for the default route. */
  destination: z.string(),
  /** One in the plain case, several for multipath, none for blackhole and its kin. */
  nextHops: z.array(nextHopSchema),
  protocol: z.string(),
  scope: z.string(),
  metric: z.int(),
  /** Its place among routes of one table that share destination, metric and condition: 0 wins. */
  rank: z.int(),
  /** A condition beyond the destination, in words (`tos 0x10`): a lookup cannot judge it. */
  condition: z.string().nullable(),
  /** The source address the kernel prefers for packets it sends this way. */
  source: z.string().nullable(),
});
export type Route = z.infer<typeof routeSchema>;

export const neighbourSchema = z.object({
  key: z.string(),
  address: z.string(),
  dev: z.string(),
  mac: z.string().nullable(),
  states: z.array(z.string()),
});
export type Neighbour = z.infer<typeof neighbourSchema>;

export const ruleSchema = z.object({
  key: z.string(),
  priority: z.int(),
  /** The condition in the words of `ip rule`: `from all`, `not from 10.0.0.0/8 iif eth1`. */
  selector: z.string(),
  /** The conditions a lookup can judge; prefixes with their length, `null` for any. */
  match: z.object({
    not: z.boolean(),
    from: z.string().nullable(),
    to: z.string().nullable(),
    iif: z.string().nullable(),
    oif: z.string().nullable(),
    /** What else must hold (a mark, ports, a user), in words: a lookup cannot judge it. */
    other: z.string().nullable(),
  }),
  /** `lookup`, or `blackhole`, `unreachable`, `prohibit`, `goto`, `nop`, `l3mdev`. */
  action: z.string(),
  /** The table's name for `lookup`, the priority to go on at for `goto`, else empty. */
  table: z.string(),
});
export type Rule = z.infer<typeof ruleSchema>;

export const fdbEntrySchema = z.object({
  key: z.string(),
  mac: z.string(),
  dev: z.string(),
  bridge: z.string().nullable(),
  /** VXLAN: the underlay address that frames for this MAC are sent to. */
  remote: z.string().nullable(),
  vlan: z.int().nullable(),
  /** `permanent` (an own address), `static`, else `learned`. */
  state: z.string(),
});
export type FdbEntry = z.infer<typeof fdbEntrySchema>;

export const namespaceSchema = z.object({
  id: namespaceIdSchema,
  /** `node`: the node's own stack. `named`: in `ip netns list`. `unnamed`: only a process holds it. */
  kind: z.enum(['node', 'named', 'unnamed']),
  /** The names in /run/netns, sorted; the hostname for the node's own; `pid N` for an unnamed one. */
  names: z.array(z.string()).min(1),
  /** IPv4 forwarding of the namespace as a whole (net.ipv4.ip_forward). */
  forwarding: z.boolean().nullable(),
  /** net.ipv4.conf.all.rp_filter; the stricter of it and the interface's own counts. */
  rpFilterAll: z.enum(['off', 'strict', 'loose']).nullable(),
  /** Set when the last reading failed: what is shown is the last good state. */
  stale: z.object({ since: z.number(), reason: z.string() }).nullable(),
  /**
   * Keyed by the ifindex in decimal: it survives a rename. Find one by name with `linkNamed`.
   * The other records are keyed by the `key` of their values, which is unique in its record only.
   */
  links: z.record(z.string(), linkSchema),
  routes: z.record(z.string(), routeSchema),
  neighbours: z.record(z.string(), neighbourSchema),
  rules: z.record(z.string(), ruleSchema),
  fdb: z.record(z.string(), fdbEntrySchema),
});
export type Namespace = z.infer<typeof namespaceSchema>;

/** One node, whole. `namespaces` always holds exactly one of kind `node`. */
export const nodeStateSchema = z.object({
  node: z.string(),
  namespaces: z.record(namespaceIdSchema, namespaceSchema),
});
export type NodeState = z.infer<typeof nodeStateSchema>;

const namespaceHeadSchema = namespaceSchema.omit({
  links: true,
  routes: true,
  neighbours: true,
  rules: true,
  fdb: true,
});
export type NamespaceHead = z.infer<typeof namespaceHeadSchema>;

const inNamespace = { namespace: namespaceIdSchema, key: z.string() };
const put = { op: z.literal('put') };

/**
 * One step from one `NodeState` to the next. Applying a change twice equals applying it once.
 * Removing a namespace removes all that is in it; putting one that is new makes it empty.
 */
export const changeSchema = z.union([
  z.object({
    ...put,
    entity: z.literal('namespace'),
    namespace: namespaceIdSchema,
    value: namespaceHeadSchema,
  }),
  z.object({ ...put, entity: z.literal('link'), ...inNamespace, value: linkSchema }),
  z.object({ ...put, entity: z.literal('route'), ...inNamespace, value: routeSchema }),
  z.object({ ...put, entity: z.literal('neighbour'), ...inNamespace, value: neighbourSchema }),
  z.object({ ...put, entity: z.literal('rule'), ...inNamespace, value: ruleSchema }),
  z.object({ ...put, entity: z.literal('fdb'), ...inNamespace, value: fdbEntrySchema }),
  z.object({
    op: z.literal('remove'),
    entity: z.literal('namespace'),
    namespace: namespaceIdSchema,
  }),
  z.object({
    op: z.literal('remove'),
    entity: z.enum(['link', 'route', 'neighbour', 'rule', 'fdb']),
    ...inNamespace,
  }),
]);
export type Change = z.infer<typeof changeSchema>;
