import type { Box, Font } from './scene.ts';
import { measureByTable } from './measure.ts';
import { lettersOf, SMALLEST, type Letters } from './text.ts';

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
  letters: Letters;
  /** Height of a line of names, and of a line of facts. */
  nameLine: number;
  line: number;
  /** Half the side of a port's square. */
  radius: number;
  /** Columns of namespaces in a node. */
  columns: number;
  columnWidth: number;
  /** From a column's near side to where its first port stands: over the bridge, not over the tun. */
  aside: number;
  /** Room for cables left and right of every column. */
  gutter: number;
  nodeWidth: number;
  nodeGap: number;
  margin: number;
  header: number;
  /** Whether hostname and switches share a line. */
  oneLineHeader: boolean;
  namespace: number;
  /** In a namespace's box: its name above, the ports' names below, lines between. */
  title: number;
  rail: number;
  rowGap: number;
  /** Between namespaces and stack: lanes for cables above, labels of the stack's ports below. */
  laneZone: number;
  labelZone: number;
  stack: number;
  slab: number;
  slabInset: number;
  /** From the stack's edge to its lines: room for the slab. */
  head: number;
  /** The line beside the uplinks at the stack's edge. */
  uplink: number;
  /** Columns of lines in the stack, and how many there are when one is not enough. */
  stackColumns: number;
  mostStackColumns: number;
  tunWidth: number;
  uplinkGap: number;
  bus: number;
  bar: number;
  outside: number;
}

const clamp = (value: number, low: number, high: number) => Math.min(Math.max(value, low), high);

const NARROWEST_NODE = 340;
const NARROWEST_COLUMN = 140;
const LARGEST_NAMES = 24;
const MODEST_HOST = 18;
const SMALLEST_NAMES = 15;
const SMALLEST_NAMES_IN_LANDSCAPE = 13;

const columnsWithin = (wanted: number, nodeWidth: number, gutter: number): number =>
  clamp(wanted, 1, Math.floor((nodeWidth - gutter) / (NARROWEST_COLUMN + gutter)));

/** What follows from the size of the letters alone. */
const sizesOf = (size: number) => {
  const letters = lettersOf(size);
  const [nameLine, line] = [size + 4, letters.fact.size + (size < 16 ? 4 : 5)];
  const radius = size >= 18 ? 7 : 6;
  return {
    letters,
    nameLine,
    line,
    radius,
    title: nameLine + 3,
    rail: nameLine + radius + 2,
    labelZone: nameLine + line + 4,
    // Beside the slab the tun device has two lines.
    slab: 2 * nameLine - 6,
    slabInset: radius + 2,
    head: radius + 2 * nameLine + 3,
    uplink: nameLine + 4,
    bar: line + 4,
    tunWidth: Math.ceil(measureByTable('172.16.0.100/16', letters.fact)) + 14,
    outside:
      Math.ceil(measureByTable('outside', letters.tag) + measureByTable('10.0.0.1', letters.fact)) +
      24,
  };
};

/** The widest of the lines that must stand whole in a box, with its padding. */
const widthOf = (texts: readonly (readonly [string, Font])[]) =>
  texts.reduce((sum, [text, font]) => sum + measureByTable(text, font), 0);

/** Room for a signpost's own shape and the gaps in its line. */
const SIGN = 48;

/** Whether a column of namespaces is wide enough for the talk's names, addresses and routes. */
const columnHolds = (width: number, { address, fact, tag }: Letters): boolean =>
  width >= widthOf([['veth11 172.16.0.2/24', address]]) + 16 &&
  width >=
    widthOf([
      ['172.16.0.0/24veth11', fact],
      ['conn', tag],
    ]) +
      SIGN;

/** Whether half a stack is wide enough for the longest route of the talk. */
const halfHolds = (width: number, { fact, tag }: Letters): boolean =>
  width / 2 >=
  widthOf([
    ['172.16.0.0/2410.0.0.20', fact],
    ['static', tag],
  ]) +
    SIGN;

