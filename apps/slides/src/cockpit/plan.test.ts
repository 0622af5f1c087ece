import type { Clock } from '@netstage/protocol';
import { describe, expect, it } from 'vitest';
import { aheadWords, clockWords, paceAt } from './plan.ts';

const slides = [
  { id: 'one', target: 60 },
  { id: 'two', target: 120 },
  { id: 'three', target: 30 },
];

const clock = (slide: string, elapsed: number, spent: Record<string, number>): Clock => ({
  state: 'running',
  elapsed: elapsed * 1_000,
  at: 0,
  slide,
  spent: Object.fromEntries(Object.entries(spent).map(([id, s]) => [id, s * 1_000])),
});

describe('the plan', () => {
  it('is kept by who takes what each slide is given', () => {
    const pace = paceAt(slides, 'two', clock('two', 60, { one: 60 }), 50_000);
    expect(pace).toEqual({ elapsed: 110, total: 210, slide: 50, target: 120, ahead: 0 });
  });

  it('is missed by what a slide takes beyond its target', () => {
    expect(paceAt(slides, 'one', clock('one', 0, {}), 90_000).ahead).toBe(-30);
  });

  it('is ahead by what the slides before left over', () => {
    expect(paceAt(slides, 'three', clock('three', 100, {}), 0).ahead).toBe(80);
  });

  it('is told in words', () => {
    expect(aheadWords(-80)).toEqual({ state: 'late', words: '1:20 behind' });
    expect(aheadWords(14)).toEqual({ state: 'good', words: 'on time' });
    expect(aheadWords(75).words).toBe('1:15 ahead');
    expect(clockWords(3_723)).toBe('1:02:03');
  });
});
