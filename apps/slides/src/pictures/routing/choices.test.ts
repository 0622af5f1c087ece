import { emptyState } from '@netstage/topology';
import type { Namespace } from '@netstage/topology';
import { describe, expect, it } from 'vitest';
import { choicesOf } from './choices.ts';

function namespace(id: string, kind: Namespace['kind'], name: string): Namespace {
  return {
    id,
    kind,
    names: [name],
    forwarding: null,
    rpFilterAll: null,
    stale: null,
    links: {},
    routes: {},
    neighbours: {},
    rules: {},
    fdb: {},
  };
}

describe('the tables of now to choose from', () => {
  it('are those of each node and of its named namespaces, by name', () => {
    const spaces = [
      namespace('7', 'named', 'con2'),
      namespace('3', 'unnamed', 'pid 12'),
      namespace('1', 'node', 'node'),
      namespace('9', 'named', 'con1'),
    ];
    const namespaces = Object.fromEntries(spaces.map((one) => [one.id, one]));
    const state = { ...emptyState('2-single-node'), namespaces };
    expect(choicesOf([state]).map(({ key, label }) => [key, label])).toEqual([
      ['2-single-node', '2-single-node, now'],
      ['2-single-node con1', 'con1 on 2-single-node, now'],
      ['2-single-node con2', 'con2 on 2-single-node, now'],
    ]);
  });

  it('are none of a node of which nothing was read yet', () => {
    expect(choicesOf([emptyState('2-single-node')])).toEqual([]);
  });
});