/** Lines in a namespace, and in the stack, that a drawing should have room for. */
const NAMESPACE_LINES = 3;
const STACK_LINES = 4;
const MOST_LINES = 6;
/** How far lines may be drawn apart, px. */
const LOOSEST = 5;

const fitted = (
  viewport: Viewport,
  nodes: number,
  wanted: number | null,
  size: number,
): { metrics: Metrics; fits: boolean } => {
  const { letters: own, ...sizes } = sizesOf(size);
  // Two hostnames leave room for what their nodes' switches say.
  const host = nodes > 1 ? Math.max(size, Math.min(own.host.size, MODEST_HOST)) : own.host.size;
  const letters = { ...own, host: { ...own.host, size: host } };
  const { line, radius } = sizes;
  const margin = 2;
  const nodeGap = 28;
  const share = (viewport.width - 2 * margin - nodeGap * (nodes - 1)) / nodes;
  const nodeWidth = Math.max(NARROWEST_NODE, Math.floor(share));
  const gutter = 2 * radius + 2;
  const columns = columnsWithin(wanted ?? (nodeWidth >= 500 ? 2 : 1), nodeWidth, gutter);
  const columnWidth = Math.floor((nodeWidth - gutter * (columns + 1)) / columns);
  const inner = nodeWidth - 2 * gutter;
  const switches = widthOf([['forwarding off rp_filter unknown', letters.tag]]) + 96;
  const oneLineHeader = nodeWidth >= widthOf([['4-overlay-network-1', letters.host]]) + switches;
  const header = (oneLineHeader ? 0 : line + 10) + letters.host.size + 10;
  const [laneZone, uplinkGap] = [8, 9];
  const bus = sizes.bar + 4;
  const fixed =
    2 * margin +
    header +
    (sizes.title + sizes.rail) +
    laneZone +
    sizes.labelZone +
    (sizes.head + sizes.uplink) +
    uplinkGap +
    bus +
    5;
  const room = Math.floor((viewport.height - fixed) / line);
  const halves = halfHolds(inner, letters);
  const [namespaceLines, stackLines] = [
    NAMESPACE_LINES,
    room - NAMESPACE_LINES >= STACK_LINES || !halves ? STACK_LINES : STACK_LINES / 2,
  ];
  // What is left spaces the lines, then makes room for more of them, evenly, then for air.
  const left = viewport.height - fixed;
  const loose = Math.floor(left / (namespaceLines + stackLines)) - line;
  const spaced = line + clamp(loose, 0, LOOSEST);
  const spare = Math.max(0, Math.floor(left / spaced) - namespaceLines - stackLines);
  const inNamespace = Math.min(MOST_LINES, namespaceLines + Math.floor(spare / 2));
  const inStack = Math.min(MOST_LINES, stackLines + Math.ceil(spare / 2));
  const air = clamp(left - (inNamespace + inStack) * spaced, 0, 48);
  const columnLeft = (nodeWidth - columns * columnWidth - (columns - 1) * gutter) / 2;
  const second = columnLeft + columnWidth + gutter;
  const overBridge = gutter + inner - sizes.tunWidth - 2 * radius - 18 - second;
  return {
    metrics: {
      ...sizes,
      letters,
      line: spaced,
      portrait: false,
      viewport,
      columns,
      columnWidth,
      aside: columns === 1 ? columnWidth / 2 : clamp(overBridge, 40, columnWidth * 0.42),
      gutter,
      nodeWidth,
      nodeGap,
      margin,
      header: header + Math.floor(air * 0.15),
      oneLineHeader,
      title: sizes.title + Math.floor(air * 0.1),
      namespace: sizes.title + Math.floor(air * 0.1) + inNamespace * spaced + sizes.rail,
      rowGap: 26,
      laneZone: laneZone + Math.floor(air * 0.45),
      stack: sizes.head + inStack * spaced + sizes.uplink,
      stackColumns: inStack >= STACK_LINES ? 1 : 2,
      mostStackColumns: inner >= 2 * 220 ? 2 : 1,
      uplinkGap: uplinkGap + Math.floor(air * 0.3),
      bus,
    },
    fits:
      room >= namespaceLines + stackLines &&
      nodeWidth >= switches &&
      columnHolds(columnWidth, letters),
  };
};

