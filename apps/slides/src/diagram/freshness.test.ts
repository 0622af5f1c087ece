import type { NodeView } from '@netstage/protocol';
import type { Namespace } from '@netstage/topology';
import { describe, expect, it } from 'vitest';
import { ageWords, freshnessOf } from './freshness.ts';

const namespace = {
  id: '4:1',
  kind: 'node' as const,
  names: ['n'],
  forwarding: false,
  rpFilterAll: 'strict' as const,
  stale: null,
  links: {},
  routes: {},
  neighbours: {},
  rules: {},
  fdb: {},
};
const view: NodeView = {
  node: 'n',
  step: 1,
  link: { status: 'here' },
  heard: 1_000,
  state: { node: 'n', namespaces: { '4:1': namespace } },
};

const freshnessWith = (one: Namespace) =>
  freshnessOf({ ...view, state: { node: 'n', namespaces: { '4:1': one } } }, 5_000);

describe('freshness', () => {
  it('is given while the agent is there, however long nothing happened', () => {
    expect(freshnessOf(view, 900_000)).toEqual({ kind: 'fresh' });
  });

  it('ends with the agent, and tells how old the picture is', () => {
    const away: NodeView = { ...view, link: { status: 'away', since: 2_000, reason: 'cut' } };
    expect(freshnessOf(away, 5_000)).toEqual({ kind: 'old', age: 4_000, reason: 'cut' });
  });

  it('ends with a namespace that could not be read, the node’s own or a named one', () => {
    const stale = { ...namespace, stale: { since: 3_000, reason: 'ip did not answer' } };
    const con = { ...stale, kind: 'named' as const, names: ['con'] };
    expect(freshnessWith(stale)).toEqual({ kind: 'old', age: 2_000, reason: 'ip did not answer' });
    expect(freshnessWith(con)).toEqual({
      kind: 'old',
      age: 2_000,
      reason: 'con: ip did not answer',
    });
  });

  it('is told in round figures', () => {
    expect([ageWords(4_900), ageWords(190_000), ageWords(7_300_000)]).toEqual([
      '4 s',
      '3 min',
      '2 h',
    ]);
  });
});
