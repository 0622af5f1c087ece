import type { ReactNode } from 'react';
import type { Hue } from '../../look/hue.ts';
import { Word } from './Word.tsx';

/** Place and size on the drawing's canvas. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

type Kind = 'node' | 'stack' | 'namespace' | 'bridge' | 'process' | 'bus' | 'outside';

/** As the live diagram rounds them. */
const RADIUS: Readonly<Record<Kind, number>> = {
  node: 14,
  stack: 9,
  namespace: 9,
  bridge: 5,
  process: 99,
  bus: 4,
  outside: 9,
};

interface BoxProps extends Area {
  readonly kind: Kind;
  /** What this slide is about, or what is new in it. */
  readonly lit?: boolean;
  readonly children?: ReactNode;
}

/** A box in the shape of its kind: what it is can be told without colour. */
export function Box({ kind, x, y, width, height, lit = false, children }: BoxProps): ReactNode {
  return (
    <g className={`element role-${kind}`} data-lit={lit}>
      <rect
        className="shape"
        x={x}
        y={y}
        width={width}
        height={height}
        rx={Math.min(RADIUS[kind], height / 2)}
      />
      {children}
    </g>
  );
}

interface NodeProps extends Area {
  readonly name: string;
  /** Null for a node that is nobody in particular. */
  readonly hue: Hue | null;
  readonly size?: number;
  readonly children?: ReactNode;
}

/** A node, in its hue, which all that it holds inherits. */
export function Node({ name, hue, size = 21, children, ...area }: NodeProps): ReactNode {
  return (
    <g data-hue={hue ?? 'none'}>
      <Box kind="node" {...area}>
        <Word x={area.x + 16} y={area.y + size + 7} size={size} bold tone="hue">
          {name}
        </Word>
      </Box>
      {children}
    </g>
  );
}

interface NamedProps extends Area {
  readonly name: string;
  /** A second line: an address. */
  readonly address?: string;
  readonly size?: number;
  readonly lit?: boolean;
  readonly children?: ReactNode;
}

export function Namespace({
  name,
  address,
  size = 20,
  lit = false,
  children,
  ...area
}: NamedProps): ReactNode {
  const middle = area.x + area.width / 2;
  return (
    <Box kind="namespace" lit={lit} {...area}>
      <Word x={middle} y={area.y + size + 7} size={size} mono bold anchor="middle">
        {name}
      </Word>
      {address !== undefined && (
        <Word x={middle} y={area.y + 2 * size + 11} size={size} mono anchor="middle">
          {address}
        </Word>
      )}
      {children}
    </Box>
  );
}

interface LabelledProps extends Area {
  readonly kind: 'bridge' | 'process' | 'bus' | 'outside' | 'stack';
  readonly lit?: boolean;
  readonly mono?: boolean;
  readonly bold?: boolean;
  readonly size?: number;
  readonly children: string;
}

/** A box with one line of words in its middle. */
export function Labelled({
  kind,
  lit = false,
  mono = true,
  bold = false,
  size = 20,
  children,
  ...area
}: LabelledProps): ReactNode {
  return (
    <Box kind={kind} lit={lit} {...area}>
      <Word
        x={area.x + area.width / 2}
        y={area.y + area.height / 2 + size * 0.34}
        size={size}
        mono={mono}
        bold={bold}
        anchor="middle"
      >
        {children}
      </Word>
    </Box>
  );
}

interface BusProps {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly lit?: boolean;
  readonly mono?: boolean;
  readonly size?: number;
  readonly children: string;
}

/** Below its upper edge a segment has a lane for the packets that are drawn on it. */
export const BUS = { height: 48, lane: 13 } as const;

/** One layer 2 segment: a bus with its name, and room for a packet's way above the name. */
export function Bus({
  x,
  y,
  width,
  lit = false,
  mono = false,
  size = 20,
  children,
}: BusProps): ReactNode {
  return (
    <Box kind="bus" lit={lit} x={x} y={y} width={width} height={BUS.height}>
      <Word x={x + width / 2} y={y + 40} size={size} mono={mono} bold={lit} anchor="middle">
        {children}
      </Word>
    </Box>
  );
}
