import type { ReactNode } from 'react';
import type { Area } from './boxes.tsx';
import { Word } from './Word.tsx';

interface Props extends Area {
  /** From and to, then what is in it. */
  readonly lines: readonly string[];
  /** A frame has corners, a packet is a capsule. */
  readonly kind?: 'packet' | 'frame';
  readonly size?: number;
  readonly children?: ReactNode;
}

/** A packet as a capsule with its label on top; what it carries goes within. */
export function Packet({
  lines,
  kind = 'packet',
  size = 20,
  children,
  x,
  y,
  width,
  height,
}: Props): ReactNode {
  const room = children === undefined ? height : size * (0.9 + 1.22 * lines.length);
  const first = y + room / 2 + size * 0.34 - ((lines.length - 1) * size * 1.22) / 2;
  return (
    <g className={`packet is-${kind}`}>
      <rect
        x={x}
        y={y}
        width={width}
        height={height}
        rx={kind === 'packet' ? Math.min(30, height / 2) : 3}
      />
      <Word x={x + width / 2} y={first} size={size} mono anchor="middle">
        {lines}
      </Word>
      {children}
    </g>
  );
}
