import { describeLink } from '../describe-link.ts';
import type { Link, Namespace } from '../model.ts';
import { linkRef, portKeyOf, sortedLinks, type Exit, type NodeDraft } from './draft.ts';
import { remember } from './memory.ts';
import { hiddenOf, labelLines, PORT_RADIUS } from './namespace-box.ts';
import { pack, type Place } from './pack.ts';
import type { BoxElement, SceneText } from './scene.ts';
import {
  FONTS,
  lineHeight,
  lineWidth,
  placeLine,
  placeLineRight,
  shorten,
  span,
  type Span,
} from './text.ts';
import { isPlainLoopback, linkWords, smaller, stateOf } from './words.ts';
import { fillZone } from './zone.ts';

const SLAB_INSET = 12;
const SLAB = 30;
const UPLINK = 26;
const PADDING = 10;
/** From a port's centre to its label beside it. */
const LABEL = 11;
/** From a port's centre to whatever is not its own. */
const CLEAR = PORT_RADIUS + 4;

export interface StackResult {
  exits: Map<string, Exit>;
  /** Where the uplinks leave the node, by link key. */
  uplinks: Map<string, { x: number; port: string }>;
  tun: { key: string; link: Link; x: number } | null;
}

/** The links of the node's own stack, by the place that the drawing reserves for their sort. */
const sorted = (node: NodeDraft, namespace: Namespace) => {
  const links = sortedLinks(namespace).filter(([, link]) => !isPlainLoopback(link));
  const remembered =
    node.draft.memory.rails.get(`${node.state.node} lanes`) ?? new Map<string, Place>();
  // Who first had a reserved lane keeps it as long as it exists.
  const first = (lane: string, fits: (link: Link) => boolean) => {
    const candidates = links.filter(([, link]) => fits(link));
    return candidates.find(([, link]) => remembered.has(`${lane} ${link.name}`)) ?? candidates[0];
  };
  const bridge = first('bridge', ({ kind }) => kind === 'bridge');
  const tun = first('tun', ({ kind }) => kind === 'tun');
  const lanes = new Map<string, Place>();
  const lane = { x: 0, wish: 0, before: 0, after: 0, room: 0 };
  if (bridge !== undefined) lanes.set(`bridge ${bridge[1].name}`, lane);
  if (tun !== undefined) lanes.set(`tun ${tun[1].name}`, lane);
  node.draft.rails.set(`${node.state.node} lanes`, lanes);
  const up = links.filter(([key]) => node.uplinks.has(key));
  const rest = links.filter(
    ([key]) => !node.uplinks.has(key) && key !== bridge?.[0] && key !== tun?.[0],
  );
  return { bridge, tun, up, rest };
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
  const { metrics, measure, memory } = draft;
  const { gutter, nodeWidth, stack, tunWidth, portrait, line } = metrics;
  const x = frame.x + gutter;
  const width = nodeWidth - 2 * gutter;
  const stale = namespace.stale !== null;
  const key = `stack ${state.node}`;
  const base = { hue, stale };
  const links = sorted(node, namespace);
  const topEdge = frame.y(stack);
  const away = frame.flipped ? -1 : 1;

  const stackTexts: SceneText[] = [];
  const element: BoxElement = {
    type: 'box',
    role: 'stack',
    key,
    ref: { type: 'namespace', node: state.node, namespace: namespace.id },
    ...base,
    texts: stackTexts,
    title: `the node's own network stack, ${state.node}`,
    up: true,
    ...frame.box(x, 0, width, stack),
  };
  draft.elements.push(element);

  // The rail: everything but the tun device's reserved lane.
  const railFrom = frame.mirrored ? x + tunWidth : x;
  const railTo = railFrom + width - tunWidth;
  const inset = portrait ? 4 : PADDING;
  const slab = frame.box(
    railFrom + inset,
    stack - SLAB_INSET - SLAB,
    railTo - railFrom - 2 * inset,
    SLAB,
  );
  const bridgeName = links.bridge?.[1].name ?? null;
  const widest = railTo - railFrom - 4 * PADDING;
  const labels = new Map(
    links.rest.map(([, link]) => {
      const lines = labelLines(linkWords(link, bridgeName, false), widest, measure);
      return [link.name, portrait ? lines.map((line) => line.map(smaller)) : lines];
    }),
  );
  const railKey = `${state.node} rail`;
  const rememberedRail = memory.rails.get(railKey) ?? new Map<string, Place>();
  const rail = pack(
    new Map(
      links.rest.map(([, link]) => {
        const lines = labels.get(link.name) ?? [];
        const least = portrait ? 0 : measure('no carrier', FONTS.small);
        const after = LABEL + Math.max(least, ...lines.map((line) => lineWidth(line, measure))) + 5;
        const at = peerX(link) ?? (railFrom + railTo) / 2;
        const rooms = [
          { before: CLEAR, after },
          { before: after, after: CLEAR },
        ];
        return [link.name, { at, rooms }];
      }),
    ),
    rememberedRail,
    { from: railFrom + inset, to: railTo - inset },
  );
  draft.rails.set(railKey, remember(rememberedRail, rail));

  if (links.bridge !== undefined) {
    const [linkKey, link] = links.bridge;
    const words = linkWords(link, null, false);
    const spans = [
      ...words.name,
      ...(words.address === null ? [] : [words.address]),
      ...words.extra,
    ];
    const room = slab.width - 2 * PADDING - PORT_RADIUS;
    const fitting = lineWidth(spans, measure) <= room ? spans : spans.map(smaller);
    draft.elements.push({
      type: 'box',
      role: 'bridge',
      key: `bridge ${portKeyOf(node, namespace.id, linkKey)}`,
      ref: linkRef(node, namespace, linkKey),
      ...base,
      texts: placeLine(
        fitting,
        slab.x + PADDING + (frame.mirrored ? PORT_RADIUS : 0),
        slab.y + (SLAB - lineHeight(fitting)) / 2 + 1,
        measure,
      ),
      title: describeLink(state, namespace.id, link),
      up: link.up,
      ...slab,
    });
    draft.elements.push({
      type: 'port',
      key: portKeyOf(node, namespace.id, linkKey),
      ref: linkRef(node, namespace, linkKey),
      ...base,
      texts: [],
      title: describeLink(state, namespace.id, link),
      x: frame.mirrored ? slab.x : slab.x + slab.width,
      y: slab.y + SLAB / 2,
      radius: PORT_RADIUS,
      owner: `bridge ${portKeyOf(node, namespace.id, linkKey)}`,
      kind: link.kind,
      state: stateOf(link),
    });
  }

  const uplinkPlaces = layUplinks(node, namespace, links.up, { x, width });
  const sides = new Map(
    links.rest.flatMap(([, link]) => {
      if (rail.has(link.name)) return [];
      const { name, address, extra } = linkWords(link, null, false);
      return [
        [
          link.name,
          [...name, ...(address === null ? [] : [address]), ...extra].map(smaller),
        ] as const,
      ];
    }),
  );
  for (const [, link] of [...links.up].filter(([linkKey]) => !uplinkPlaces.places.has(linkKey))) {
    const { name, address, extra } = linkWords(link, null, true);
    sides.set(link.name, [...name, ...(address === null ? [] : [address]), ...extra]);
  }
  const linesHeight = stack - SLAB_INSET - SLAB - 5 - UPLINK;
  const spare = linesHeight % line;
  const zone = fillZone(node, {
    key: `${state.node} stack`,
    box: frame.box(x, UPLINK + spare * 0.6, width, linesHeight - spare),
    columns: metrics.stackColumns,
    namespace,
    sides,
  });

  const loopback = sortedLinks(namespace).find(([, link]) => isPlainLoopback(link))?.[1];
  const hidden = hiddenOf(zone);
  element.title += hidden.title;
  const notes: Span[] = [
    ...(loopback?.up === false ? [span('lo down', FONTS.small, 'warn')] : []),
    ...hidden.note,
  ];
  const noteBox = frame.box(x, 4, width, 17);
  stackTexts.push(
    ...(frame.mirrored
      ? placeLine(notes, x + PADDING, noteBox.y, measure)
      : placeLineRight(notes, x + width - PADDING, noteBox.y, measure)),
  );

  const exits = new Map<string, Exit>();
  for (const [linkKey, link] of [...links.rest, ...links.up]) {
    const place = rail.get(link.name);
    const side = zone.sides.get(link.name);
    if (place === undefined && side === undefined) continue;
    const onSlab = place !== undefined && link.master !== null && link.master === bridgeName;
    const lines = labels.get(link.name) ?? [];
    const height = lines.reduce((sum, line) => sum + lineHeight(line), 0);
    const railTexts: SceneText[] = [];
    let top = frame.flipped ? topEdge + 4 : topEdge - 4 - height;
    for (const line of place === undefined ? [] : lines) {
      railTexts.push(
        ...(place?.room === 1
          ? placeLineRight(line, place.x - LABEL, top, measure)
          : placeLine(line, (place?.x ?? 0) + LABEL, top, measure)),
      );
      top += lineHeight(line);
    }
    const d = onSlab ? stack - SLAB_INSET : stack;
    const point =
      place !== undefined
        ? { x: place.x, y: frame.y(d) }
        : { x: side?.right === true ? x + width : x, y: side?.y ?? 0 };
    draft.elements.push({
      type: 'port',
      key: portKeyOf(node, namespace.id, linkKey),
      ref: linkRef(node, namespace, linkKey),
      ...base,
      texts: place === undefined ? (side?.texts ?? []) : railTexts,
      title: describeLink(state, namespace.id, link),
      ...point,
      radius: PORT_RADIUS,
      owner: onSlab ? `bridge ${portKeyOf(node, namespace.id, links.bridge?.[0] ?? '')}` : key,
      kind: link.kind,
      state: stateOf(link),
    });
    exits.set(
      linkKey,
      place !== undefined
        ? { via: 'channel', x: place.x, d }
        : {
            via: 'gutter',
            x: point.x,
            d: (frame.y(0) - point.y) * away,
            gutter: side?.right === true ? metrics.columns : 0,
          },
    );
  }

  let tun: StackResult['tun'] = null;
  if (links.tun !== undefined) {
    const [linkKey, link] = links.tun;
    const portX = (frame.mirrored ? x : railTo) + tunWidth / 2;
    const room = tunWidth - 6;
    const lines = labelLines(linkWords(link, bridgeName, false), room, measure);
    const texts: SceneText[] = [];
    const height = lines.reduce((sum, line) => sum + lineHeight(line), 0);
    let top = frame.flipped ? topEdge - PORT_RADIUS - 2 - height : topEdge + PORT_RADIUS + 2;
    for (const line of lines) {
      const fitting = line.map((one) => ({
        ...one,
        text: shorten(one.text, one.font, room, measure),
      }));
      texts.push(...placeLine(fitting, portX - lineWidth(fitting, measure) / 2, top, measure));
      top += lineHeight(line);
    }
    draft.elements.push({
      type: 'port',
      key: portKeyOf(node, namespace.id, linkKey),
      ref: linkRef(node, namespace, linkKey),
      ...base,
      texts,
      title: describeLink(state, namespace.id, link),
      x: portX,
      y: topEdge,
      radius: PORT_RADIUS,
      owner: key,
      kind: link.kind,
      state: stateOf(link),
    });
    tun = { key: linkKey, link, x: portX };
  }
  return { exits, uplinks: uplinkPlaces.places, tun };
};

