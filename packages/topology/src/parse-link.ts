import { z } from 'zod';
import type { Address } from './model.ts';

const rawAddress = z.object({
  family: z.string(),
  local: z.string().optional(),
  address: z.string().optional(),
  prefixlen: z.int().min(0).max(128),
  scope: z.string().optional(),
});

/** `ip` leaves `{}` where a filter hid an address. */
const nothing = z.strictObject({}).transform(() => null);

const scalars = z.record(z.string(), z.unknown());

const rawLink = z.object({
  ifindex: z.int().positive(),
  ifname: z.string().min(1),
  flags: z.array(z.string()),
  mtu: z.int().nonnegative().default(0),
  operstate: z.string().default('UNKNOWN'),
  link_type: z.string().optional(),
  address: z.string().optional(),
  master: z.string().optional(),
  link: z.string().nullish(),
  link_index: z.int().optional(),
  link_netnsid: z.int().optional(),
  linkinfo: z
    .object({
      info_kind: z.string().optional(),
      info_data: scalars.optional(),
      info_slave_kind: z.string().optional(),
      info_slave_data: scalars.optional(),
    })
    .optional(),
  addr_info: z.array(z.union([rawAddress, nothing])).default([]),
});
type RawLink = z.infer<typeof rawLink>;

/** Where the kernel says the other end of a link is, in the observing namespace's own terms. */
export type LinkPointer =
  | { type: 'none' }
  | { type: 'name'; name: string }
  | { type: 'index'; ifindex: number; nsid: number | null };

/** A link as one namespace sees it, before it is known what the pointer points at. */
export interface ParsedLink {
  ifindex: number;
  name: string;
  kind: string;
  mac: string | null;
  mtu: number;
  up: boolean;
  carrier: boolean;
  operstate: string;
  pointer: LinkPointer;
  master: string | null;
  addresses: Address[];
  tunMode: 'tun' | 'tap' | null;
  details: Record<string, string | number | boolean>;
}

/** The settings worth showing, by kind. The kernel tells many more, some of them running timers. */
const DETAILS = new Map<string, readonly string[]>([
  ['bridge', ['stp_state', 'vlan_filtering']],
  ['vxlan', ['id', 'remote', 'group', 'local', 'link', 'port', 'learning', 'external']],
  ['vlan', ['protocol', 'id']],
  ['macvlan', ['mode']],
  ['macvtap', ['mode']],
  ['ipvlan', ['mode', 'mode_flag']],
  ['vrf', ['table']],
  ['bond', ['mode']],
  ['geneve', ['id', 'remote', 'port']],
  ['ipip', ['local', 'remote', 'ttl']],
  ['gre', ['local', 'remote', 'ttl']],
  ['gretap', ['local', 'remote', 'ttl']],
  ['sit', ['local', 'remote', 'ttl']],
  ['tun', ['persist', 'pi', 'multi_queue', 'vnet_hdr', 'user', 'group']],
  ['veth', []],
]);
const MOST_DETAILS_OF_UNKNOWN_KIND = 12;

const isScalar = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

const detailsOf = (kind: string, raw: RawLink): ParsedLink['details'] => {
  const data = Object.entries(raw.linkinfo?.info_data ?? {});
  const wanted = DETAILS.get(kind);
  const kept =
    wanted === undefined
      ? data.filter(([name]) => !/timer|^__/.test(name)).slice(0, MOST_DETAILS_OF_UNKNOWN_KIND)
      : data.filter(([name]) => wanted.includes(name));
  const port =
    raw.linkinfo?.info_slave_kind === 'bridge' ? raw.linkinfo.info_slave_data?.['state'] : null;
  return Object.fromEntries(
    [...kept, ['port_state', port] as const].flatMap(([name, value]) =>
      isScalar(value) ? [[name, value]] : [],
    ),
  );
};

const addressOf = (raw: z.infer<typeof rawAddress>): Address[] => {
  const { family, local, address, prefixlen } = raw;
  const own = local ?? address;
  if ((family !== 'inet' && family !== 'inet6') || own === undefined) return [];
  return [
    {
      family,
      local: own,
      prefixLength: prefixlen,
      peer: address === undefined || address === own ? null : address,
      scope: raw.scope ?? 'global',
    },
  ];
};

const pointerOf = (kind: string, raw: RawLink): LinkPointer => {
  if (raw.link_index !== undefined && raw.link_index > 0) {
    return { type: 'index', ifindex: raw.link_index, nsid: raw.link_netnsid ?? null };
  }
  // A link index whose namespace could not be told is printed as `if7`: the name says no more.
  const name = raw.link ?? (kind === 'vxlan' ? raw.linkinfo?.info_data?.['link'] : undefined);
  if (typeof name !== 'string') return { type: 'none' };
  const index = /^if(\d+)$/.exec(name)?.[1];
  return index !== undefined && raw.link_netnsid !== undefined
    ? { type: 'index', ifindex: Number(index), nsid: raw.link_netnsid }
    : { type: 'name', name };
};

const tunModeOf = (kind: string, raw: RawLink): ParsedLink['tunMode'] => {
  if (kind !== 'tun') return null;
  return raw.linkinfo?.info_data?.['type'] === 'tap' ? 'tap' : 'tun';
};

/** One entry of `ip -j -d addr`; `link` output reads the same, without addresses. */
export const linkEntry = rawLink.transform((raw): ParsedLink => {
  const kind = raw.linkinfo?.info_kind ?? (raw.link_type === 'loopback' ? 'loopback' : 'device');
  return {
    ifindex: raw.ifindex,
    name: raw.ifname,
    kind,
    mac: raw.link_type === 'none' ? null : (raw.address ?? null),
    mtu: raw.mtu,
    up: raw.flags.includes('UP'),
    carrier: raw.flags.includes('LOWER_UP'),
    operstate: raw.operstate,
    pointer: pointerOf(kind, raw),
    master: raw.master ?? null,
    addresses: raw.addr_info.flatMap((item) => (item === null ? [] : addressOf(item))),
    tunMode: tunModeOf(kind, raw),
    details: detailsOf(kind, raw),
  };
});
