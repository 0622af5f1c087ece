import type { Link, Namespace } from '../model.ts';
import { layBridge, slabKey } from './bridge-slab.ts';
import { sortedLinks, type Exit, type NodeDraft } from './draft.ts';
import { labelHeight, labelLines, labelWidth, placeLabel, wideLabelLines } from './label.ts';
import { lanesOf } from './lanes.ts';
import { remember } from './memory.ts';
import { pack, type Place, type Room } from './pack.ts';
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

/** How labels stand at their ports. */
interface Way {
  lines: 1 | 2;
  sides: readonly Room['side'][];
}

/** Labels of one side read best, and those of one line; but rather either than a cable that bends. */
const waysOf = ({ mirrored }: NodeDraft['frame']): Way[] => {
  // Towards the tun device's reserved place there is most room, unless there is one.
  const [side, other] = mirrored ? (['end', 'start'] as const) : (['start', 'end'] as const);
  return [
    { lines: 1, sides: [side] },
    { lines: 2, sides: [side] },
    { lines: 1, sides: [other] },
    { lines: 2, sides: [other] },
    { lines: 1, sides: [side, other] },
    { lines: 2, sides: [side, other] },
  ];
};

/** How far the ports had to stand aside, px. */
const asideOf = (places: ReadonlyMap<string, Place>) =>
  [...places.values()].reduce((sum, { x, wish }) => sum + Math.abs(x - wish), 0);

interface Extent {
  from: number;
  to: number;
}

/**
 * Labels and places of the ports along the stack's edge towards the namespaces: the ports within
 * `extent`, with labels within `labelled`.
 */
const packRail = (
  node: NodeDraft,
  links: readonly (readonly [string, Link])[],
  bridge: string | null,
  extent: Extent,
  labelled: Extent,
  peerX: (link: Link) => number | null,
): Rail => {
  const { draft, state, frame } = node;
  const { metrics, measure, memory } = draft;
  const { portrait, letters } = metrics;
  const [clear, gap] = [clearance(metrics), labelGap(metrics)];
  const widest = extent.to - extent.from - 2 * PADDING;
  const railKey = `${state.node} rail`;
  const remembered = memory.rails.get(railKey) ?? new Map<string, Place>();
  const rail = {
    ...labelled,
    // The bridge's own port is at its end.
    middles: { from: extent.from + 2 * metrics.radius + 8, to: extent.to - clear },
  };

  const linesOf = (link: Link, count: Way['lines']): Span[][] => {
    const words = linkWords(link, bridge, false, letters);
    const lines =
      count === 1
        ? wideLabelLines(words, widest, letters.fact.size, measure)
        : labelLines(words, widest, measure);
    // The name is next to its own port: the cable's other end is not far away.
    const nameFirst = lines[0]?.[0]?.text === link.name;
    const near = nameFirst === frame.flipped ? lines : lines.toReversed();
    return portrait ? near.map((line) => atMost(line, SMALLEST)) : near;
  };
  const labelsOf = (count: Way['lines']) => {
    const lines = new Map(links.map(([, link]) => [link.name, linesOf(link, count)]));
    const widths = new Map([...lines].map(([name, of]) => [name, labelWidth(of, measure)]));
    return { lines, widths };
  };
  const inOne = labelsOf(1);
  const inTwo = labelsOf(2);
  const railOf = ({ lines, sides }: Way): Rail => {
    const labels = lines === 1 ? inOne : inTwo;
    const wishes = new Map(
      links.map(([, link]) => {
        const label = (labels.widths.get(link.name) ?? 0) + gap + 7;
        const rooms = sides.map((side) =>
          side === 'end'
            ? { side, before: label, after: clear }
            : { side, before: clear, after: label },
        );
        return [
          link.name,
          { at: peerX(link) ?? (frame.mirrored ? extent.to : extent.from), rooms },
        ];
      }),
    );
    return { labels: labels.lines, places: pack(wishes, remembered, rail) };
  };
  const rails: Rail[] = [];
  for (const way of waysOf(frame)) {
    const rail = railOf(way);
    rails.push(rail);
    // None after it could be better.
    if (rail.places.size === links.length && asideOf(rail.places) <= 1) break;
  }
  const most = Math.max(...rails.map(({ places }) => places.size));
  const full = rails.filter(({ places }) => places.size === most);
  const least = Math.min(...full.map(({ places }) => asideOf(places)));
  const best = full.find(({ places }) => asideOf(places) <= least + 1) ?? {
    labels: new Map(),
    places: new Map(),
  };
  draft.rails.set(railKey, remember(remembered, best.places));
  return best;
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
  const { letters } = metrics;
  // The place is as wide as an address in the letters of facts.
  const words = linkWords(tun[1], bridge, false, { ...letters, address: letters.fact });
  const lines = labelLines(words, room, measure).map((line) => fitLine(line, room, measure));
  const edge = frame.y(metrics.stack);
  const gap = metrics.radius + 2;
  const top = frame.flipped ? edge - gap - labelHeight(lines) : edge + gap;
  const texts = placeLabel(lines, x, top, 'middle', measure);
  layPort(node, namespace, tun, { x, y: edge }, `stack ${state.node}`, texts);
};

/**
 * Draws the node's own network stack along the node's border to the underlay: a bridge as a slab
 * with its ports along the upper edge, other ports on the stack's own edge, uplinks below.
 * `alone` says that there is no namespace beside it, `peerX` where on the x axis a link's cable
 * comes from.
 */
export const layStack = (
  node: NodeDraft,
  namespace: Namespace,
  alone: boolean,
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
    alone,
    // Clear of the node's own border.
    ...frame.box(x, 2, width, stack - 2),
  };
  draft.elements.push(element);

  // The rail is the whole edge but for the tun device's reserved place.
  const railFrom = frame.mirrored ? x + tunWidth : x;
  const inset = portrait ? 8 : PADDING;
  const extent = { from: railFrom + inset, to: railFrom + width - tunWidth - inset };
  const labelled = lanes.tun === null ? { from: x + 2, to: x + width - 2 } : extent;
  const rail = packRail(node, lanes.rest, bridgeName, extent, labelled, peerX);
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
        place.side === 'end'
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
