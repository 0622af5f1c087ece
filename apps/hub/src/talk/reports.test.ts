import { describe, expect, it } from 'vitest';
import { isReport } from './reports.ts';

describe('a terminal’s own answers', () => {
  it.each(['\u001b[?1;2c', '\u001b[>0;276;0c', '\u001b[0n', '\u001b[12;40R', '\u001b[?2004;1$y'])(
    'are known: %j',
    (input) => expect(isReport(input)).toBe(true),
  );
  it.each(['\u001b]11;rgb:0/0/0\u001b\\', '\u001bP1$r0m\u001b\\', '\u001b[4;100;200t'])(
    'and strings: %j',
    (input) => expect(isReport(input)).toBe(true),
  );
  it.each([
    'c',
    'ls\r',
    '\u001b',
    '\u001b[A',
    '\u001b[1;2R',
    '\u001bOR',
    '\u001b]',
    '\u001bP',
    '\u001b[I',
    '\u001b[200~x',
    '\u001b[3~',
  ])('are not keys: %j', (input) => expect(isReport(input)).toBe(false));
});
