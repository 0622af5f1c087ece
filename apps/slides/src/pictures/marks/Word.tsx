import type { ReactNode } from 'react';

export type Tone = 'ink' | 'dim' | 'hue' | 'good' | 'bad' | 'busy';

interface Props {
  readonly x: number;
  /** Of the baseline. */
  readonly y: number;
  readonly size?: number;
  readonly tone?: Tone;
  readonly mono?: boolean;
  readonly bold?: boolean;
  readonly anchor?: 'start' | 'middle' | 'end';
  /** An array is set in lines. */
  readonly children: string | readonly string[];
}

/** A few words in a drawing; what the kernel says is set in mono. */
export function Word({
  x,
  y,
  size = 21,
  tone = 'ink',
  mono = false,
  bold = false,
  anchor = 'start',
  children,
}: Props): ReactNode {
  const lines = typeof children === 'string' ? [children] : children;
  return (
    <text
      className={`font-${mono ? 'mono' : 'sans'} word-${tone}`}
      data-piece={lines.join(' ').trim() || undefined}
      fontSize={size}
      fontWeight={bold ? 600 : 400}
      textAnchor={anchor}
    >
      {lines.map((line, index) => (
        <tspan key={line} x={x} y={y + index * size * 1.22}>
          {line}
        </tspan>
      ))}
    </text>
  );
}

/** A number that the words beside the drawing, or a legend, speak of. */
export function Badge({
  x,
  y,
  children,
}: {
  readonly x: number;
  readonly y: number;
  readonly children: string;
}): ReactNode {
  return (
    <g className="badge">
      <circle cx={x} cy={y} r={15} />
      <text className="font-sans" x={x} y={y + 7} fontSize={20} fontWeight={700}>
        {children}
      </text>
    </g>
  );
}

/** Whether something is let through, said by its shape as well as by its colour. */
export function Verdict({
  x,
  y,
  good,
}: {
  readonly x: number;
  readonly y: number;
  readonly good: boolean;
}): ReactNode {
  return (
    <g className={good ? 'verdict is-good' : 'verdict is-bad'} transform={`translate(${x} ${y})`}>
      <circle r={19} />
      <path d={good ? 'M-8 1L-2 7L9 -6' : 'M-7 -7L7 7M7 -7L-7 7'} />
    </g>
  );
}
