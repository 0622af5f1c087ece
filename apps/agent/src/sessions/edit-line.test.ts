import { describe, expect, it } from 'vitest';
import { EditLine } from './edit-line.ts';

function typed(...echoes: string[]): boolean {
  const line = new EditLine();
  line.reset();
  for (const echo of echoes) line.feed(Buffer.from(echo));
  return line.typed;
}

describe('the line at the prompt', () => {
  it('is empty after the prompt, blanks and erased characters', () => {
    expect(typed()).toBe(false);
    expect(typed('   ')).toBe(false);
    expect(typed('l', 's', '\b\u001b[K', '\b\u001b[K')).toBe(false);
    expect(typed('ls -l', '\b\b\b\b\b\u001b[K')).toBe(false);
    expect(typed('é', '\b\u001b[K')).toBe(false);
  });

  it('has something in it as soon as a character stands there', () => {
    expect(typed('l')).toBe(true);
    expect(typed('ls', '\b\u001b[K')).toBe(true);
    expect(typed('ls', '\b\b')).toBe(true);
    expect(typed('\u001b[31mred\u001b[0m')).toBe(true);
  });

  it('follows deleting and inserting in the middle', () => {
    expect(typed('ab', '\b\b', '\u001b[1P', '\u001b[1P')).toBe(false);
    expect(typed('ab', '\b\b', '\u001b[1P')).toBe(true);
    expect(typed(' ', '\b', '\u001b[1@', 'x')).toBe(true);
    expect(typed('ab', '\u001b[2D', '\u001b[K')).toBe(false);
  });

  it('counts as typed when it can not be told', () => {
    expect(typed('\r')).toBe(true);
    expect(typed('\u001b[5;1H')).toBe(true);
  });

  it('ignores titles, modes and marks, in any pieces', () => {
    expect(typed('\u001b[?2004h', '\u001b]2;ti', 'tle\u0007', '\u001b]0;x\u001b\\')).toBe(false);
  });

  it('starts anew with the next prompt', () => {
    const line = new EditLine();
    line.feed(Buffer.from('abc\r'));
    line.reset();
    expect(line.typed).toBe(false);
  });
});
