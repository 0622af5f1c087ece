import { describe, expect, it } from 'vitest';
import { judge } from './judge.ts';

const reply = (ttl: number) => `64 bytes from 172.16.0.1: icmp_seq=1 ttl=${ttl} time=0.05 ms\n`;

describe('judge', () => {
  it('holds an exit code against the expected one', () => {
    expect(judge({ exit: 0 }, '', 0)).toEqual({ held: true, why: [] });
    expect(judge({ exit: 0 }, '', 2).why).toEqual(['exit code 2, expected 0']);
  });

  it('fails what did not end in time, unless any end will do', () => {
    expect(judge({ exit: 0 }, '', null).held).toBe(false);
    expect(judge({}, '', null).held).toBe(false);
    expect(judge({ exit: null }, '', null).held).toBe(true);
  });

  it('wants every text that is asked for, and none that is not', () => {
    const verdict = judge({ includes: ['veth1', 'veth2'], excludes: ['con1'] }, 'veth1 con1', 0);
    expect(verdict.held).toBe(false);
    expect(verdict.why).toEqual([
      '“veth2” is missing from the output',
      '“con1” must not be in the output',
    ]);
  });

  it('wants the TTL in every reply', () => {
    expect(judge({ ttl: 64 }, reply(64) + reply(64), 0).held).toBe(true);
    expect(judge({ ttl: 64 }, reply(64) + reply(63), 0).why).toEqual(['TTL 63, expected 64']);
    expect(judge({ ttl: 64 }, '', 1).why).toEqual(['no reply, expected TTL 64']);
  });

  it('takes a ping as lost only when ping itself says that all was lost', () => {
    const lost = '2 packets transmitted, 0 received, 100% packet loss, time 1001ms';
    expect(judge({ ttl: 'lost' }, lost, 1).held).toBe(true);
    expect(judge({ ttl: 'lost' }, '', 1).held).toBe(false);
    expect(judge({ ttl: 'lost' }, reply(64) + lost, 1).held).toBe(false);
  });
});
