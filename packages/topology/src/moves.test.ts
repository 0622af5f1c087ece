import { expect, it } from 'vitest';
import { assemble } from './assemble.ts';
import type { NodeState } from './model.ts';
import { moves } from './moves.ts';
import { LO, nodeReading, reading, veth } from './testing/readings.ts';

const NODE = '4:1';
const CON = '4:2';
const con = [{ nsid: 0, name: 'con' }];
const node = [{ nsid: 0, name: 'node' }];

const stateOf = (...namespaces: Parameters<typeof nodeReading>): NodeState => {
  const { state } = assemble(nodeReading(...namespaces), null, 0);
  if (state === null) throw new Error('no state');
  return state;
};

const outside = stateOf(
  reading('node', NODE, {
    addr: [LO, veth(4, 'veth2', { link: 'veth1' }), veth(5, 'veth1', { link: 'veth2' })],
  }),
  reading('con', CON, { addr: [LO] }),
);
const moved = (ifindex: number, mac = '02:00:00:00:00:04') =>
  stateOf(
    reading(
      'node',
      NODE,
      { addr: [LO, veth(5, 'veth1', { link_index: ifindex, link_netnsid: 0 })] },
      con,
    ),
    reading(
      'con',
      CON,
      { addr: [LO, veth(ifindex, 'veth2', { link_index: 5, link_netnsid: 0, address: mac })] },
      node,
    ),
  );

it('follows an end by the peer it keeps, also where its index changes on the way', () => {
  for (const ifindex of [4, 2]) {
    expect(moves(outside, moved(ifindex))).toEqual([
      { from: { namespace: NODE, key: '4' }, to: { namespace: CON, key: String(ifindex) } },
    ]);
  }
});

it('does not take a new pair of the same names and indexes for the old one', () => {
  expect(moves(outside, moved(4, '02:00:00:00:00:99'))).toEqual([]);
});

it('sees no move where nothing moved', () => {
  expect(moves(outside, outside)).toEqual([]);
  expect(moves(moved(4), moved(4))).toEqual([]);
});
