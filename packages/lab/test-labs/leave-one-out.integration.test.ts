import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leaveOneOut, type LineRow, type TalkStep } from './leave-one-out.ts';
import { talkLab, type TalkLab } from './talk-lab.ts';

const STEPS: TalkStep[] = [
  { folder: '1-network-namespace', nodes: ['1-network-namespace'] },
  { folder: '2-single-node', nodes: ['2-single-node'] },
  { folder: '3-multi-node', nodes: ['3-multi-node-1', '3-multi-node-2'] },
  { folder: '4-overlay-network', nodes: ['4-overlay-network-1', '4-overlay-network-2'] },
];

describe('a setup.sh without one of its lines', () => {
  let lab: TalkLab;
  let table: Map<string, LineRow[]>;

  // The steps are worlds of their own, and much of the time goes into waiting for pings that are
  // lost: side by side.
  beforeAll(async () => {
    lab = await talkLab(1, 2, 3, 4);
    const rows = await Promise.all(STEPS.map((step) => leaveOneOut(lab, step)));
    table = new Map(STEPS.map(({ folder }, index) => [folder, rows[index] ?? []]));
  });
  afterAll(() => lab.down());

  it.each(STEPS)('$folder: every line is noticed when it is missing', ({ folder }) => {
    const unnoticed = table
      .get(folder)
      ?.filter(({ failed, otherwise }) => Object.keys(failed).length === 0 && !otherwise);
    expect(unnoticed).toEqual([]);
  });

  it('which checks fail is what vagrant/leave-one-out.json says', async () => {
    const text = `${JSON.stringify(Object.fromEntries(table), null, 2)}\n`;
    // After a change to the scripts: npx vitest run --project leave-one-out -u
    await expect(text).toMatchFileSnapshot('../../../vagrant/leave-one-out.json');
  });
});