/** The largest letters with which the talk's networks fit. */
const landscape = (viewport: Viewport, nodes: number, wanted: number | null): Metrics => {
  for (let size = LARGEST_NAMES; size > SMALLEST_NAMES_IN_LANDSCAPE; size -= 1) {
    const { metrics, fits } = fitted(viewport, nodes, wanted, size);
    if (fits) return metrics;
  }
  return fitted(viewport, nodes, wanted, SMALLEST_NAMES_IN_LANDSCAPE).metrics;
};

const upright = (viewport: Viewport, nodes: number, wanted: number | null): Metrics => {
  const sizes = sizesOf(SMALLEST_NAMES);
  const { line, letters } = sizes;
  const smallest = { ...letters.fact, size: SMALLEST };
  const margin = 4;
  const nodeGap = 16;
  const side = Math.ceil(nodes / 2);
  const share = (viewport.width - 2 * margin - nodeGap * (side - 1)) / side;
  const nodeWidth = Math.max(NARROWEST_NODE, Math.floor(share));
  const gutter = 2 * sizes.radius + 1;
  const columns = columnsWithin(wanted ?? 2, nodeWidth, gutter);
  const columnWidth = Math.floor((nodeWidth - gutter * (columns + 1)) / columns);
  const header = letters.host.size + line + 20;
  const [laneZone, uplinkGap, bus] = [columns === 1 ? 14 : 26, 14, sizes.bar + 4];
  // Two columns are too narrow for a route's words in one line, or an address beside a name.
  const inNamespace = columns === 1 ? 3 : 5;
  const rail = sizes.rail + 4;
  const rows = nodes > side ? 2 : 1;
  const fixed =
    header + sizes.title + rail + laneZone + sizes.labelZone + sizes.head + sizes.uplink;
  const each = (viewport.height - 2 * margin - bus - 4) / rows - uplinkGap - 5;
  // Rather a line less, which one node alone does not need, than smaller letters.
  const short = nodes === 1 && each - fixed < (inNamespace + STACK_LINES) * line;
  const inStack = short ? STACK_LINES - 1 : STACK_LINES;
  const loose = Math.floor((each - fixed) / (inNamespace + inStack)) - line;
  const spaced = line + clamp(loose, 0, LOOSEST);
  return {
    ...sizes,
    line: spaced,
    rail,
    portrait: true,
    viewport,
    columns,
    columnWidth,
    aside: columns === 1 ? columnWidth / 2 : 18 + sizes.radius + measureByTable('veth10', smallest),
    gutter,
    nodeWidth,
    nodeGap,
    margin,
    header,
    oneLineHeader: false,
    namespace: sizes.title + inNamespace * spaced + rail,
    rowGap: 22,
    laneZone,
    stack: sizes.head + inStack * spaced + sizes.uplink,
    stackColumns: 1,
    mostStackColumns: 1,
    tunWidth: Math.ceil(measureByTable('172.16.0.100/16', smallest)) + 14,
    uplinkGap,
    bus,
  };
};

/** Found by trying, so once per viewport is enough; some windows are resized a lot. */
const found = new Map<string, Metrics>();
const MOST_FOUND = 32;

export const metricsFor = (viewport: Viewport, nodes: number, columns: number | null): Metrics => {
  const key = [viewport.width, viewport.height, nodes, columns].join(' ');
  const known = found.get(key);
  if (known !== undefined) return known;
  const upwards = viewport.height > viewport.width;
  const metrics = (upwards ? upright : landscape)(viewport, Math.max(nodes, 1), columns);
  if (found.size >= MOST_FOUND) found.clear();
  found.set(key, metrics);
  return metrics;
};

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
