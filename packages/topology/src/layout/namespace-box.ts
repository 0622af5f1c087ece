import { describeLink } from '../describe-link.ts';
import type { Link, Namespace } from '../model.ts';
import { linkRef, portKeyOf, sortedLinks, type Exit, type NodeDraft } from './draft.ts';
import { remember } from './memory.ts';
import { columnX, rowD } from './metrics.ts';
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
import { isPlainLoopback, linkWords, routeTitle, smaller, stateOf } from './words.ts';
import { fillZone, type ZoneResult } from './zone.ts';

const TITLE = 25;
const PADDING = 8;
export const PORT_RADIUS = 6;
/** Two lines of 15 px over the port, and half the port. */
const RAIL = 2 * 19 + PORT_RADIUS;

/** What found no room: a number to be seen, and the names for the box's title. */
export const hiddenOf = ({
  hiddenSides,
  hiddenRoutes,
}: ZoneResult): { note: Span[]; title: string } => {
  const hidden = [...hiddenSides, ...hiddenRoutes.map(([, route]) => routeTitle(route))];
  return hidden.length === 0
    ? { note: [], title: '' }
    : {
        note: [span(`+${hidden.length} more`, FONTS.small, 'dim')],
        title: `; not drawn: ${hidden.join('; ')}`,
      };
};

/** An interface's label over or beside its port: name and what is odd, then the address. */
export const labelLines = (
  words: ReturnType<typeof linkWords>,
  widest: number,
  measure: NodeDraft['draft']['measure'],
): Span[][] => {
  const { name, address, extra } = words;
  const lines: Span[][] = [name, address === null ? [] : [address]];
  const fitting = lines.every((line) => lineWidth(line, measure) <= widest)
    ? lines
    : lines.map((line) => line.map(smaller));
  for (const word of extra) {
    // Beside the name if there is room, else where the address would be.
    const line = fitting.find((one, at) => {
      const free = at === 0 || address === null;
      return free && lineWidth([...one, word], measure) <= widest;
    });
    line?.push(word);
  }
  return fitting.filter((line) => line.length > 0);
};

const titleOf = (node: NodeDraft, namespace: Namespace, exits: number): string => {
  const kind = namespace.kind === 'named' ? 'network namespace' : 'unnamed network namespace';
  const stale = namespace.stale === null ? '' : `, last good state: ${namespace.stale.reason}`;
  return `${kind} ${namespace.names.join(', ')} on ${node.state.node}: ${exits} interfaces${stale}`;
};

const loopbackWord = (links: readonly [string, Link][]): Span[] => {
  const lo = links.find(([, link]) => isPlainLoopback(link))?.[1];
  return lo === undefined ? [] : [span(`lo ${lo.up ? 'up' : 'down'}`, FONTS.small, 'dim')];
};

