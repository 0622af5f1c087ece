import type { Box, Font } from './scene.ts';
import { FONTS } from './text.ts';

export interface Viewport {
  width: number;
  height: number;
}

/** Most namespaces of one node that get a box of their own; more fold into a list. */
export const MOST_BOXES = 6;

/** Sizes in px that depend on the viewport and the number of nodes only, never on what they hold. */
export interface Metrics {
  portrait: boolean;
  viewport: Viewport;
  /** Columns of namespaces in a node. */
  columns: number;
  columnWidth: number;
  /** Room for cables left and right of every column. */
  gutter: number;
  nodeWidth: number;
  nodeGap: number;
  margin: number;
  header: number;
  namespace: number;
  rowGap: number;
  /** Between namespaces and stack: lanes for cables above, labels of the stack's ports below. */
  laneZone: number;
  labelZone: number;
  stack: number;
  /** Of the lines inside boxes: routes, and interfaces beside them. */
  lineFont: Font;
  line: number;
  /** Columns of lines in the stack. */
  stackColumns: number;
  tunWidth: number;
  uplinkGap: number;
  bus: number;
}

const clamp = (value: number, low: number, high: number) => Math.min(Math.max(value, low), high);

const NARROWEST_NODE = 340;
const NARROWEST_COLUMN = 140;

const columnsWithin = (wanted: number, nodeWidth: number, gutter: number): number =>
  clamp(wanted, 1, Math.floor((nodeWidth - gutter) / (NARROWEST_COLUMN + gutter)));

/** Where hostname and switches fit into one line. */
const ONE_LINE_HEADER = 520;

const landscape = (viewport: Viewport, nodes: number, wanted: number | null): Metrics => {
  const roomy = viewport.height >= 500;
  // Above a row of terminals: no room to spare.
  const low = viewport.height < 340;
  const margin = roomy ? 10 : 4;
  const nodeGap = 32;
  const share = (viewport.width - 2 * margin - nodeGap * (nodes - 1)) / nodes;
  const nodeWidth = Math.max(NARROWEST_NODE, Math.floor(share));
  const gutter = roomy ? 28 : 18;
  const columns = columnsWithin(wanted ?? (nodeWidth >= 500 ? 2 : 1), nodeWidth, gutter);
  const columnWidth = Math.min((nodeWidth - gutter * (columns + 1)) / columns, 420);
  const large = roomy && columnWidth >= 280;
  const header = (nodeWidth >= ONE_LINE_HEADER ? 36 : 62) + (roomy ? 6 : 0);
  const [laneZone, labelZone] = roomy ? [22, 43] : [13, 43];
  const uplinkGap = roomy ? 28 : 18;
  const bus = roomy ? 34 : 28;
  const fixed = 2 * margin + header + laneZone + labelZone + uplinkGap + bus;
  const flexible = viewport.height - fixed - 4;
  return {
    portrait: false,
    viewport,
    columns,
    columnWidth: Math.floor(columnWidth),
    gutter,
    nodeWidth,
    nodeGap,
    margin,
    header,
    namespace: Math.floor(clamp(flexible * 0.5, low ? 120 : 140, 200)),
    rowGap: 26,
    laneZone,
    labelZone,
    stack: Math.floor(clamp(flexible * 0.5, low ? 118 : 138, 200)),
    lineFont: large ? FONTS.fact : FONTS.small,
    line: large ? 20 : 17,
    stackColumns: nodeWidth >= 500 ? 2 : 1,
    tunWidth: 150,
    uplinkGap,
    bus,
  };
};

const upright = (viewport: Viewport, nodes: number, wanted: number | null): Metrics => {
  const margin = 10;
  const nodeGap = 16;
  const side = Math.ceil(nodes / 2);
  const share = (viewport.width - 2 * margin - nodeGap * (side - 1)) / side;
  const nodeWidth = Math.max(NARROWEST_NODE, Math.floor(share));
  const gutter = 12;
  const columns = columnsWithin(wanted ?? (nodeWidth >= 350 ? 2 : 1), nodeWidth, gutter);
  return {
    portrait: true,
    viewport,
    columns,
    columnWidth: Math.floor((nodeWidth - gutter * (columns + 1)) / columns),
    gutter,
    nodeWidth,
    nodeGap,
    margin,
    header: 62,
    namespace: 150,
    rowGap: 22,
    laneZone: 16,
    labelZone: 40,
    stack: 176,
    lineFont: FONTS.small,
    line: 17,
    stackColumns: 1,
    tunWidth: 124,
    uplinkGap: 22,
    bus: 30,
  };
};

export const metricsFor = (viewport: Viewport, nodes: number, columns: number | null): Metrics =>
  (viewport.height > viewport.width ? upright : landscape)(viewport, Math.max(nodes, 1), columns);

/**
 * A node's own axes: `d` is the distance from its border on the underlay's side. The node grows away
 * from the underlay, so what is near it never moves. Nodes beneath the bus grow downwards.
 */
export interface Frame {
  x: number;
  flipped: boolean;
  /** In landscape every second node mirrors its reserved places, so that tunnels face each other. */
  mirrored: boolean;
  y: (d: number) => number;
  /** The box from `d` to `d + height`. */
  box: (x: number, d: number, width: number, height: number) => Box;
}

/** Where the node at `index` stands. y = 0 is the underlay's edge towards unflipped nodes. */
export const frameOf = (metrics: Metrics, index: number, nodes: number): Frame => {
  const { portrait, nodeWidth, nodeGap, margin, uplinkGap, bus, viewport } = metrics;
  const side = portrait ? Math.ceil(nodes / 2) : nodes;
  const flipped = portrait && index >= side;
  const place = flipped ? index - side : index;
  const total = side * nodeWidth + (side - 1) * nodeGap;
  const left = Math.max(margin, (viewport.width - total) / 2);
  const base = flipped ? bus + uplinkGap : -uplinkGap;
  const y = (d: number) => (flipped ? base + d : base - d);
  return {
    x: left + place * (nodeWidth + nodeGap),
    flipped,
    mirrored: !portrait && place % 2 === 1,
    y,
    box: (x, d, width, height) => ({ x, y: flipped ? base + d : base - d - height, width, height }),
  };
};

/** d of the lower edge of a row of namespaces; row 0 is next to the node's own stack. */
export const rowD = (metrics: Metrics, row: number): number => {
  const { stack, labelZone, laneZone, namespace, rowGap } = metrics;
  return stack + labelZone + laneZone + row * (namespace + rowGap);
};

export const columnX = (metrics: Metrics, frame: Frame, column: number): number => {
  const { columns, columnWidth, gutter, nodeWidth } = metrics;
  const used = columns * columnWidth + (columns - 1) * gutter;
  return frame.x + (nodeWidth - used) / 2 + column * (columnWidth + gutter);
};

/** Width of the outside host's box at the end of a bus. */
export const outsideWidth = ({ portrait }: Metrics): number => (portrait ? 130 : 156);
