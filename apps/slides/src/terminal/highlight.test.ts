import { describe, expect, it } from 'vitest';
import { litSpans } from './highlight.ts';

const lit = (line: string) =>
  litSpans(line).map(({ from, to, kind }) => `${kind}:${line.slice(from, to)}`);

describe('highlighting', () => {
  it('lights the TTL of a reply', () => {
    expect(lit('64 bytes from 172.16.0.1: icmp_seq=1 ttl=64 time=0.030 ms')).toEqual([
      'figure:ttl=64',
    ]);
  });

  it("lights a test's verdict at the end of its line only", () => {
    expect(lit('node -> con: ttl=64 ... PASSED')).toEqual(['figure:ttl=64', 'good:PASSED']);
    expect(lit('FAILED checks are listed below')).toEqual([]);
    expect(lit('con -> node ... FAILED')).toEqual(['bad:FAILED']);
  });

  it('lights what went wrong', () => {
    expect(lit('RTNETLINK answers: File exists')).toEqual([
      'bad:RTNETLINK answers:',
      'bad:File exists',
    ]);
    expect(lit('2 packets transmitted, 0 received, 100% packet loss, time 1001ms')).toEqual([
      'bad:100% packet loss',
    ]);
  });
});
