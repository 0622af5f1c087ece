import { describe, expect, it } from 'vitest';
import { talk } from '../talk/words/index.ts';
import { bookOf } from './book.ts';
import { optionsOf, plainOptions, rangeOf } from './options.ts';

const book = bookOf(talk);
const idsOf = (options: Partial<typeof plainOptions>) =>
  rangeOf(book, { ...plainOptions, ...options }).map((index) => talk[index]?.id);

describe('the kiosk’s options', () => {
  it('are read from the address, and only when it says to play', () => {
    expect(optionsOf('#play&speed=20&from=step-1-run&loop')).toEqual({
      speed: 20,
      from: 'step-1-run',
      to: null,
      step: null,
      loop: true,
    });
    expect(optionsOf('#play')).toEqual(plainOptions);
    expect(optionsOf('#speed=20')).toBeNull();
    expect(optionsOf('')).toBeNull();
  });

  it('that make no sense play nothing', () => {
    for (const hash of ['#play&speed=400', '#play&speed=fast', '#play&step=0'])
      expect(optionsOf(hash)).toBeNull();
  });

  it('say which slides are played', () => {
    expect(idsOf({})).toEqual([talk[0]?.id, 'end']);
    expect(idsOf({ step: 2 })).toEqual(['step-2-bridge', 'step-2-test']);
    expect(idsOf({ step: 2, from: 'step-2-view' })).toEqual(['step-2-view', 'step-2-test']);
    expect(() => idsOf({ from: 'nowhere' })).toThrow('“nowhere”');
    expect(() => idsOf({ from: 'end', to: 'title' })).toThrow('from “end” to “title”');
  });
});
