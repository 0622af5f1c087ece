import { describe, expect, it } from 'vitest';
import { lengthOf, plainText } from './plain-text.ts';

describe('plain text', () => {
  it('is one line without what steers the lines around it', () => {
    expect(plainText('  why\n\tis\u0000 it \u202eso\u2066?\u2028 ')).toBe('why is it so?');
    expect(plainText('\u001b[31mred')).toBe('[31mred');
    expect(plainText('\ud800broken')).toBe('broken');
  });

  it('leaves markup as the characters it is made of', () => {
    const typed = '<img src=x onerror=alert(1)> & <b>why</b>?';
    expect(plainText(typed)).toBe(typed);
  });

  it('keeps every script and composed emoji', () => {
    const typed = 'ما هو MTU؟ 为什么？ 👩‍👩‍👧 é';
    expect(plainText(typed)).toBe(typed.normalize('NFC'));
  });

  it('does not let marks pile up over the lines above', () => {
    const zalgo = `n${'\u0316\u0347'.repeat(40)}o`;
    expect(lengthOf(plainText(zalgo))).toBeLessThan(8);
  });
});