/** Draws one namespace in its slot and tells how the cables leave its ports, by link key. */
export const layNamespace = (
  node: NodeDraft,
  namespace: Namespace,
  slot: number,
): Map<string, Exit> => {
  const { draft, frame, state, hue } = node;
  const { metrics, measure, memory } = draft;
  const row = Math.floor(slot / metrics.columns);
  const column = slot % metrics.columns;
  const x = columnX(metrics, frame, column);
  const d = rowD(metrics, row);
  const width = metrics.columnWidth;
  const box = frame.box(x, d, width, metrics.namespace);
  const railY = frame.y(d);
  const stale = namespace.stale !== null;
  const memoryKey = `${state.node} slot ${slot}`;
  const key = `namespace ${state.node} ${namespace.id}`;

  const all = sortedLinks(namespace);
  const drawn = all.filter(([, link]) => !isPlainLoopback(link));
  const labels = new Map(
    drawn.map(([, link]) => [
      link.name,
      labelLines(linkWords(link, null, false), width / 2 - PADDING, measure),
    ]),
  );
  const middle = x + width * (metrics.columns === 1 ? 0.5 : frame.mirrored ? 0.7 : 0.3);
  const rememberedRail = memory.rails.get(memoryKey) ?? new Map<string, Place>();
  // Room for an address, so that the port need not step aside when it gets one.
  const least = measure('172.16.0.100/16', FONTS.small);
  const rail = pack(
    new Map(
      drawn.map(([, link]) => {
        const lines = labels.get(link.name) ?? [];
        const half = Math.max(least, ...lines.map((line) => lineWidth(line, measure))) / 2 + 5;
        return [link.name, { at: middle, rooms: [{ before: half, after: half }] }];
      }),
    ),
    rememberedRail,
    { from: x + 2, to: x + width - 2 },
  );
  draft.rails.set(memoryKey, remember(rememberedRail, rail));

  const inner = {
    x,
    width,
    y: frame.flipped ? box.y + RAIL + 4 : box.y + TITLE,
    height: metrics.namespace - TITLE - RAIL - 4,
  };
  // In a flipped node the ports hang on the upper edge, so the title is below.
  const titleY = frame.flipped ? box.y + metrics.namespace - TITLE : box.y + 3;
  const sides = new Map(
    drawn.flatMap(([, link]) => {
      if (rail.has(link.name)) return [];
      const { name, address, extra } = linkWords(link, null, false);
      const words = [...name, ...(address === null ? [] : [address]), ...extra];
      return [[link.name, words] as const];
    }),
  );
  const title: SceneText[] = [];
  const element: BoxElement = {
    type: 'box',
    role: 'namespace',
    key,
    ref: { type: 'namespace', node: state.node, namespace: namespace.id },
    hue,
    texts: title,
    title: titleOf(node, namespace, all.length),
    stale,
    up: true,
    ...box,
  };
  draft.elements.push(element);
  const zone = fillZone(node, { key: memoryKey, box: inner, columns: 1, namespace, sides });

  const hidden = hiddenOf(zone);
  element.title += hidden.title;
  const notes = [
    ...(stale ? [span('stale', FONTS.small, 'warn')] : loopbackWord(all)),
    ...hidden.note,
  ];
  const right = x + width - PADDING;
  const name = shorten(
    namespace.names.join(', '),
    FONTS.name,
    width - 3 * PADDING - lineWidth(notes, measure),
    measure,
  );
  title.push(
    ...placeLine([span(name, FONTS.name)], x + PADDING, titleY, measure),
    ...placeLineRight(notes, right, titleY + 1, measure),
  );

  const exits = new Map<string, Exit>();
  for (const [linkKey, link] of drawn) {
    const place = rail.get(link.name);
    const side = zone.sides.get(link.name);
    if (place === undefined && side === undefined) continue;
    const lines = labels.get(link.name) ?? [];
    const height = lines.reduce((sum, line) => sum + lineHeight(line), 0);
    let top = frame.flipped ? railY + PORT_RADIUS + 1 : railY - PORT_RADIUS - 1 - height;
    const railTexts: SceneText[] = [];
    for (const line of place === undefined ? [] : lines) {
      const left = (place?.x ?? 0) - lineWidth(line, measure) / 2;
      railTexts.push(...placeLine(line, left, top, measure));
      top += lineHeight(line);
    }
    const point = place === undefined ? { x, y: side?.y ?? 0 } : { x: place.x, y: railY };
    draft.elements.push({
      type: 'port',
      key: portKeyOf(node, namespace.id, linkKey),
      ref: linkRef(node, namespace, linkKey),
      hue,
      texts: place === undefined ? (side?.texts ?? []) : railTexts,
      title: describeLink(state, namespace.id, link),
      stale,
      ...point,
      radius: PORT_RADIUS,
      owner: key,
      kind: link.kind,
      state: stateOf(link),
    });
    const portD = frame.flipped ? point.y - frame.y(0) : frame.y(0) - point.y;
    if (place === undefined) exits.set(linkKey, { via: 'gutter', x, d: portD, gutter: column });
    else if (row === 0) exits.set(linkKey, { via: 'channel', x: place.x, d });
    else exits.set(linkKey, { via: 'gap', x: place.x, d, row, column });
  }
  return exits;
};
