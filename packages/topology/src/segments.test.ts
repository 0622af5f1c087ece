import { expect, it } from 'vitest';
import { assemble } from './assemble.ts';
import { describe as tell } from './describe.ts';
import type { NodeState } from './model.ts';
import { segments } from './segments.ts';
import { LO, nodeReading, reading, veth } from './testing/readings.ts';

const inet = (local: string, prefixlen: number) => ({ family: 'inet', local, prefixlen });

/** A node whose eth1 leads out of sight, as in a lab or a VM, with a bridge and a tunnel. */
const node = (name: string, address: string, subnet: number): NodeState => {
  const input = nodeReading(
    reading('node', '4:1', {
      addr: [
        LO,
        veth(2, 'eth1', { link_index: 9, link_netnsid: 0, addr_info: [inet(address, 24)] }),
        {
          ...veth(3, 'br0', { addr_info: [inet(`172.16.${subnet}.1`, 24)] }),
          linkinfo: { info_kind: 'bridge' },
        },
        {
          ...veth(4, 'tun0', { addr_info: [inet(`172.16.${subnet}.100`, 16)] }),
          linkinfo: { info_kind: 'tun' },
        },
        veth(5, 'veth1', { link: 'veth2', addr_info: [inet('10.0.0.77', 24)] }),
        veth(6, 'veth2', { link: 'veth1' }),
      ],
    }),
  );
  const { state } = assemble({ ...input, node: name }, null, 0);
  if (state === null) throw new Error('no state');
  return state;
};

const both = [node('one', '10.0.0.10', 0), node('two', '10.0.0.20', 1)];

it('joins the nodes by the prefix of the interfaces that lead out of them, and by no other', () => {
  const found = segments(both, { outside: '10.0.0.1' });
  expect(found).toEqual([
    {
      prefix: '10.0.0.0/24',
      outside: '10.0.0.1',
      ports: [
        { node: 'one', namespace: '4:1', link: '2', address: '10.0.0.10' },
        { node: 'two', namespace: '4:1', link: '2', address: '10.0.0.20' },
      ],
    },
  ]);
});

it('takes one node’s interface out of sight for the underlay only if the outside is there', () => {
  const one = both.slice(0, 1);
  expect(segments(one)).toEqual([]);
  expect(segments(one, { outside: '192.168.0.1' })).toEqual([]);
  expect(segments(one, { outside: '10.0.0.1' })).toHaveLength(1);
});

it('has the host outside on one segment only: the one of the longest prefix', () => {
  const input = nodeReading(
    reading('node', '4:1', {
      addr: [
        LO,
        veth(2, 'eth1', { link_index: 9, link_netnsid: 0, addr_info: [inet('10.0.0.10', 24)] }),
        veth(3, 'eth2', { link_index: 9, link_netnsid: 1, addr_info: [inet('10.0.0.0', 8)] }),
      ],
    }),
  );
  const { state } = assemble(input, null, 0);
  if (state === null) throw new Error('no state');
  const found = segments([state], { outside: '10.0.0.1' });
  expect(found.map(({ prefix, outside }) => [prefix, outside])).toEqual([
    ['10.0.0.0/24', '10.0.0.1'],
  ]);
});

it('tells the picture in sentences', () => {
  expect(tell(both.slice(0, 1), { outside: '10.0.0.1' })).toEqual([
    'Node one: forwarding off, rp_filter strict.',
    'lo (loopback interface) is up, 127.0.0.1/8.',
    'eth1 (veth) is up, 10.0.0.10/24, peer unknown: in a namespace out of sight.',
    'br0 (bridge) is up, 172.16.0.1/24.',
    'tun0 (tun device) is up, 172.16.0.100/16, no process holds it.',
    'veth1 (veth) is up, 10.0.0.77/24, cable to veth2.',
    'veth2 (veth) is up, cable to veth1.',
    'Underlay 10.0.0.0/24 joins one (10.0.0.10), the outside host (10.0.0.1).',
  ]);
});
