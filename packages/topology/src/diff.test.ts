import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apply, emptyState } from './apply.ts';
import { diff } from './diff.ts';
import { changeSchema, nodeStateSchema } from './model.ts';
import { network } from './testing/networks.ts';

describe('diff and apply', { timeout: 60_000 }, () => {
  it('lead from any state to any other', () => {
    fc.assert(
      fc.property(network, network, (a, b) => {
        expect(apply(a, diff(a, b))).toEqual(b);
      }),
    );
  });

  it('lead from nothing to any state', () => {
    fc.assert(
      fc.property(network, (state) => {
        expect(apply(emptyState(state.node), diff(null, state))).toEqual(state);
      }),
    );
  });

  it('find no change between equals, whatever the order of keys', () => {
    fc.assert(
      fc.property(network, (state) => {
        const namespaces = Object.fromEntries(Object.entries(state.namespaces).toReversed());
        expect(diff(state, { namespaces, node: state.node })).toEqual([]);
      }),
    );
  });

  it('do no harm when applied twice, and leave the state before as it was', () => {
    fc.assert(
      fc.property(network, network, (a, b) => {
        const before: unknown = JSON.parse(JSON.stringify(a));
        const changes = diff(a, b);
        const once = apply(a, changes);
        expect(apply(once, changes)).toEqual(once);
        expect(a).toEqual(before);
      }),
    );
  });

  it('speak the schema', () => {
    fc.assert(
      fc.property(network, network, (a, b) => {
        expect(nodeStateSchema.parse(a)).toEqual(a);
        for (const change of diff(a, b)) expect(changeSchema.parse(change)).toEqual(change);
      }),
      { numRuns: 30 },
    );
  });
});
