import type { Link, Namespace, NodeState, Route } from '@netstage/topology';
import { describe, expect, it } from 'vitest';
import { inspect } from './inspect.ts';

const NODE = '1-network-namespace';

const veth: Link = {
  ifindex: 4,
  name: 'veth2',
  kind: 'veth',
  mac: '02:00:00:00:00:04',
  mtu: 1500,
  up: true,
  carrier: true,
  operstate: 'UP',
  peer: { type: 'known', namespace: '4:100', ifindex: 3 },
  lower: { type: 'none' },
  master: null,
  addresses: [
    { family: 'inet', local: '172.16.0.1', prefixLength: 32, peer: null, scope: 'global' },
  ],
  forwarding: false,
  rpFilter: 'strict',
  tun: null,
  details: {},
};

const route: Route = {
  key: 'r',
  family: 'inet',
  table: 'main',
  type: 'unicast',
  destination: '0.0.0.0/0',
  nextHops: [{ gateway: null, dev: 'veth2', weight: null, flags: [] }],
  protocol: 'boot',
  scope: 'link',
  metric: 0,
  rank: 0,
  condition: null,
  source: null,
};

const con: Namespace = {
  id: '4:200',
  kind: 'named',
  names: ['con'],
  forwarding: false,
  rpFilterAll: 'strict',
  stale: null,
  links: { 4: veth },
  routes: { r: route },
  neighbours: {},
  rules: {},
  fdb: {},
};

const own: Namespace = {
  ...con,
  id: '4:100',
  kind: 'node',
  names: [NODE],
  links: { 3: { ...veth, ifindex: 3, name: 'veth1', addresses: [] } },
  routes: {},
};

const state: NodeState = { node: NODE, namespaces: { '4:100': own, '4:200': con } };

describe('inspecting', () => {
  it("tells an interface's fields and the command that shows them in its namespace", () => {
    const ref = { type: 'link', node: NODE, namespace: '4:200', key: '4' } as const;
    const found = inspect(ref, [state]);
    expect(found?.heading).toBe('veth2');
    expect(found?.command).toBe('ip -n con -d addr show dev veth2');
    expect(Object.fromEntries(found?.fields ?? [])).toMatchObject({
      addresses: '172.16.0.1/32',
      'other end': `veth1 in ${NODE}`,
      state: 'up, carrier',
    });
  });

  it('calls a route by its kind and says why', () => {
    const ref = { type: 'route', node: NODE, namespace: '4:200', key: 'r' } as const;
    const found = inspect(ref, [state]);
    expect(found?.heading).toBe('default');
    expect(Object.fromEntries(found?.fields ?? [])['next hop']).toBe('dev veth2');
    expect(Object.fromEntries(found?.fields ?? [])['kind']).toMatch(/^default \(/);
  });

  it('says nothing of what is gone', () => {
    const ref = { type: 'link', node: NODE, namespace: '4:300', key: '4' } as const;
    expect(inspect(ref, [state])).toBeNull();
    expect(inspect({ type: 'node', node: 'other' }, [state])).toBeNull();
  });
});
