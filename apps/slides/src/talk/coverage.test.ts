import { describe, expect, it } from 'vitest';
import { coverage, gaps, renderCoverage } from './coverage.ts';
import { points } from './points.ts';
import { talk } from './words/index.ts';

const [first, second] = points;
const [preflight, ...others] = talk;

describe('coverage', () => {
  it('finds every point of the talk on a slide, and no slide with an unknown point', () => {
    expect(gaps(points, talk)).toEqual([]);
  });

  it('has points with ids of their own', () => {
    expect(new Set(points.map((point) => point.id)).size).toBe(points.length);
  });

  it('names a point that no slide tells', () => {
    const untold = { id: 'x.untold', section: 'Aim', point: 'Nobody says this.' } as const;
    expect(gaps([...points, untold], talk)).toEqual([
      '“x.untold” (Nobody says this.) is on no slide',
    ]);
  });

  it('names a slide that claims an unknown point', () => {
    if (preflight === undefined) throw new Error('the talk is empty');
    const claiming = { ...preflight, covers: [...preflight.covers, 'x.unknown'] };
    expect(gaps(points, [claiming, ...others])).toEqual([
      'slide preflight covers “x.unknown”, which is no point of the talk',
    ]);
  });

  it('does not take the preflight slide for told, but for the preparation', () => {
    if (preflight === undefined || first === undefined || second === undefined)
      throw new Error('the talk is empty');
    const aim = { ...first, section: 'Aim' } as const;
    expect(coverage([aim], [preflight])[0]?.slides).toEqual([preflight]);
    expect(gaps([aim, second], [preflight])).toEqual([`“${aim.id}” (${aim.point}) is on no slide`]);
    expect(gaps([first, second], [preflight])).toEqual([]);
  });

  it('is as committed', async () => {
    await expect(renderCoverage(points, talk)).toMatchFileSnapshot('../../COVERAGE.md');
  });
});
