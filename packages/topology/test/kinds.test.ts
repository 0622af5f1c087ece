import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import {
  assemble,
  describe,
  emptyMemory,
  factsOf,
  layout,
  linkNamed,
  lookup,
  nodeNamespace,
  nodeReadingSchema,
} from '../src/index.ts';
import { faultsOf } from '../src/testing/geometry.ts';

/** Recorded from a real kernel: many kinds of interfaces and routes, and names as nobody should. */
const json: unknown = JSON.parse(readFileSync(join(import.meta.dirname, 'kinds.json'), 'utf8'));
const { state, problems } = assemble(nodeReadingSchema.parse(json), null, 0);
if (state === null) throw new Error('not read');
const own = nodeNamespace(state);
if (own === undefined) throw new Error('no node');

it('tells them all', () => {
  expect(problems).toEqual([]);
  expect(describe([state], { outside: '10.0.0.1' })).toMatchInlineSnapshot(`
    [
      "Node n: forwarding off, rp_filter strict.",
      "lo (loopback interface) is up, 127.0.0.1/8.",
      "eth1 (veth) is up, 10.0.0.10/24, peer unknown: in a namespace out of sight.",
      "br0 (bridge) is up, 172.16.0.1/24, MTU 1450.",
      "veth11 (veth) is up, 172.16.0.1/24, cable to veth10.",
      "veth10 (veth) is up, port of br0, cable to veth11.",
      "vx0 (vxlan) is up, MTU 1450, port of br0, on top of eth1.",
      "mv1 (macvlan) is down, on top of eth1.",
      "tap0 (tun device) is up, no carrier, no process holds it.",
      "it's (veth) is down, cable to ü in 🐳.",
      "Route 10.0.0.0/24 dev eth1: connected.",
      "Route 172.16.0.0/24 dev br0: connected.",
      "Route 172.16.0.0/24 dev veth11: connected.",
      "Route 192.0.2.0/24: blackhole.",
      "Route 198.51.100.0/24 metric 50: unreachable.",
      "Route 203.0.113.0/24 via 10.0.0.20 dev eth1 and via 10.0.0.21 dev eth1: static.",
      "Route 0.0.0.0/0 via 10.0.0.1 dev eth1: default.",
      "Network namespace a b"c on n: forwarding off, rp_filter off.",
      "lo (loopback interface) is down.",
      "Network namespace con2 on n: forwarding off, rp_filter off.",
      "lo (loopback interface) is down.",
      "mv0 (macvlan) is down, on top of eth1 in the node itself.",
      "Network namespace 🐳 on n: forwarding off, rp_filter off.",
      "lo (loopback interface) is down.",
      "ü (veth) is down, cable to it's in the node itself.",
      "Underlay 10.0.0.0/24 joins n (10.0.0.10), the outside host (10.0.0.1).",
    ]
  `);
});

it('finds the interface below a vxlan by its name and below a macvlan in another namespace', () => {
  const eth1 = linkNamed(own, 'eth1');
  expect(linkNamed(own, 'vx0')).toMatchObject({
    kind: 'vxlan',
    lower: { type: 'known', namespace: own.id, ifindex: eth1?.ifindex },
    details: { id: 42, remote: '10.0.0.20', port: 4789 },
  });
  const con2 = Object.values(state.namespaces).find(({ names }) => names[0] === 'con2');
  expect(con2 && linkNamed(con2, 'mv0')?.lower).toMatchObject({ namespace: own.id });
});

it('keeps what the bridge has learned and where the vxlan sends, and nothing else', () => {
  expect(Object.values(own.fdb).map(({ dev, bridge, remote }) => [dev, bridge, remote])).toEqual([
    ['veth10', 'br0', null],
    ['vx0', 'br0', null],
    ['vx0', null, '10.0.0.20'],
  ]);
});

it('looks up as the kernel does', () => {
  expect(lookup(own, '203.0.113.5').verdict).toBe(
    '203.0.113.5 goes via 10.0.0.20 dev eth1, or via 10.0.0.21 dev eth1, by 203.0.113.0/24.',
  );
  expect(lookup(own, '172.16.0.9').winner?.nextHops[0]?.dev).toBe('br0');
  expect(lookup(own, '8.8.8.8', { from: '172.16.0.9' }).rule?.table).toBe('100');
});

it('draws them without a fault', () => {
  const input = { nodes: [{ name: 'n', state }], outside: '10.0.0.1' };
  for (const viewport of [
    { width: 700, height: 560 },
    { width: 380, height: 700 },
  ]) {
    expect(faultsOf(layout({ ...input, viewport }, emptyMemory).scene)).toEqual([]);
  }
});

it('names the command that shows a thing, safe for a shell', () => {
  const link = linkNamed(own, "it's");
  const ref = { type: 'link', node: 'n', namespace: own.id, key: String(link?.ifindex) } as const;
  expect(factsOf([state], ref)).toMatchObject({
    command: String.raw`ip -d addr show dev 'it'\''s'`,
    title: "it's in n",
  });
});
