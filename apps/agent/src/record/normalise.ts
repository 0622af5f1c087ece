import type { NamespaceReading, NodeReading, Output } from '@netstage/topology';

const FIRST_INODE = 4_026_532_000;
const FIRST_PID = 1_000;
/** Unicast ones: of the others only those of IPv6's solicited nodes are made from a link's own. */
const MAC = /\b[0-9a-f]{2}(?::[0-9a-f]{2}){5}\b/g;
/** Bridge and root ids: a priority and a MAC, whose bytes `ip` prints without leading zeros. */
const BRIDGE_ID = /(?<="[0-9a-f]{4}\.)[0-9a-f]{1,2}(?::[0-9a-f]{1,2}){5}(?=")/g;
const TIMER = /"(\w+_timer)":[\d.]+/g;

/**
 * Replaces what differs from run to run by numbers in the order of first sight: namespace inodes,
 * MAC addresses with the IPv6 addresses made from them, process ids, running timers. One function
 * for all readings of one node, so that a thing keeps its name from line to line.
 */
export function normaliser(): (reading: NodeReading) => NodeReading {
  const inodes = numbering();
  const macs = numbering();
  const pids = numbering();
  const idOf = (id: string) => `4:${FIRST_INODE + inodes(id)}`;
  const handleOf = ({ kind, id }: NamespaceReading) =>
    kind === 'node' ? 'node' : `ns${idOf(id).slice(2)}`;
  /** Those that addresses and groups may have been made from. */
  const own = new Set<string>();
  const macOf = (mac: string) => {
    if (mac.startsWith('33:33:ff')) return mac;
    const plain = mac === '00:00:00:00:00:00' || Number.parseInt(mac.slice(0, 2), 16) % 2 === 1;
    return plain ? mac : `02:00:00:00:00:${(macs(mac) + 1).toString(16).padStart(2, '0')}`;
  };

  return ({ node, namespaces, tunOwners }) => {
    const sorted = namespaces.toSorted(byKindAndName);
    for (const { id } of sorted) idOf(id);
    const handles = new Map(sorted.map((one) => [one.handle, handleOf(one)]));
    const text = (printed: string) => {
      const raw = evenBridges(printed.replace(BRIDGE_ID, padded));
      for (const mac of raw.match(MAC) ?? []) if (macOf(mac) !== mac) own.add(mac);
      return (
        [...own]
          .reduce(
            (result, mac) =>
              result
                .replaceAll(linkLocal(mac), linkLocal(macOf(mac)))
                .replaceAll(`33:33:ff${mac.slice(8)}`, `33:33:ff${macOf(mac).slice(8)}`),
            raw,
          )
          .replace(MAC, macOf)
          .replace(TIMER, '"$1":0')
          // Whichever comes first: the kernel looks for the other end among the wrong indexes.
          .replaceAll('"LOWERLAYERDOWN"', '"DOWN"')
          .replace(/(?<="name":")[^"]*/g, (name) => handles.get(name) ?? name)
      );
    };
    const output = (printed: Output): Output =>
      printed.ok ? { ok: true, stdout: text(printed.stdout) } : printed;
    return {
      node,
      namespaces: sorted.map((one) => {
        // The MACs of the links come first: forwarding entries only repeat them.
        const batch = output(one.batch);
        return {
          id: idOf(one.id),
          kind: one.kind,
          names: one.names.map((name) =>
            name.replace(/^pid (\d+)$/, (_, pid: string) => `pid ${FIRST_PID + pids(pid)}`),
          ),
          handle: handleOf(one),
          batch,
          netconf: output(one.netconf),
          fdb: output(one.fdb),
          nsids: output(one.nsids),
        };
      }),
      tunOwners: tunOwners.map((owner) => ({
        ...owner,
        namespace: idOf(owner.namespace),
        pid: FIRST_PID + pids(String(owner.pid)),
      })),
    };
  };
}

/** A number from 0 on for each thing, in the order of first sight. */
function numbering(): (thing: string) => number {
  const seen = new Map<string, number>();
  return (thing) => {
    const number = seen.get(thing) ?? seen.size;
    seen.set(thing, number);
    return number;
  };
}

const byKindAndName = (one: NamespaceReading, other: NamespaceReading) =>
  rank(one) < rank(other) ? -1 : 1;

const rank = ({ kind, names }: NamespaceReading) =>
  `${['node', 'named', 'unnamed'].indexOf(kind)} ${names.join(' ')}`;

const addressOf = (link: string | undefined) => /"address":"([^"]*)"/.exec(link ?? '')?.[1];

/**
 * A bridge takes the lowest MAC of its ports for its own, which is now this port's, now that one's:
 * here always that of the first. Link objects are told apart by how `ip` begins each.
 */
function evenBridges(batch: string): string {
  const links = batch.split(/(?=\{"ifindex":)/);
  for (const [at, link] of links.entries()) {
    const name = /"ifname":"([^"]*)"/.exec(link)?.[1];
    if (name === undefined || !link.includes('"info_kind":"bridge"')) continue;
    const own = addressOf(link);
    const port = addressOf(links.find((other) => other.includes(`"master":"${name}"`)));
    if (own === undefined || port === undefined) continue;
    links[at] = link.replaceAll(own, port);
    for (const [index, other] of links.entries())
      links[index] = other.replaceAll(`.${own}"`, `.${port}"`);
  }
  return links.join('');
}

const padded = (mac: string) =>
  mac
    .split(':')
    .map((byte) => byte.padStart(2, '0'))
    .join(':');

/** The address that IPv6 makes of a MAC (RFC 4291, appendix A), as `ip` writes it. */
export function linkLocal(mac: string): string {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = mac
    .split(':')
    .map((byte) => Number.parseInt(byte, 16));
  const words = [((a ^ 2) << 8) | b, (c << 8) | 0xff, 0xfe00 | d, (e << 8) | f];
  const text = words.map((word) => word.toString(16)).join(':');
  // Of the zero words after fe80 and any that follow, `::` takes the place.
  return `fe80::${text.replace(/^(?:0:)+/, '')}`;
}
