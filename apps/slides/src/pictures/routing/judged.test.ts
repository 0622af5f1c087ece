import { lookup } from '@netstage/topology';
import type { Route } from '@netstage/topology';
import { describe, expect, it } from 'vitest';
import { example } from './example.ts';
import { judgedRoutes } from './judged.ts';

const own: Route = {
  key: 'local local 10.0.0.10/32 dev eth1',
  family: 'inet',
  table: 'local',
  type: 'local',
  destination: '10.0.0.10/32',
  nextHops: [{ gateway: null, dev: 'eth1', weight: null, flags: [] }],
  protocol: 'kernel',
  scope: 'host',
  metric: 0,
  rank: 0,
  condition: null,
  source: '10.0.0.10',
};

const table = {
  routes: { ...example.routes, [own.key]: own },
  rules: {
    local: {
      key: '0 from all lookup local',
      priority: 0,
      selector: 'from all',
      match: { not: false, from: null, to: null, iif: null, oif: null, other: null },
      action: 'lookup',
      table: 'local',
    },
    ...example.rules,
  },
};

describe('the routes that an address is looked up in', () => {
  it('are those of main, in the kernel’s order, also before there is an address', () => {
    const shown = judgedRoutes(table, null);
    expect(shown).toEqual(judgedRoutes(example, null));
    expect(shown.map(({ destination }) => destination).at(-1)).toBe('default');
    expect(judgedRoutes(table, lookup(table, '172.16.2.9'))).toHaveLength(shown.length);
  });

  it('have the one of another table that decides among them, marked with its table', () => {
    const shown = judgedRoutes(table, lookup(table, '10.0.0.10'));
    expect(shown[0]).toMatchObject({ destination: '10.0.0.10/32', table: 'local', wins: true });
    expect(shown.slice(1).map(({ destination, fits }) => [destination, fits])).toEqual([
      ['172.16.2.7/32', false],
      ['10.0.0.0/24', true],
      ['172.16.1.0/24', false],
      ['172.16.2.0/24', false],
      ['172.16.0.0/16', false],
      ['default', true],
    ]);
  });
});
