import { describe, expect, it } from 'vitest';
import { Addresses } from './addresses.ts';

describe('addresses', () => {
  it('may not take all the places', () => {
    const addresses = new Addresses();
    for (let count = 0; count < 1_500; count += 1) {
      expect(addresses.admit('a')).toBeNull();
      addresses.connected('a');
    }
    expect(addresses.admit('a')).toContain('your address');
    expect(addresses.admit('b')).toBeNull();
    for (let count = 0; count < 1_000; count += 1) addresses.connected(`c${count}`);
    expect(addresses.admit('b')).toContain('full');
    addresses.disconnected('a');
    expect(addresses.admit('b')).toBeNull();
  });

  it('may not try tokens for long', () => {
    const addresses = new Addresses();
    const tries = Array.from({ length: 30 }, () => addresses.mayFail('a'));
    expect(tries).toContain(false);
    expect(addresses.mayFail('b')).toBe(true);
  });
});
