import type { Font, Measure } from '@netstage/topology';

const families = {
  mono: '"IBM Plex Mono", ui-monospace, monospace',
  sans: '"Source Sans 3 Variable", system-ui, sans-serif',
} as const;

/** Measures with the fonts that draw; to be made once they are loaded. */
function createMeasure(): Measure | null {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return null;
  const known = new Map<string, number>();
  return (text: string, font: Font) => {
    const css = `${font.weight} ${font.size}px ${families[font.family]}`;
    const key = `${css}\n${text}`;
    const width = known.get(key);
    if (width !== undefined) return width;
    context.font = css;
    const measured = context.measureText(text).width;
    // Texts of a talk are few; without a bound a fuzzed lab would grow this for ever.
    if (known.size > 2_000) known.clear();
    known.set(key, measured);
    return measured;
  };
}

let ready: Promise<Measure | null> | undefined;

/** The measure, once the diagram's fonts are there: with another font its widths would be wrong. */
export function measureReady(): Promise<Measure | null> {
  ready ??= Promise.all([
    document.fonts.load('400 15px "IBM Plex Mono"'),
    document.fonts.load('600 15px "IBM Plex Mono"'),
    document.fonts.load('400 15px "Source Sans 3 Variable"'),
  ]).then(createMeasure);
  return ready;
}
