import type { LabStep, NodeView } from '@netstage/protocol';
import { describe, expect, it } from 'vitest';
import { checksOf } from './checks.ts';

const NODE = '1-network-namespace';
const step: LabStep = {
  step: 1,
  title: 'One namespace',
  underlay: { prefix: '10.0.0.0/24', outside: '10.0.0.1' },
  nodes: [{ name: NODE, address: '10.0.0.10' }],
  status: 'up',
  reason: null,
};
const view: NodeView = {
  node: NODE,
  step: 1,
  link: { status: 'here' },
  heard: 0,
  state: { node: NODE, namespaces: {} },
};

function faults(change: Partial<LabStep>, node: Partial<NodeView>, left: string[] = []): string[] {
  const rows = checksOf(
    [{ ...step, ...change }],
    { [NODE]: { ...view, ...node } },
    { [NODE]: left },
  );
  return [...(rows[0]?.faults ?? ['no row'])];
}

describe('checksOf', () => {
  it('finds nothing on a node that is up, connected and clean', () => {
    expect(faults({}, {})).toEqual([]);
  });

  it('says what keeps a node from it', () => {
    expect(faults({ status: 'booting' }, {})).toEqual(['booting…']);
    expect(faults({ status: 'failed', reason: 'no memory' }, {})).toEqual(['no memory']);
    expect(faults({}, { link: { status: 'booting' } })).toEqual(['its agent has not called yet']);
    expect(faults({}, { link: { status: 'away', since: 0, reason: 'it ended' } })).toEqual([
      'no agent: it ended',
    ]);
    expect(faults({}, { state: null })).toEqual(['it has not told its state yet']);
  });

  it('takes a check’s word on processes, not on the network that may have changed since', () => {
    const left = ['process sleep (7) runs', 'namespace con is left'];
    expect(faults({}, {}, left)).toEqual(['process sleep (7) runs']);
  });

  it('names a few of many', () => {
    const left = ['process a (1) runs', 'process b (2) runs', 'process c (3) runs'];
    expect(faults({}, {}, left)).toEqual(['process a (1) runs', 'process b (2) runs', '1 more']);
  });

  it('knows nodes that dialled in from elsewhere', () => {
    const [row] = checksOf([{ ...step, status: 'down' }], { [NODE]: view }, {});
    expect(row).toMatchObject({ from: 'elsewhere', faults: [] });
    const [none] = checksOf([{ ...step, status: 'down' }], {}, {});
    expect(none).toMatchObject({ from: 'nowhere', faults: ['its agent has not called yet'] });
  });
});
