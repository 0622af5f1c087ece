import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenize } from './tokenize.ts';

function shown(line: string): string[] {
  return (tokenize(line)[0]?.tokens ?? [])
    .filter((token) => token.text.trim() !== '')
    .map((token) => `${token.kind}:${token.text.trim()}`);
}

describe('tokenize', () => {
  it('tells a command from its words, variables and addresses', () => {
    expect(shown('ip route add $CON_IP/32 dev veth1')).toEqual([
      'command:ip',
      'verb:route',
      'verb:add',
      'variable:$CON_IP',
      'text:/32',
      'verb:dev',
      'text:veth1',
    ]);
    expect(shown('ping -c 2 172.16.0.1')).toEqual([
      'command:ping',
      'option:-c',
      'text:2',
      'address:172.16.0.1',
    ]);
  });

  it('starts a new command after an operator and ends at a comment', () => {
    expect(shown('cd "$(dirname "$0")" && ls # here')).toContain('command:ls');
    expect(shown('  # only a comment, with $VAR')).toEqual(['comment:# only a comment, with $VAR']);
  });

  it('continues a command over a backslash', () => {
    const [, second] = tokenize('socat TUN,up \\\n  UDP-DATAGRAM:10.0.0.20:9000');
    expect(second?.tokens.some((token) => token.kind === 'command')).toBe(false);
  });

  it('loses no character of any script', () => {
    assert(
      property(string({ unit: 'binary' }), (source) => {
        const text = tokenize(source)
          .map((line) => line.tokens.map((token) => token.text).join(''))
          .join('\n');
        expect(text).toBe(source.replace(/\n$/, ''));
      }),
    );
  });
});
