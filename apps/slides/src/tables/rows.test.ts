import { describe, expect, it } from 'vitest';
import type { Route } from '@netstage/topology';
import { routeRows } from './rows.ts';

const route: Route = {
  key: 'main unicast 10.1.0.0/16',
  family: 'inet',
  table: 'main',
  type: 'unicast',
  destination: '10.1.0.0/16',
  nextHops: [{ gateway: '10.0.0.9', dev: 'eth1', weight: null, flags: [] }],
  protocol: 'boot',
  scope: 'global',
  metric: 0,
  rank: 0,
  condition: null,
  source: null,
};

function told(more: Partial<Route>): [to: string, hop: string] {
  const [row] = routeRows({ routes: { one: { ...route, ...more } } });
  return [row?.to ?? '', row?.hop ?? ''];
}

describe('the row of a route', () => {
  it('says where it leads, in short without the interface', () => {
    expect(told({})).toEqual(['via 10.0.0.9 dev eth1', 'via 10.0.0.9']);
    expect(told({ metric: 50 })).toEqual([
      'via 10.0.0.9 dev eth1 metric 50',
      'via 10.0.0.9 metric 50',
    ]);
  });

  it('says for which packets alone it is', () => {
    expect(told({ condition: 'tos 0x10' })[1]).toBe('via 10.0.0.9 only tos 0x10');
  });

  it('marks a next hop whose cable is unplugged or whose interface is down', () => {
    const hop = { gateway: null, dev: 'veth21', weight: null };
    const [unplugged, down] = [['linkdown'], ['dead', 'linkdown']].map((flags) =>
      told({ nextHops: [{ ...hop, flags }] }),
    );
    expect(unplugged).toEqual(['dev veth21 linkdown', 'dev veth21 linkdown']);
    expect(down).toEqual(['dev veth21 dead', 'dev veth21 dead']);
  });

  it('says the type of one that leads nowhere', () => {
    expect(told({ type: 'blackhole', nextHops: [] })).toEqual(['blackhole', 'blackhole']);
  });
});
