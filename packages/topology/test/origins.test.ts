import { expect, it } from 'vitest';
import { linesBehind, originsOf, type Link, type Ref, type ScriptStep } from '../src/index.ts';
import { recordedOrigins } from '../src/recorded-origins.ts';
import { namespaceNamed } from '../src/find.ts';
import { recordedSteps } from './fixtures.ts';

/** The steps that one node's script took, from frames in which other nodes' scripts run as well. */
const stepsOf = (recorded: ReturnType<typeof recordedSteps>[number], node: string): ScriptStep[] =>
  recorded.frames.flatMap(({ fixture, states }, index) => {
    const before = recorded.frames[index - 1]?.states.find((state) => state.node === node);
    const after = states.find((state) => state.node === node);
    const { line } = fixture;
    if (fixture.node !== node || line === null || before === undefined || after === undefined) {
      return [];
    }
    return [{ line, before, after }];
  });

const measured = Object.fromEntries(
  recordedSteps().map((recorded) => [
    recorded.step,
    Object.fromEntries(
      (recorded.frames[0]?.states ?? []).map(({ node }) => [
        node,
        originsOf(stepsOf(recorded, node)),
      ]),
    ),
  ]),
);

it('knows which line of which script made each thing, as measured', async () => {
  const text = `${JSON.stringify(measured, null, 1)}\n`;
  await expect(text).toMatchFileSnapshot('../origins.json');
});

it('gives them by step and node', () => {
  const origins = recordedOrigins('4-overlay-network', '4-overlay-network-1');
  const con1 = origins['namespace con1'];
  expect(con1).toHaveLength(1);
  expect(origins['link veth11']?.length).toBeGreaterThan(2);
  expect(origins['forwarding']).toHaveLength(1);
  expect(origins['process tun0']).toHaveLength(1);
  expect(recordedOrigins('4-overlay-network', 'nobody')).toEqual({});
});

it('claims for a line only what is still as the line left it', () => {
  const step = recordedSteps().find((one) => one.step === '1-network-namespace');
  const state = step?.frames.at(-1)?.states[0];
  const con = state && namespaceNamed(state, 'con');
  const [key, veth2] =
    Object.entries(con?.links ?? {}).find(([, one]) => one.name === 'veth2') ?? [];
  if (!state || !con || key === undefined || !veth2) throw new Error('there is no veth2 in con');
  const ref: Ref = { type: 'link', node: state.node, namespace: con.id, key };
  const origins = recordedOrigins('1-network-namespace', state.node);
  const behind = (change: Partial<Link>) => {
    const links = { ...con.links, [key]: { ...veth2, ...change } };
    const namespaces = { ...state.namespaces, [con.id]: { ...con, links } };
    return linesBehind(origins, { ...state, namespaces }, ref);
  };
  const [made = 0, moved = 0, address = 0, up = 0] = behind({});
  expect(up).toBeGreaterThan(address);
  expect(behind({ up: false })).toEqual([made, moved, address]);
  expect(behind({ addresses: [] })).toEqual([made, moved, up]);
  expect(behind({ kind: 'bridge' })).toEqual([]);
});
