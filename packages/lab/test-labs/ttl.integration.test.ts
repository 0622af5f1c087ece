import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ping } from './ping.ts';
import { talkLab, type TalkLab } from './talk-lab.ts';

const NODES = ['1-network-namespace', '2-single-node'];
const PAIRS = ['3-multi-node', '4-overlay-network'].map((name) => [`${name}-1`, `${name}-2`]);

/** 64 as sent, less one for each router: the talk's numbers, step by step. */
const WITHIN_A_NODE: [from: string, address: string, ttl: number][] = [
  ['1-network-namespace', '172.16.0.1', 64],
  ['1-network-namespace/con', '10.0.0.10', 64],
  ['2-single-node/con1', '172.16.0.3', 64],
  ['2-single-node/con2', '172.16.0.2', 64],
  ['2-single-node', '172.16.0.2', 64],
  ['2-single-node', '172.16.0.3', 64],
  ['2-single-node/con1', '10.0.0.10', 64],
  ['2-single-node/con1', '172.16.0.1', 64],
];

const BETWEEN_NODES = PAIRS.flatMap(([first = '', second = '']) => {
  const rows: [from: string, address: string, ttl: number][] = [
    [`${first}/con1`, '172.16.0.3', 64],
    [`${second}/con1`, '172.16.1.3', 64],
    [first, '172.16.1.2', 63],
    [second, '172.16.0.2', 63],
    [`${first}/con1`, '10.0.0.20', 63],
    [`${second}/con2`, '10.0.0.10', 63],
    [`${first}/con1`, '172.16.1.2', 62],
    [`${first}/con2`, '172.16.1.3', 62],
    [`${second}/con1`, '172.16.0.2', 62],
  ];
  return rows;
});

describe('the TTLs of the talk', () => {
  let lab: TalkLab;
  beforeAll(async () => {
    lab = await talkLab(1, 2, 3, 4);
    await Promise.all([...NODES, ...PAIRS.flat()].map((node) => lab.must(node, './setup.sh')));
  });
  afterAll(() => lab.down());

  it.each(WITHIN_A_NODE)('%s -> %s: %i', async (from, address, ttl) => {
    expect(await ping(lab, from, address)).toBe(ttl);
  });

  it.each(BETWEEN_NODES)('%s -> %s: %i', async (from, address, ttl) => {
    expect(await ping(lab, from, address)).toBe(ttl);
  });

  it.each([...NODES, ...PAIRS.flat()])('test.sh is green on %s', async (node) => {
    const lines = (await lab.must(node, './test.sh')).split('\n');
    expect(lines.length).toBeGreaterThanOrEqual(3);
    expect(lines.filter((line) => !line.endsWith(' PASSED'))).toEqual([]);
    expect(new Set(lines.map((line) => line.length)), 'one column').toHaveProperty('size', 1);
  });
});