/** The ports on the border to the underlay, each with one line beside it. */
const layUplinks = (
  node: NodeDraft,
  namespace: Namespace,
  links: readonly [string, Link][],
  stack: { x: number; width: number },
): { places: Map<string, { x: number; port: string }> } => {
  const { draft, frame, state, hue } = node;
  const { measure, memory, metrics } = draft;
  const railKey = `${state.node} uplinks`;
  const remembered = memory.rails.get(railKey) ?? new Map<string, Place>();
  const reserved = metrics.portrait ? 70 : 160;
  const room = stack.width - 2 * PADDING - reserved;
  const words = new Map(
    links.map(([, link]) => {
      const { name, address, extra } = linkWords(link, null, true);
      const full = [...name, ...(address === null ? [] : [address]), ...extra];
      return [link.name, lineWidth(full, measure) <= room ? full : full.map(smaller)];
    }),
  );
  const rail = pack(
    new Map(
      links.map(([, link]) => {
        const after = LABEL + lineWidth(words.get(link.name) ?? [], measure) + 8;
        const at = frame.mirrored ? stack.x + stack.width : stack.x + PADDING + 16;
        return [link.name, { at, rooms: [{ before: CLEAR, after }] }];
      }),
    ),
    remembered,
    frame.mirrored
      ? { from: stack.x + reserved, to: stack.x + stack.width - PADDING }
      : { from: stack.x + PADDING, to: stack.x + stack.width - reserved },
  );
  draft.rails.set(railKey, remember(remembered, rail));
  const places = new Map<string, { x: number; port: string }>();
  for (const [linkKey, link] of links) {
    const place = rail.get(link.name);
    if (place === undefined) continue;
    const port = portKeyOf(node, namespace.id, linkKey);
    const line = words.get(link.name) ?? [];
    const box = frame.box(stack.x, 4, stack.width, lineHeight(line));
    draft.elements.push({
      type: 'port',
      key: port,
      ref: linkRef(node, namespace, linkKey),
      hue,
      texts: placeLine(line, place.x + LABEL, box.y, measure),
      title: describeLink(state, namespace.id, link),
      stale: namespace.stale !== null,
      x: place.x,
      y: frame.y(0),
      radius: PORT_RADIUS,
      owner: `stack ${state.node}`,
      kind: link.kind,
      state: stateOf(link),
    });
    places.set(linkKey, { x: place.x, port });
  }
  return { places };
};
