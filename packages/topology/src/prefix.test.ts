import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { contains, networkOf, parseAddress, parsePrefix } from './prefix.ts';

it('reads IPv6 in all its spellings', () => {
  const value = parseAddress('2001:db8:0:0:0:0:0:1')?.value;
  expect(parseAddress('2001:db8::1')?.value).toBe(value);
  expect(parseAddress('2001:DB8::0:1')?.value).toBe(value);
  expect(parseAddress('::ffff:10.0.0.1')?.value).toBe(0xffff0a000001n);
  expect(parseAddress('::')?.value).toBe(0n);
});

it.each(['', '10.0.0', '10.0.0.256', '10.0.0.1.2', '1::2::3', ':::', '12345::', 'a.b.c.d', '1:2'])(
  'does not take %j for an address',
  (text) => {
    expect(parseAddress(text)).toBeNull();
  },
);

it.each(['10.0.0.0/33', '10.0.0.0/', '::/129', '10.0.0.0/8/8', 'x/8'])(
  'does not take %j for a prefix',
  (text) => {
    expect(parsePrefix(text)).toBeNull();
  },
);

it('keeps the families apart', () => {
  const all = parsePrefix('::/0');
  const four = parseAddress('10.0.0.1');
  expect(all !== null && four !== null && contains(all, four)).toBe(false);
});

it('finds every address in its own network', () => {
  fc.assert(
    fc.property(fc.ipV4(), fc.integer({ min: 0, max: 32 }), (local, prefixLength) => {
      const network = parsePrefix(networkOf({ local, prefixLength }) ?? '');
      const parsed = parseAddress(local);
      expect(network !== null && parsed !== null && contains(network, parsed)).toBe(true);
    }),
  );
});
