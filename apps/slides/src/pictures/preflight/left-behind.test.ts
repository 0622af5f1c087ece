import { assemble, fixtureSchema } from '@netstage/topology';
import type { NodeState } from '@netstage/topology';
import { describe, expect, it } from 'vitest';
import { leftBehind } from './left-behind.ts';

/** What real kernels said before and after each line of each step's setup.sh. */
const files = import.meta.glob<string>('../../../../../packages/topology/fixtures/*/*.json', {
  query: '?raw',
  import: 'default',
});

const ADDRESSES: Readonly<Record<string, string>> = {
  '1-network-namespace': '10.0.0.10',
  '2-single-node': '10.0.0.10',
  '3-multi-node-1': '10.0.0.10',
  '3-multi-node-2': '10.0.0.20',
  '4-overlay-network-1': '10.0.0.10',
  '4-overlay-network-2': '10.0.0.20',
};

async function recorded(step: string, last: boolean): Promise<NodeState[]> {
  const paths = Object.keys(files).filter((path) => path.includes(`/fixtures/${step}/`));
  const load = files[paths.toSorted().at(last ? -1 : 0) ?? ''];
  if (!load) throw new Error(`nothing is recorded of ${step}`);
  const json: unknown = JSON.parse(await load());
  return fixtureSchema.parse(json).readings.flatMap((reading) => {
    const { state } = assemble(reading, null, 0);
    return state ? [state] : [];
  });
}

const left = (state: NodeState) => leftBehind(state, ADDRESSES[state.node] ?? '');

describe.each(['1-network-namespace', '2-single-node', '3-multi-node', '4-overlay-network'])(
  'on the nodes of %s',
  (step) => {
    it('nothing is left before setup.sh', async () => {
      expect((await recorded(step, false)).flatMap(left)).toEqual([]);
    });

    it('all that setup.sh made is left after it', async () => {
      const states = await recorded(step, true);
      expect(states.length).toBeGreaterThan(0);
      for (const state of states) expect(left(state)).not.toEqual([]);
    });
  },
);

it('names namespaces, interfaces, routes and switches', async () => {
  const [first] = await recorded('3-multi-node', true);
  if (!first) throw new Error('no node is recorded');
  const words = left(first);
  expect(words).toContain('namespace con1');
  expect(words).toContain('interface br0');
  expect(words).toContain('ip_forward is on');
  expect(words.some((word) => word.startsWith('route 172.16.'))).toBe(true);
  const [overlay] = await recorded('4-overlay-network', true);
  if (!overlay) throw new Error('no node is recorded');
  expect(left(overlay)).toContain('rp_filter is off');
});
