import { describe, expect, it } from 'vitest';
import { positionOf } from './hash.ts';

describe('positionOf', () => {
  it('reads a slide, and a fragment if one is named', () => {
    expect(positionOf('#/step-1-veth')).toEqual({ slide: 'step-1-veth', fragment: -1 });
    expect(positionOf('#/step-1-veth/0')).toEqual({ slide: 'step-1-veth', fragment: 0 });
    expect(positionOf('#/cidr/12')).toEqual({ slide: 'cidr', fragment: 12 });
  });

  it.each(['', '#', '#/', '#cidr', '#/cidr/', '#/cidr/-1', '#/cidr/1/2', '#/<b>', '#/a/999'])(
    'leaves %o alone',
    (hash) => expect(positionOf(hash)).toBeNull(),
  );
});
