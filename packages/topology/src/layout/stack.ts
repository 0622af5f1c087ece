import type { Link, Namespace } from '../model.ts';
import { layBridge, slabKey } from './bridge-slab.ts';
import { sortedLinks, type Exit, type NodeDraft } from './draft.ts';
import { labelHeight, labelLines, labelWidth, placeLabel } from './label.ts';
import { lanesOf } from './lanes.ts';
import { remember } from './memory.ts';
import { pack, type Place } from './pack.ts';
import { clearance, labelGap, layPort } from './port.ts';
import type { BoxElement } from './scene.ts';
import { atMost, fitLine, placeLine, placeLineRight, SMALLEST, span, type Span } from './text.ts';
import { layUplinkPorts, type UplinkPort } from './uplink-ports.ts';
import { inOneLine, isPlainLoopback, linkWords } from './words.ts';
import { fillZone, hiddenOf } from './zone.ts';

const PADDING = 10;

export interface StackResult {
  exits: Map<string, Exit>;
  /** Where the uplinks leave the node, by link key. */
  uplinks: Map<string, UplinkPort>;
  tun: { key: string; link: Link; x: number } | null;
}

interface Rail {
  labels: Map<string, Span[][]>;
  places: Map<string, Place>;
}

/** Labels and places of the ports along the stack's edge towards the namespaces. */
const packRail = (
  node: NodeDraft,
  links: readonly (readonly [string, Link])[],
  bridge: string | null,
  extent: { from: number; to: number },
  peerX: (link: Link) => number | null,
): Rail => {
  const { draft, state, frame } = node;
  const { metrics, measure, memory } = draft;
  const { portrait, letters } = metrics;
  const [clear, gap] = [clearance(metrics), labelGap(metrics)];
  const widest = extent.to - extent.from - 2 * PADDING;
  const labels = new Map(
    links.map(([, link]) => {
      const lines = labelLines(linkWords(link, bridge, false, letters), widest, measure);
      return [link.name, portrait ? lines.map((line) => atMost(line, SMALLEST)) : lines];
    }),
  );
  const wishes = (least: number) =>
    new Map(
      links.map(([, link]) => {
        const label = Math.max(least, labelWidth(labels.get(link.name) ?? [], measure)) + gap + 5;
        const rooms = [
          { before: clear, after: label },
          { before: label, after: clear },
        ];
        return [
          link.name,
          { at: peerX(link) ?? (frame.mirrored ? extent.to : extent.from), rooms },
        ];
      }),
    );
  const railKey = `${state.node} rail`;
  const remembered = memory.rails.get(railKey) ?? new Map<string, Place>();
  // Room for a change of state, so that a port need not step aside for it: if there is enough.
  const roomy = pack(wishes(measure('no carrier', letters.fact)), remembered, extent);
  const places = roomy.size === links.length ? roomy : pack(wishes(0), remembered, extent);
  draft.rails.set(railKey, remember(remembered, places));
  return { labels, places };
};

/** The tun device in its reserved place; the process behind it is drawn with the underlay. */
const layTun = (
  node: NodeDraft,
  namespace: Namespace,
  tun: readonly [string, Link],
  x: number,
  bridge: string | null,
): void => {
  const { draft, frame, state } = node;
  const { metrics, measure } = draft;
  const room = metrics.tunWidth - 6;
  const lines = labelLines(linkWords(tun[1], bridge, false, metrics.letters), room, measure).map(
    (line) => fitLine(line, room, measure),
  );
  const edge = frame.y(metrics.stack);
  const gap = metrics.radius + 2;
  const top = frame.flipped ? edge - gap - labelHeight(lines) : edge + gap;
  const texts = placeLabel(lines, x, top, 'middle', measure);
  layPort(node, namespace, tun, { x, y: edge }, `stack ${state.node}`, texts);
};

/**
 * Draws the node's own network stack along the node's border to the underlay: a bridge as a slab
 * with its ports along the upper edge, other ports on the stack's own edge, uplinks below.
 * `peerX` tells where on the x axis a link's cable comes from.
 */
