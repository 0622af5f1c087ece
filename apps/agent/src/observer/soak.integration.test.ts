import type { NodeState } from '@netstage/topology';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { nodeRig, type NodeRig } from '../testing/node-rig.ts';

const NODE = '1-network-namespace';
let rig: NodeRig;

beforeAll(async () => {
  rig = await nodeRig(1, NODE, `/vagrant/${NODE}`);
  await rig.hub.until('the first state', () => rig.hub.state !== null);
});
afterAll(async () => rig.down());

/** mulberry32: small, and the same on every machine. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let word = Math.imul(state ^ (state >>> 15), 1 | state);
    word = (word + Math.imul(word ^ (word >>> 7), 61 | word)) ^ word;
    return ((word ^ (word >>> 14)) >>> 0) % below;
  };
}

/** Random things that people do to a network; many fail, as they do for people. */
function mutations(seed: number, count: number): string {
  const below = random(seed);
  const space = () => `n${below(5)}`;
  const link = () => `${below(2) === 0 ? 'a' : 'b'}${below(8)}`;
  const where = () => (below(2) === 0 ? 'ip' : `ip -n ${space()}`);
  const address = () => `10.${below(3)}.${below(3)}.${1 + below(200)}/${8 + below(25)}`;
  const kinds: (() => string)[] = [
    () => `ip netns add ${space()}`,
    () => `ip netns del ${space()}`,
    () => `k=${below(8)}; ip link add a$k type veth peer name b$k`,
    () =>
      `k=${below(8)}; ip link add a$k netns ${space()} type veth peer name b$k netns ${space()}`,
    () => `${where()} link set ${link()} netns ${space()}`,
    () => `ip -n ${space()} link set ${link()} netns 1`,
    () => `${where()} link set ${link()} ${below(3) === 0 ? 'down' : 'up'}`,
    () => `${where()} link set ${link()} mtu ${1_000 + below(500)}`,
    () => `${where()} addr ${below(3) === 0 ? 'del' : 'add'} ${address()} dev ${link()}`,
    () => `${where()} link add br${below(2)} type bridge`,
    () => `${where()} link set ${link()} master br${below(2)}`,
    () => `${where()} link set br${below(2)} up`,
    () => `${where()} link del ${below(3) === 0 ? `br${below(2)}` : link()}`,
    () => `${where()} route add 192.168.${below(9)}.0/24 dev ${link()}`,
    () => `${where()} route add blackhole 192.168.${below(9)}.0/24`,
    () => `${where()} route flush 192.168.${below(9)}.0/24`,
    () => `ip netns exec ${space()} sysctl -qw net.ipv4.ip_forward=${below(2)}`,
  ];
  const one = () => kinds[below(kinds.length)]?.() ?? 'true';
  return Array.from({ length: count }, () => `{ ${one()}; } 2>/dev/null || true`).join('\n');
}

const rawLinks = z.array(
  z.object({
    ifname: z.string().optional(),
    mtu: z.int().optional(),
    flags: z.array(z.string()).optional(),
    master: z.string().optional(),
    addr_info: z.array(z.object({ local: z.string(), prefixlen: z.int() })).optional(),
  }),
);
const rawRoutes = z.array(
  z.object({ type: z.string(), dst: z.string(), dev: z.string().optional() }),
);

/** Lines that tell a namespace's links and IPv4 routes, from the talk's own side of things. */
async function independent(): Promise<string[]> {
  const printed = await rig.sh(`
    for name in - $(ip netns list | cut -d' ' -f1); do
      in=; [ $name = - ] || in="-n $name"
      echo "$name"; ip $in -j -d addr; ip $in -j -d -4 route show table main
      [ $name = - ] && cat /proc/sys/net/ipv4/ip_forward || ip netns exec $name cat /proc/sys/net/ipv4/ip_forward
    done`);
  const lines = printed.trimEnd().split('\n');
  const told: string[] = [];
  for (let at = 0; at + 3 < lines.length; at += 4) {
    const [name = '', links = '', routes = '', forwarding = ''] = lines.slice(at, at + 4);
    told.push(`${name} forwarding ${forwarding === '1'}`);
    for (const link of rawLinks.parse(JSON.parse(links)))
      if (link.ifname !== undefined)
        told.push(
          [
            name,
            link.ifname,
            link.mtu,
            link.flags?.includes('UP'),
            link.master ?? '-',
            ...(link.addr_info ?? [])
              .map(({ local, prefixlen }) => `${local}/${prefixlen}`)
              .toSorted(),
          ].join(' '),
        );
    for (const { type, dst, dev } of rawRoutes.parse(JSON.parse(routes)))
      told.push(`${name} ${type} ${dst === 'default' ? '0.0.0.0/0' : dst} ${dev ?? '-'}`);
  }
  return told.toSorted();
}

