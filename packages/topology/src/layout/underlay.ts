import type { Segment } from '../segments.ts';
import { linkRef, portKeyOf, type Draft } from './draft.ts';
import type { LaidNode } from './node-box.ts';
import type { Box, CableElement, Point } from './scene.ts';
import { largestFitting, lineHeight, lineWidth, placeLine, shorten, span } from './text.ts';

/** How far each further bus reaches out to the left of the one above it. */
const STEP = 12;
/** Left of a bar's words, px. */
const PADDING = 10;
/** Buses that are drawn; a node on more segments than that lists the rest as interfaces. */
export const MOST_BUSES = 3;

interface Extent {
  left: number;
  right: number;
}

/** The bars, one under the other, with the outside host at the end of the segment it is on. */
const layBuses = (
  draft: Draft,
  buses: readonly Segment[],
  { left, right }: Extent,
): Map<string, Box> => {
  const { metrics, measure } = draft;
  const { bar: height, letters } = metrics;
  const bars = new Map<string, Box>();
  for (const [index, { prefix, outside }] of buses.entries()) {
    const x = left + (MOST_BUSES - 1 - index) * STEP;
    const y = index * metrics.bus + (metrics.bus - height) / 2;
    const end = outside === null ? right : right - metrics.outside;
    const bar = { x, y, width: end - x, height };
    bars.set(prefix, bar);
    const words = [span('underlay', letters.tag, 'dim'), span(prefix, letters.factName)];
    const room = bar.width - 2 * PADDING;
    const { lines, whole } = largestFitting([words], room, measure);
    const line = whole ? lines.flat() : words.slice(-1);
    draft.elements.push({
      type: 'box',
      role: 'bus',
      key: `bus ${prefix}`,
      ref: { type: 'segment', prefix },
      hue: null,
      texts: placeLine(line, x + PADDING, y + (height - lineHeight(line)) / 2, measure),
      title: `underlay ${prefix}${outside === null ? '' : `, with the outside host ${outside}`}`,
      stale: false,
      up: true,
      ...bar,
    });
    if (outside === null) continue;
    const host = [span('outside', letters.tag, 'dim'), span(outside, letters.factName)];
    const box = { x: end, y: y - 2, width: right - end, height: height + 4 };
    draft.elements.push({
      type: 'box',
      role: 'outside',
      key: `outside ${outside}`,
      ref: { type: 'outside', address: outside },
      hue: null,
      texts: placeLine(
        host,
        box.x + (box.width - lineWidth(host, measure)) / 2,
        box.y + (box.height - lineHeight(host)) / 2,
        measure,
      ),
      title: `the host outside, ${outside}`,
      stale: false,
      up: true,
      ...box,
    });
  }
  return bars;
};

/** The port is painted over its cable: what is on it tells its state. */
const pushUnder = (draft: Draft, port: string, cable: CableElement) => {
  const at = draft.elements.findIndex(({ key }) => key === port);
  draft.elements.splice(at, 0, cable);
};

const layUplinks = (
  draft: Draft,
  buses: readonly Segment[],
  bars: ReadonlyMap<string, Box>,
  laid: readonly LaidNode[],
) => {
  for (const { node, own, stack } of laid) {
    for (const [key, { x, port }] of stack.uplinks) {
      const prefix = node.uplinks.get(key) ?? '';
      const index = buses.findIndex((segment) => segment.prefix === prefix);
      const bar = bars.get(prefix);
      const link = own.links[key];
      if (bar === undefined || link === undefined) continue;
      const start = node.frame.y(0);
      const points: Point[] = [{ x, y: start }];
      if (index === 0 || node.frame.flipped) {
        points.push({ x, y: node.frame.flipped ? bar.y + bar.height : bar.y });
      } else {
        // Around the left end of the buses in between.
        const lane = start + (draft.metrics.uplinkGap * index) / (MOST_BUSES + 1);
        const beside = bar.x + STEP / 2;
        points.push({ x, y: lane }, { x: beside, y: lane }, { x: beside, y: bar.y });
      }
      pushUnder(draft, port, {
        type: 'cable',
        kind: 'uplink',
        key: `uplink ${port}`,
        ref: linkRef(node, own, key),
        hue: node.hue,
        texts: [],
        title: `${link.name} of ${node.state.node} on the underlay ${prefix}`,
        stale: own.stale !== null,
        points,
        ends: [port, `bus ${prefix}`],
        radius: draft.metrics.radius,
        state: link.up && link.carrier ? 'live' : 'gap',
      });
    }
  }
};

interface Capsule {
  laid: LaidNode;
  key: string;
  box: Box;
  peer: string | null;
  addresses: string[];
}

const capsuleOf = (laid: LaidNode): Capsule | null => {
  const { node, own, stack } = laid;
  const process = stack.tun?.link.tun?.process;
  if (stack.tun === null || process == null) return null;
  const { draft, frame } = node;
  const { metrics } = draft;
  const { gutter, nodeWidth, tunWidth, labelZone, radius } = metrics;
  const width = tunWidth - 8;
  const inner = frame.x + gutter;
  const edge = frame.mirrored ? inner : inner + nodeWidth - 2 * gutter - tunWidth;
  const x = edge + (tunWidth - width) / 2;
  return {
    laid,
    key: `process ${portKeyOf(node, own.id, stack.tun.key)}`,
    box: frame.box(x, metrics.stack + radius + 5, width, labelZone - radius - 8),
    peer: process.udpPeer,
    addresses: [...node.uplinks.keys()].flatMap(
      (key) => own.links[key]?.addresses.map(({ local }) => local) ?? [],
    ),
  };
};

