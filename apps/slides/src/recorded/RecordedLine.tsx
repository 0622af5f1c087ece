import type { CSSProperties, ReactNode } from 'react';
import type { Theme } from '../look/theme.ts';
import { litSpans } from '../terminal/highlight.ts';
import { litColours, palettes } from '../terminal/palette.ts';
import { readSgr } from './sgr.ts';
import type { Stretch } from './sgr.ts';

const NAMES = [
  'black',
  'red',
  'green',
  'yellow',
  'blue',
  'magenta',
  'cyan',
  'white',
  'brightBlack',
  'brightRed',
  'brightGreen',
  'brightYellow',
  'brightBlue',
  'brightMagenta',
  'brightCyan',
  'brightWhite',
] as const;

interface Props {
  readonly line: string;
  readonly theme: Theme;
}

/** A line as a terminal shows it: its own colours, and lit where the highlight rules say. */
export function RecordedLine({ line, theme }: Props): ReactNode {
  const { text, stretches } = readSgr(line);
  const lit = litSpans(text);
  const cuts = new Set([0, text.length]);
  for (const { from, to } of [...stretches, ...lit]) cuts.add(from).add(to);
  const places = [...cuts].toSorted((a, b) => a - b);
  const pieces = places.slice(0, -1).map((from, index) => {
    const own = stretches.find((one) => one.from <= from && from < one.to);
    const kind = lit.find((one) => one.from <= from && from < one.to)?.kind;
    const style = { ...styleOf(own, theme), ...(kind && colours(litColours[theme][kind])) };
    const piece = text.slice(from, places[index + 1]);
    return (
      <span key={from} style={style}>
        {piece}
      </span>
    );
  });
  return <div className="recorded-line">{pieces}</div>;
}

function styleOf(stretch: Stretch | undefined, theme: Theme): CSSProperties {
  if (!stretch) return {};
  const name = stretch.colour === null ? undefined : NAMES[stretch.colour];
  return {
    ...(name && { color: palettes[theme][name] }),
    ...(stretch.bold && { fontWeight: 600 }),
  };
}

function colours(lit: { foreground: string; background: string }): CSSProperties {
  return { color: lit.foreground, backgroundColor: lit.background };
}
