import { classify, lookup } from '@netstage/topology';
import { describe, expect, it } from 'vitest';
import { example, exampleAddress } from './example.ts';

describe('the example of a route table', () => {
  it('has all four kinds of routes', () => {
    const kinds = Object.values(example.routes).map((route) => classify(route).kind);
    expect([...new Set(kinds)].sort()).toEqual(['connected', 'default', 'dynamic', 'static']);
  });

  it('lets the longest prefix win over two that match as well', () => {
    const { winner, candidates } = lookup(example, exampleAddress);
    expect(winner?.destination).toBe('172.16.2.0/24');
    const lost = candidates.filter(({ reason }) => reason.includes('shorter'));
    expect(lost.map(({ route }) => route.destination)).toEqual(['172.16.0.0/16', '0.0.0.0/0']);
  });
});
