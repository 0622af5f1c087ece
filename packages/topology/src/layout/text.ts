import type { Font, Measure, SceneText } from './scene.ts';

/** No letter is smaller than this, px: on a phone it is what can still be read. */
export const SMALLEST = 13;

/** The fonts of one drawing. All of a drawing's letters have one of three sizes. */
export interface Letters {
  host: Font;
  name: Font;
  address: Font;
  /** Routes and what else is told of a thing. */
  fact: Font;
  factName: Font;
  tag: Font;
}

/** The fonts for names of `size` px. */
export const lettersOf = (size: number): Letters => {
  const small = Math.max(SMALLEST, size - (size < 16 ? 1 : 2));
  return {
    host: { family: 'mono', size: size + 2, weight: 600 },
    name: { family: 'mono', size, weight: 600 },
    address: { family: 'mono', size, weight: 400 },
    fact: { family: 'mono', size: small, weight: 400 },
    factName: { family: 'mono', size: small, weight: 600 },
    tag: { family: 'sans', size: small, weight: 400 },
  };
};

/** Part of a line: a text in one font and tone. */
export interface Span {
  text: string;
  font: Font;
  tone: SceneText['tone'];
  /** It takes this much at least, px. */
  least?: number;
  /** Room for what is drawn around it, px. */
  before?: number;
  after?: number;
}

export const span = (text: string, font: Font, tone: SceneText['tone'] = 'ink'): Span => ({
  text,
  font,
  tone,
});

/** Space between two spans of a line, px. */
const SPACE = 6;

const spanWidth = ({ text, font, least = 0, before = 0, after = 0 }: Span, measure: Measure) =>
  before + Math.max(least, measure(text, font)) + after;

export const lineWidth = (spans: readonly Span[], measure: Measure): number =>
  spans.reduce((sum, one) => sum + spanWidth(one, measure), 0) +
  SPACE * Math.max(0, spans.length - 1);

export const lineHeight = (spans: readonly Span[]): number =>
  Math.max(13, ...spans.map(({ font }) => font.size)) + 4;

const graphemes = (text: string) => Array.from(text);

/** The text, or its beginning and end around an ellipsis, within `width`. */
export const shorten = (text: string, font: Font, width: number, measure: Measure): string => {
  if (measure(text, font) <= width) return text;
  const chars = graphemes(text);
  const keeping = (kept: number) => {
    const head = Math.ceil(kept / 2);
    const tail = kept - head;
    return `${chars.slice(0, head).join('')}…${tail > 0 ? chars.slice(-tail).join('') : ''}`;
  };
  // Each further character makes it wider, so halves will do: a list of names may be very long.
  let [best, most, tooMany] = ['…', 1, chars.length];
  while (tooMany - most > 1) {
    const kept = Math.floor((most + tooMany) / 2);
    const short = keeping(kept);
    if (measure(short, font) > width) tooMany = kept;
    else [best, most] = [short, kept];
  }
  return best;
};

/** Whether none of the lines is wider than `widest`, px. */
export const fitting = (lines: readonly Span[][], widest: number, measure: Measure): boolean =>
  lines.every((line) => lineWidth(line, measure) <= widest);

/** The spans no larger than `size`. */
export const atMost = (spans: readonly Span[], size: number): Span[] =>
  spans.map((one) => ({ ...one, font: { ...one.font, size: Math.min(one.font.size, size) } }));

/** Lines in letters no larger than they were, and whether all of them are within the width. */
interface Fitted {
  lines: Span[][];
  whole: boolean;
}

/** The lines in the largest letters that fit into `width`; in the smallest ones where none do. */
export const largestFitting = (
  lines: readonly Span[][],
  width: number,
  measure: Measure,
): Fitted => {
  const largest = Math.max(SMALLEST, ...lines.flat().map(({ font }) => font.size));
  // One size after the other: most fit as they are, and this is asked for every label.
  for (let size = largest; ; size -= 1) {
    const sized = lines.map((line) => atMost(line, size));
    const whole = fitting(sized, width, measure);
    if (whole || size === SMALLEST) return { lines: sized, whole };
  }
};

/** As many of the spans as fit into `width`, smaller if need be; the first one is always there. */
export const fitLine = (spans: readonly Span[], width: number, measure: Measure): Span[] => {
  const { lines, whole } = largestFitting([[...spans]], width, measure);
  const line = lines.flat();
  if (whole) return line;
  const kept = line.findLastIndex(
    (_, index) => lineWidth(line.slice(0, index + 1), measure) <= width,
  );
  return kept >= 0
    ? line.slice(0, kept + 1)
    : line
        .slice(0, 1)
        .map((one) => ({ ...one, text: shorten(one.text, one.font, width, measure) }));
};

const shortened = (one: Span, width: number, measure: Measure): Span => {
  const { before = 0, after = 0 } = one;
  const { least: _, ...rest } = one;
  const text = shorten(one.text, one.font, width - before - after, measure);
  return text === one.text && lineWidth([one], measure) <= width ? one : { ...rest, text };
};

/** Breaks spans into lines no wider than `width`; a span that is too wide alone is shortened. */
export const flow = (spans: readonly Span[], width: number, measure: Measure): Span[][] => {
  const lines: Span[][] = [];
  for (const one of spans) {
    const last = lines.at(-1);
    if (last !== undefined && lineWidth([...last, one], measure) <= width) last.push(one);
    else lines.push([shortened(one, width, measure)]);
  }
  return lines;
};

/** Lays one line's spans out from `x`, in a line that begins at `y`. */
export const placeLine = (
  spans: readonly Span[],
  x: number,
  y: number,
  measure: Measure,
): SceneText[] => {
  const height = lineHeight(spans);
  let at = x;
  return spans.map((one) => {
    const { text, font, tone, before = 0 } = one;
    const width = measure(text, font);
    // An ascent of 0.76 em and the rest of the leading below centres digits and lower case alike.
    const baseline = y + (height - font.size) / 2 + font.size * 0.82;
    const placed: SceneText = { text, font, tone, x: at + before, y, width, height, baseline };
    at += spanWidth(one, measure) + SPACE;
    return placed;
  });
};

/** The same, ending at `right`. */
export const placeLineRight = (
  spans: readonly Span[],
  right: number,
  y: number,
  measure: Measure,
): SceneText[] => placeLine(spans, right - lineWidth(spans, measure), y, measure);
