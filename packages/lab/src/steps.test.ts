import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { parseStep, readSteps } from './steps.ts';
import { lab, tempClone, type TempClone } from './testing/temp-lab.ts';

const clones: TempClone[] = [];
afterEach(() => {
  for (const clone of clones.splice(0)) clone.remove();
});

function vagrantDir(steps: Record<string, unknown>): string {
  const clone = tempClone(steps);
  clones.push(clone);
  return clone.vagrantDir;
}

function faultOf(change: Record<string, unknown>): string {
  const text = JSON.stringify({ ...lab(3, ['a', 'b']), ...change });
  try {
    parseStep(text, '3-x', 'vagrant/3-x/lab.json');
  } catch (error) {
    return String(error);
  }
  return 'none';
}

test('steps come in order, with their outside host last', () => {
  const steps = readSteps(vagrantDir({ z: lab(1, ['a']), b: lab(4, ['c']), a: lab(2, ['b']) }));
  expect(steps.map(({ step, folder }) => [step, folder])).toEqual([
    [1, 'z'],
    [2, 'a'],
    [4, 'b'],
  ]);
  expect(steps[0]).toMatchObject({ underlay: { length: 24 } });
  expect(steps[0]?.nodes).toEqual([
    { name: 'a', hostname: 'a', address: '10.0.0.10', role: 'node' },
    { name: '1-outside', hostname: 'outside', address: '10.0.0.1', role: 'outside' },
  ]);
});

test("the talk's own steps are right", () => {
  const steps = readSteps(join(import.meta.dirname, '../../../vagrant'));
  expect(
    steps.map(({ step, nodes }) => [
      step,
      ...nodes.map(({ name, address }) => `${name} ${address}`),
    ]),
  ).toEqual([
    [1, '1-network-namespace 10.0.0.10', '1-outside 10.0.0.1'],
    [2, '2-single-node 10.0.0.10', '2-outside 10.0.0.1'],
    [3, '3-multi-node-1 10.0.0.10', '3-multi-node-2 10.0.0.20', '3-outside 10.0.0.1'],
    [4, '4-overlay-network-1 10.0.0.10', '4-overlay-network-2 10.0.0.20', '4-outside 10.0.0.1'],
  ]);
});

const node = (name: string, address: string) => ({ name, address });
const underlay = { prefix: '10.0.0.0/24', outside: '10.0.0.1' };

test.each([
  ['an unknown field', { nodez: [] }, /\(the whole file\): .*nodez/],
  [
    'an unknown field inside',
    { nodes: [{ ...node('a', '10.0.0.10'), ip: 1 }] },
    /nodes\[0\]: .*ip/,
  ],
  ['a missing field', { title: undefined }, /title: /],
  ['no node', { nodes: [] }, /nodes: /],
  [
    'a duplicate address',
    { nodes: [node('a', '10.0.0.10'), node('b', '10.0.0.10')] },
    /nodes\[1\]\.address: 10\.0\.0\.10 is already nodes\[0\]'s/,
  ],
  [
    "the outside host's address",
    { nodes: [node('a', '10.0.0.1')] },
    /nodes\[0\]\.address: 10\.0\.0\.1 is already underlay\.outside's/,
  ],
  [
    'an address outside the underlay',
    { nodes: [node('a', '10.0.1.10')] },
    /nodes\[0\]\.address: 10\.0\.1\.10 is no host of 10\.0\.0\.0\/24/,
  ],
  ['no address', { nodes: [node('a', '10.0.0.300')] }, /nodes\[0\]\.address: "10\.0\.0\.300"/],
  [
    'a prefix with host bits',
    { underlay: { ...underlay, prefix: '10.0.0.1/24' } },
    /underlay\.prefix: "10\.0\.0\.1\/24" is not an IPv4 prefix/,
  ],
  [
    'an outside host elsewhere',
    { underlay: { ...underlay, outside: '10.0.0.255' } },
    /underlay\.outside: 10\.0\.0\.255 is no host/,
  ],
  ['a bad hostname', { nodes: [node('a_b', '10.0.0.10')] }, /nodes\[0\]\.name: "a_b" is not/],
  [
    'a name twice',
    { nodes: [node('a', '10.0.0.10'), node('a', '10.0.0.20')] },
    /nodes\[1\]\.name: "a" is already the name of nodes\[0\]/,
  ],
  ['a reserved name', { nodes: [node('3-outside', '10.0.0.10')] }, /nodes\[0\]\.name: "3-outside"/],
])('%s is refused with its path', (_, change, fault) => {
  expect(faultOf(change)).toMatch(fault);
  expect(faultOf(change)).toContain('vagrant/3-x/lab.json');
});

test('a file that is not JSON is named', () => {
  expect(() => readSteps(vagrantDir({ '1-x': '{ "step": ' }))).toThrow(
    /1-x\/lab\.json is not JSON/,
  );
});

test('two folders may not claim one step, nor one node', () => {
  expect(() => readSteps(vagrantDir({ a: lab(1, ['x']), b: lab(1, ['y']) }))).toThrow(
    'a/lab.json and b/lab.json are both step 1',
  );
  expect(() => readSteps(vagrantDir({ a: lab(1, ['x']), b: lab(2, ['x']) }))).toThrow(
    'a/lab.json and b/lab.json both have a node "x"',
  );
});

test('a folder without any step is named', () => {
  const dir = join(vagrantDir({ a: lab(1, ['x']) }), 'a');
  expect(() => readSteps(dir)).toThrow(`${dir} has no step`);
});
