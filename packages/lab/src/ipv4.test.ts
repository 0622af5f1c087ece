import { expect, test } from 'vitest';
import { contains, macOf, parseAddress, parsePrefix } from './ipv4.ts';

test('an address is four octets without leading zeros', () => {
  expect(parseAddress('10.0.0.255')).toBe(0x0a0000ff);
  expect(parseAddress('255.255.255.255')).toBe(0xffffffff);
  for (const wrong of ['10.0.0', '10.0.0.256', '10.0.0.01', '10.0.0.1/24', '10.0.0.-1', 'a.b.c.d'])
    expect(parseAddress(wrong)).toBeUndefined();
});

test('a prefix has no host bits and room for hosts', () => {
  expect(parsePrefix('10.0.0.0/24')).toEqual({ network: 0x0a000000, length: 24 });
  expect(parsePrefix('172.16.1.128/25')).toEqual({ network: 0xac100180, length: 25 });
  for (const wrong of [
    '10.0.0.1/24',
    '10.0.0.0',
    '10.0.0.0/31',
    '10.0.0.0/7',
    '10.0.0.0/24/1',
    '/24',
  ])
    expect(parsePrefix(wrong)).toBeUndefined();
});

test('a host is neither the network nor its broadcast address', () => {
  const prefix = { network: 0x0a000000, length: 24 };
  expect(contains(prefix, '10.0.0.1')).toBe(true);
  expect(contains(prefix, '10.0.0.254')).toBe(true);
  for (const outside of ['10.0.0.0', '10.0.0.255', '10.0.1.1', '9.255.255.255', 'x'])
    expect(contains(prefix, outside)).toBe(false);
});

test('the MAC tells the address', () => {
  expect(macOf('10.0.0.20')).toBe('02:00:0a:00:00:14');
});