/** The same lines from the state that the hub has. */
function observed(state: NodeState | null): string[] {
  return Object.values(state?.namespaces ?? {})
    .flatMap(({ kind, names, forwarding, links, routes }) => {
      const name = kind === 'node' ? '-' : (names[0] ?? '');
      return [
        `${name} forwarding ${forwarding}`,
        ...Object.values(links).map((link) =>
          [
            name,
            link.name,
            link.mtu,
            link.up,
            link.master ?? '-',
            ...link.addresses
              .map(({ local, prefixLength }) => `${local}/${prefixLength}`)
              .toSorted(),
          ].join(' '),
        ),
        ...Object.values(routes)
          .filter(({ family, table }) => family === 'inet' && table === 'main')
          .map(
            ({ type, destination, nextHops }) =>
              `${name} ${type} ${destination.replace(/\/32$/, '')} ${nextHops[0]?.dev ?? '-'}`,
          ),
      ];
    })
    .toSorted();
}

/** Cables whose two ends do not carry the same number, or whose other end the state does not have. */
function wrongCables(state: NodeState | null): string[] {
  const namespaces = state?.namespaces ?? {};
  return Object.values(namespaces).flatMap(({ id, links }) =>
    Object.values(links).flatMap((link) => {
      if (!/^[ab]\d+$/.test(link.name) || link.peer.type === 'none') return [];
      if (link.peer.type === 'unknown') return [`${id} ${link.name}: ${link.peer.reason}`];
      const other = namespaces[link.peer.namespace]?.links[String(link.peer.ifindex)]?.name;
      return other?.slice(1) === link.name.slice(1) && other !== link.name
        ? []
        : [`${id} ${link.name} – ${other}`];
    }),
  );
}

/** Readings of the truth: the kernel ends a namespace's cables some time after its name is gone. */
const MOST_READINGS = 10;
/** Milliseconds that the state has to become what was read, before it is read anew. */
const REST = 2_000;

/** Waits for the state to come to rest, and resolves with what differs from an independent reading. */
async function wrong(): Promise<string[]> {
  for (let readings = 1; ; readings += 1) {
    const truth = await independent();
    const differences = () => {
      const state = observed(rig.hub.state);
      return [
        ...state.filter((line) => !truth.includes(line)).map((line) => `+ ${line}`),
        ...truth.filter((line) => !state.includes(line)).map((line) => `- ${line}`),
        ...wrongCables(rig.hub.state),
      ];
    };
    await rig.hub
      .until('the same as an independent reading', () => differences().length === 0, REST)
      .catch(() => undefined);
    const found = differences();
    if (found.length === 0 || readings === MOST_READINGS) return found;
  }
}

const clean = () =>
  rig.sh(
    'ip -all netns del; for link in $(ls /sys/class/net | grep -E "^(a|b|br|d)[0-9]"); do ip link del $link 2>/dev/null; done; true',
  );

describe('after', () => {
  for (const seed of [1, 2, 3, 4, 5])
    it(`random changes of seed ${seed} the state is the truth`, async () => {
      await rig.sh(mutations(seed, 300));
      expect(await wrong()).toEqual([]);
    });

  it('1,000 changes in a burst it is, too', async () => {
    await clean();
    await rig.sh(`
      ip netns add n0; ip link add a0 type veth peer name b0 netns n0; ip link set a0 up
      for i in $(seq 4); do for j in $(seq 250); do echo "addr add 10.$i.$j.1/24 dev a0"; done; done | ip -batch -`);
    expect(await wrong()).toEqual([]);
    expect(
      observed(rig.hub.state).filter((line) => /^- unicast 10\..* a0$/.test(line)),
    ).toHaveLength(1_000);
    await rig.sh(`
      for i in $(seq 4); do for j in $(seq 250); do echo "addr del 10.$i.$j.1/24 dev a0"; done; done | ip -batch -`);
    expect(await wrong()).toEqual([]);
  });

  it('200 namespaces have come, and gone, it is as well', async () => {
    await clean();
    await rig.sh(`
      for i in $(seq 200); do ip netns add m$i; ip link add a$i type veth peer name b$i netns m$i; done`);
    expect(await wrong()).toEqual([]);
    expect(Object.keys(rig.hub.state?.namespaces ?? {})).toHaveLength(201);
    await rig.sh('for i in $(seq 1 2 200); do ip netns del m$i; done');
    expect(await wrong()).toEqual([]);
    await clean();
    expect(await wrong()).toEqual([]);
    expect(Object.keys(rig.hub.state?.namespaces ?? {})).toHaveLength(1);
  });
});
