import { expect, it } from 'vitest';
import { example } from './example.ts';
import { lookUp } from './look-up.ts';

it('takes an address with the blanks that came with it, and nothing that is none', () => {
  expect(lookUp(example, ' 10.0.0.9\t')?.winner?.destination).toBe('10.0.0.0/24');
  expect(lookUp(example, '10.0.0. 9')).toBeNull();
  expect(lookUp(example, ' ')).toBeNull();
});