/** The program's own name: a command line is told in full elsewhere. */
const programOf = (command: string) => command.split(/\s/)[0]?.split('/').at(-1) ?? command;

const hostOf = (endpoint: string) => endpoint.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');

/** The line between two capsules, where nothing foreign lies between them; null where it does. */
const tunnelPoints = (a: Capsule, b: Capsule): Point[] | null => {
  const [left, right] = a.box.x <= b.box.x ? [a, b] : [b, a];
  const { metrics } = a.laid.node.draft;
  const distance = Math.abs(a.laid.node.hue - b.laid.node.hue);
  const middle = ({ box }: Capsule) => box.y + box.height / 2;
  if (!metrics.portrait) {
    const facing = !left.laid.node.frame.mirrored && right.laid.node.frame.mirrored;
    if (distance !== 1 || !facing) return null;
    return [
      { x: left.box.x + left.box.width, y: middle(left) },
      { x: right.box.x, y: middle(right) },
    ];
  }
  if (a.box.x !== b.box.x || a.laid.node.frame.flipped === b.laid.node.frame.flipped) return null;
  const { gutter, nodeWidth } = metrics;
  const lane = a.laid.node.frame.x + nodeWidth - gutter / 2;
  const edge = a.box.x + a.box.width;
  return [
    { x: edge, y: middle(a) },
    { x: lane, y: middle(a) },
    { x: lane, y: middle(b) },
    { x: edge, y: middle(b) },
  ];
};

/** The processes behind tun devices, and the dotted lines to the processes they talk to. */
const layTunnels = (draft: Draft, laid: readonly LaidNode[]) => {
  const { measure } = draft;
  const { letters } = draft.metrics;
  const capsules = laid.map(capsuleOf).filter((capsule) => capsule !== null);
  for (const capsule of capsules) {
    const { node, own, stack } = capsule.laid;
    const process = stack.tun?.link.tun?.process;
    if (stack.tun === null || process == null) continue;
    const { box, peer } = capsule;
    const pid = span(`pid ${process.pid}`, letters.tag, 'dim');
    const name = span(
      shorten(
        programOf(process.command),
        letters.factName,
        box.width - lineWidth([pid], measure) - 20,
        measure,
      ),
      letters.factName,
    );
    const line = [name, pid];
    const partner = capsules.find(
      (other) => other !== capsule && peer !== null && other.addresses.includes(hostOf(peer)),
    );
    draft.elements.push({
      type: 'box',
      role: 'process',
      key: capsule.key,
      ref: { type: 'process', node: node.state.node, namespace: own.id, key: stack.tun.key },
      hue: node.hue,
      texts: placeLine(
        line,
        box.x + (box.width - lineWidth(line, measure)) / 2,
        box.y + (box.height - lineHeight(line)) / 2,
        measure,
      ),
      title: `${process.command}, pid ${process.pid}, behind ${stack.tun.link.name}${peer === null ? '' : `, sends to ${peer} over UDP`}`,
      stale: own.stale !== null,
      up: true,
      ...box,
    });
    const port = portKeyOf(node, own.id, stack.tun.key);
    const middle = box.x + box.width / 2;
    pushUnder(draft, port, {
      type: 'cable',
      kind: 'tunnel',
      key: `held ${capsule.key}`,
      ref: linkRef(node, own, stack.tun.key),
      hue: node.hue,
      texts: [],
      title: `${programOf(process.command)} reads and writes ${stack.tun.link.name}`,
      stale: own.stale !== null,
      points: [
        { x: middle, y: node.frame.y(draft.metrics.stack) },
        { x: middle, y: node.frame.flipped ? box.y : box.y + box.height },
      ],
      ends: [port, capsule.key],
      radius: draft.metrics.radius,
      state: 'live',
    });
    const mutual =
      partner?.peer != null && capsule.addresses.includes(hostOf(partner.peer)) ? partner : null;
    const points = mutual === null ? null : tunnelPoints(capsule, mutual);
    if (mutual === null || points === null || capsule.key > mutual.key) continue;
    draft.elements.push({
      type: 'cable',
      kind: 'tunnel',
      key: `tunnel ${capsule.key} ${mutual.key}`,
      ref: { type: 'process', node: node.state.node, namespace: own.id, key: stack.tun.key },
      hue: null,
      texts: [],
      title: `UDP between ${capsule.addresses[0] ?? '?'} and ${peer ?? '?'}: the tunnel's packets`,
      stale: own.stale !== null,
      points,
      ends: [capsule.key, mutual.key],
      radius: draft.metrics.radius,
      state: 'live',
    });
  }
};

/** What is between the nodes: the buses, the outside host, uplinks and tunnels. */
export const layUnderlay = (
  draft: Draft,
  buses: readonly Segment[],
  laid: readonly LaidNode[],
  extent: Extent,
): void => {
  const bars = layBuses(draft, buses, extent);
  layUplinks(draft, buses, bars, laid);
  layTunnels(draft, laid);
};
