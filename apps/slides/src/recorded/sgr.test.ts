import { describe, expect, it } from 'vitest';
import { readSgr } from './sgr.ts';

describe('readSgr', () => {
  it('tells text and looks apart', () => {
    expect(readSgr('\u001B[0;1;36mnode\u001B[0m $ ls')).toEqual({
      text: 'node $ ls',
      stretches: [{ from: 0, to: 4, bold: true, dim: false, colour: 6 }],
    });
  });

  it('knows the bright colours, and forgets a look when told to', () => {
    const { text, stretches } = readSgr('a\u001B[91mb\u001B[2mc\u001B[md');
    expect(text).toBe('abcd');
    expect(stretches).toEqual([
      { from: 1, to: 2, bold: false, dim: false, colour: 9 },
      { from: 2, to: 3, bold: false, dim: true, colour: 9 },
    ]);
  });
});
