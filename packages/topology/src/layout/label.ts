import type { Measure, SceneText } from './scene.ts';
import {
  atMost,
  fitting,
  largestFitting,
  lineHeight,
  lineWidth,
  placeLine,
  placeLineRight,
  type Span,
} from './text.ts';
import type { LinkWords } from './words.ts';

/** An interface's label of up to two lines: its name and what is odd about it, its address. */
export const labelLines = (words: LinkWords, widest: number, measure: Measure): Span[][] => {
  const { name, address, extra } = words;
  const lines: Span[][] = [[...name], address === null ? [] : [address]];
  const { lines: fitted } = largestFitting(lines, widest, measure);
  for (const word of extra) {
    // Where the address would be, or else beside the name. A warning is never left out: a label
    // that is too wide for its place goes where it has a line of its own.
    const line = fitted[address === null ? 1 : 0] ?? [];
    const fits = lineWidth([...line, word], measure) <= widest;
    if (fits || word.tone === 'warn') line.push(word);
  }
  return fitted.filter((line) => line.length > 0);
};

/**
 * The same in one line where the width allows; what is odd stands in a line of its own above it.
 * The upper line is in no larger letters than `small`, px.
 */
export const wideLabelLines = (
  words: LinkWords,
  widest: number,
  small: number,
  measure: Measure,
): Span[][] => {
  const { name, address, extra } = words;
  const line = address === null ? [...name] : [...name, address];
  if (!fitting([line], widest, measure)) {
    const [upper = [], ...lower] = labelLines(words, widest, measure);
    return lower.length === 0 ? [upper] : [atMost(upper, small), ...lower];
  }
  if (fitting([[...line, ...extra]], widest, measure)) return [[...line, ...extra]];
  const warnings = extra.filter(({ tone }) => tone === 'warn');
  const upper = fitting([extra], widest, measure) ? extra : warnings;
  return [...largestFitting([upper], widest, measure).lines, line].filter((one) => one.length > 0);
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
