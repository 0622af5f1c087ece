import type { Font, Measure, SceneText } from './scene.ts';

export const FONTS = {
  host: { family: 'mono', size: 17, weight: 600 },
  name: { family: 'mono', size: 15, weight: 600 },
  fact: { family: 'mono', size: 15, weight: 400 },
  small: { family: 'mono', size: 13, weight: 400 },
  smallName: { family: 'mono', size: 13, weight: 600 },
  tag: { family: 'sans', size: 13, weight: 400 },
} as const satisfies Record<string, Font>;

/** Part of a line: a text in one font and tone. */
export interface Span {
  text: string;
  font: Font;
  tone: SceneText['tone'];
}

export const span = (text: string, font: Font, tone: SceneText['tone'] = 'ink'): Span => ({
  text,
  font,
  tone,
});

/** Space between two spans of a line, px. */
const SPACE = 6;

export const lineWidth = (spans: readonly Span[], measure: Measure): number =>
  spans.reduce((sum, { text, font }) => sum + measure(text, font), 0) +
  SPACE * Math.max(0, spans.length - 1);

export const lineHeight = (spans: readonly Span[]): number =>
  Math.max(13, ...spans.map(({ font }) => font.size)) + 4;

const graphemes = (text: string) => Array.from(text);

/** The text, or its beginning and end around an ellipsis, within `width`. */
export const shorten = (text: string, font: Font, width: number, measure: Measure): string => {
  if (measure(text, font) <= width) return text;
  const chars = graphemes(text);
  for (let kept = chars.length - 1; kept > 1; kept -= 1) {
    const head = Math.ceil(kept / 2);
    const tail = kept - head;
    const short = `${chars.slice(0, head).join('')}…${tail > 0 ? chars.slice(-tail).join('') : ''}`;
    if (measure(short, font) <= width) return short;
  }
  return '…';
};

/** As many of the spans as fit into `width`, smaller if need be; the first one is always there. */
export const fitLine = (spans: readonly Span[], width: number, measure: Measure): Span[] => {
  const sizes = [spans, spans.map((one) => ({ ...one, font: { ...one.font, size: 13 } }))];
  const whole = sizes.find((one) => lineWidth(one, measure) <= width);
  if (whole !== undefined) return [...whole];
  const small = sizes[1] ?? [];
  const kept = small.findLastIndex(
    (_, index) => lineWidth(small.slice(0, index + 1), measure) <= width,
  );
  return kept >= 0
    ? small.slice(0, kept + 1)
    : small
        .slice(0, 1)
        .map((one) => ({ ...one, text: shorten(one.text, one.font, width, measure) }));
};

/** Breaks spans into lines no wider than `width`; a span that is too wide alone is shortened. */
export const flow = (spans: readonly Span[], width: number, measure: Measure): Span[][] => {
  const lines: Span[][] = [];
  for (const one of spans) {
    const last = lines.at(-1);
    if (last !== undefined && lineWidth([...last, one], measure) <= width) last.push(one);
    else lines.push([{ ...one, text: shorten(one.text, one.font, width, measure) }]);
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
  return spans.map(({ text, font, tone }) => {
    const width = measure(text, font);
    // An ascent of 0.76 em and the rest of the leading below centres digits and lower case alike.
    const baseline = y + (height - font.size) / 2 + font.size * 0.82;
    const placed: SceneText = { text, font, tone, x: at, y, width, height, baseline };
    at += width + SPACE;
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
