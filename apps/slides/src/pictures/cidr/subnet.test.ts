import { assert, integer, property, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bitsOf, sharesSubnet, subnetOf } from './subnet.ts';

const address = tuple(...Array.from({ length: 4 }, () => integer({ min: 0, max: 255 }))).map(
  (bytes) => bytes.join('.'),
);
const length = integer({ min: 0, max: 32 });

describe('subnetOf', () => {
  it.each([
    ['172.16.0.2', 24, '172.16.0.0', '172.16.0.255', '255.255.255.0', 256],
    ['172.16.1.2', 16, '172.16.0.0', '172.16.255.255', '255.255.0.0', 65_536],
    ['172.16.0.1', 32, '172.16.0.1', '172.16.0.1', '255.255.255.255', 1],
    ['10.0.0.10', 0, '0.0.0.0', '255.255.255.255', '0.0.0.0', 4_294_967_296],
    ['10.0.0.77', 26, '10.0.0.64', '10.0.0.127', '255.255.255.192', 64],
  ] as const)('of %s/%i is %s to %s', (of, bits, first, last, mask, count) => {
    expect(subnetOf(of, bits)).toEqual({ first, last, mask, count });
  });

  it('holds its own first and last address, and the address that named it', () => {
    assert(
      property(address, length, (of, bits) => {
        const subnet = subnetOf(of, bits);
        const ends = [subnet?.first ?? '', subnet?.last ?? '', of];
        expect(ends.map((end) => sharesSubnet(of, end, bits))).toEqual([true, true, true]);
      }),
    );
  });

  it.each(['', '172.16', '172.16.0.256', 'fe80::1', '172.16.0.2/24'])('is none of %o', (text) => {
    expect(subnetOf(text, 24)).toBeNull();
    expect(bitsOf(text)).toBeNull();
    expect(sharesSubnet(text, '10.0.0.1', 8)).toBeNull();
  });
});

describe('sharesSubnet', () => {
  it('is as the talk has it: strangers at 24, neighbours at 16', () => {
    expect(sharesSubnet('172.16.0.2', '172.16.1.2', 24)).toBe(false);
    expect(sharesSubnet('172.16.0.2', '172.16.1.2', 16)).toBe(true);
  });

  it('agrees with the bits', () => {
    assert(
      property(address, address, length, (one, other, bits) => {
        const prefix = (of: string) => bitsOf(of)?.slice(0, bits).join('');
        expect(sharesSubnet(one, other, bits)).toBe(prefix(one) === prefix(other));
      }),
    );
  });
});
