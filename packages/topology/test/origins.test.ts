import { expect, it } from 'vitest';
import { originsOf, type ScriptStep } from '../src/index.ts';
import { recordedOrigins } from '../src/recorded-origins.ts';
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
