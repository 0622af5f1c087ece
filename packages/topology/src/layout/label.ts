import type { Measure, SceneText } from './scene.ts';
import { lineHeight, lineWidth, placeLine, placeLineRight, type Span } from './text.ts';
import { smaller, type LinkWords } from './words.ts';

/** An interface's label of up to two lines: its name and what is odd about it, its address. */
export const labelLines = (words: LinkWords, widest: number, measure: Measure): Span[][] => {
  const { name, address, extra } = words;
  const lines: Span[][] = [[...name], address === null ? [] : [address]];
  const fitting = lines.every((line) => lineWidth(line, measure) <= widest)
    ? lines
    : lines.map((line) => line.map(smaller));
  for (const word of extra) {
    // Where the address would be, or else beside the name. A warning is never left out: a label
    // that is too wide for its place goes where it has a line of its own.
    const line = fitting[address === null ? 1 : 0] ?? [];
    const fits = lineWidth([...line, word], measure) <= widest;
    if (fits || word.tone === 'warn') line.push(word);
  }
  return fitting.filter((line) => line.length > 0);
};

export const labelHeight = (lines: readonly Span[][]): number =>
  lines.reduce((sum, line) => sum + lineHeight(line), 0);

export const labelWidth = (lines: readonly Span[][], measure: Measure): number =>
  Math.max(0, ...lines.map((line) => lineWidth(line, measure)));

/** The lines one below the other from `top`: beginning at, ending at or centred on `x`. */
export const placeLabel = (
  lines: readonly Span[][],
  x: number,
  top: number,
  align: 'start' | 'middle' | 'end',
  measure: Measure,
): SceneText[] => {
  let y = top;
  return lines.flatMap((line) => {
    const at = y;
    y += lineHeight(line);
    if (align === 'end') return placeLineRight(line, x, at, measure);
    const left = align === 'start' ? x : x - lineWidth(line, measure) / 2;
    return placeLine(line, left, at, measure);
  });
};
