import type { Font, Measure } from './scene.ts';

/** Advance widths of a humanist sans (Source Sans 3) at size 1, by class and rounded up. */
const NARROW = new Set("iljtfrI.,:;'|!()[]- ");
const WIDE = new Set('mwMWGOQ@%');

const sansAdvance = (char: string): number => {
  if (NARROW.has(char)) return 0.35;
  if (WIDE.has(char)) return 0.85;
  return /[A-Z]/.test(char) ? 0.62 : 0.545;
};

/** Emoji, CJK and their like take two cells of a mono font, and fallback fonts are wider still. */
const isWide = (char: string) => (char.codePointAt(0) ?? 0) >= 0x1100 && !/[→…✕·↔]/.test(char);

/** Widths without a browser: the mono fonts shipped have an advance of 0.6 em. */
export const measureByTable: Measure = (text: string, font: Font): number => {
  const bold = font.weight === 600 && font.family === 'sans' ? 1.05 : 1;
  let width = 0;
  for (const char of text) {
    if (isWide(char)) width += 1.3;
    else if (font.family === 'mono') width += char.charCodeAt(0) < 0x250 ? 0.6 : 0.8;
    else width += sansAdvance(char);
  }
  return width * font.size * bold;
};