export const layStack = (
  node: NodeDraft,
  namespace: Namespace,
  peerX: (link: Link) => number | null,
): StackResult => {
  const { draft, frame, state, hue } = node;
  const { metrics, measure } = draft;
  const {
    gutter,
    nodeWidth,
    stack,
    tunWidth,
    portrait,
    line,
    letters,
    slab,
    slabInset,
    head,
    uplink,
  } = metrics;
  const x = frame.x + gutter;
  const width = nodeWidth - 2 * gutter;
  const key = `stack ${state.node}`;
  const lanes = lanesOf(node, namespace);
  const bridgeName = lanes.bridge?.[1].name ?? null;

  const element: BoxElement = {
    type: 'box',
    role: 'stack',
    key,
    ref: { type: 'namespace', node: state.node, namespace: namespace.id },
    hue,
    texts: [],
    title: `the node's own network stack, ${state.node}`,
    stale: namespace.stale !== null,
    up: true,
    ...frame.box(x, 0, width, stack),
  };
  draft.elements.push(element);

  // The rail is the whole edge but for the tun device's reserved place.
  const railFrom = frame.mirrored ? x + tunWidth : x;
  const inset = portrait ? 4 : PADDING;
  const extent = { from: railFrom + inset, to: railFrom + width - tunWidth - inset };
  const rail = packRail(node, lanes.rest, bridgeName, extent, peerX);
  if (lanes.bridge !== null) {
    const box = frame.box(extent.from, stack - slabInset - slab, extent.to - extent.from, slab);
    layBridge(node, namespace, lanes.bridge, box);
  }
  const uplinks = layUplinkPorts(node, namespace, lanes.uplinks, { x, width });

  const sides = new Map(
    [...lanes.rest, ...lanes.uplinks].flatMap(([linkKey, link]) => {
      if (rail.places.has(link.name) || uplinks.has(linkKey)) return [];
      const onUnderlay = node.uplinks.has(linkKey);
      return [[link.name, inOneLine(linkWords(link, null, onUnderlay, letters))] as const];
    }),
  );
  const linesHeight = stack - head - uplink;
  const spare = linesHeight % line;
  const zone = fillZone(node, {
    key: `${state.node} stack`,
    box: frame.box(x, uplink + spare * 0.6, width, linesHeight - spare),
    columns: metrics.stackColumns,
    namespace,
    sides,
    crowded: { columns: metrics.mostStackColumns, sides, forRoutes: true },
    taken: null,
  });
  const hidden = hiddenOf(zone, letters);
  element.title += hidden.title;
  const loopback = sortedLinks(namespace).find(([, link]) => isPlainLoopback(link))?.[1];
  const notes: Span[] = [
    ...(loopback?.up === false ? [span('lo down', letters.fact, 'warn')] : []),
    ...hidden.note,
  ];
  const noteY = frame.box(x, 4, width, letters.fact.size + 4).y;
  element.texts = frame.mirrored
    ? placeLine(notes, x + PADDING, noteY, measure)
    : placeLineRight(notes, x + width - PADDING, noteY, measure);

  const exits = new Map<string, Exit>();
  const edge = frame.y(stack);
  for (const one of [...lanes.rest, ...lanes.uplinks]) {
    const [linkKey, link] = one;
    const place = rail.places.get(link.name);
    const side = zone.sides.get(link.name);
    if (place !== undefined) {
      const onSlab = link.master !== null && link.master === bridgeName;
      const owner =
        onSlab && lanes.bridge !== null ? slabKey(node, namespace, lanes.bridge[0]) : key;
      const d = onSlab ? stack - slabInset : stack;
      const lines = rail.labels.get(link.name) ?? [];
      const top = frame.flipped ? edge + 4 : edge - 4 - labelHeight(lines);
      const texts =
        place.room === 1
          ? placeLabel(lines, place.x - labelGap(metrics), top, 'end', measure)
          : placeLabel(lines, place.x + labelGap(metrics), top, 'start', measure);
      layPort(node, namespace, one, { x: place.x, y: frame.y(d) }, owner, texts);
      exits.set(linkKey, { via: 'channel', x: place.x, d });
    } else if (side !== undefined) {
      const point = { x: side.right ? x + width : x, y: side.y };
      layPort(node, namespace, one, point, key, side.texts);
      const gutterIndex = side.right ? metrics.columns : 0;
      const d = Math.abs(frame.y(0) - point.y);
      exits.set(linkKey, { via: 'gutter', x: point.x, d, gutter: gutterIndex });
    }
  }

  if (lanes.tun === null) return { exits, uplinks, tun: null };
  const tunX = (frame.mirrored ? x : x + width - tunWidth) + tunWidth / 2;
  layTun(node, namespace, lanes.tun, tunX, bridgeName);
  return { exits, uplinks, tun: { key: lanes.tun[0], link: lanes.tun[1], x: tunX } };
};
