import type { Link, Namespace } from '../model.ts';
import { sortedLinks, type Exit, type NodeDraft } from './draft.ts';
import { labelHeight, labelLines, labelWidth, placeLabel } from './label.ts';
import { remember } from './memory.ts';
import { columnX, rowD } from './metrics.ts';
import { pack, type Place } from './pack.ts';
import { layPort, PORT_RADIUS } from './port.ts';
import type { BoxElement, SceneText } from './scene.ts';
import { FONTS, lineWidth, placeLine, placeLineRight, shorten, span, type Span } from './text.ts';
import { inBrief, inOneLine, isPlainLoopback, linkWords } from './words.ts';
import { fillZone, hiddenOf } from './zone.ts';

const TITLE = 25;
const PADDING = 8;
/** Two lines of 15 px over the port, and half the port. */
const RAIL = 2 * 19 + PORT_RADIUS;
/** Narrower than this, two labels with addresses fit side by side only from the very edge on. */
const TWO_ADDRESSES = 280;

const titleOf = (node: NodeDraft, namespace: Namespace, links: number): string => {
  const kind = namespace.kind === 'named' ? 'network namespace' : 'unnamed network namespace';
  const stale = namespace.stale === null ? '' : `, last good state: ${namespace.stale.reason}`;
  const count = `${links} interface${links === 1 ? '' : 's'}`;
  return `${kind} ${namespace.names.join(', ')} on ${node.state.node}: ${count}${stale}`;
};

const loopbackWord = (links: readonly [string, Link][]): Span[] => {
  const lo = links.find(([, link]) => isPlainLoopback(link))?.[1];
  return lo === undefined ? [] : [span(`lo ${lo.up ? 'up' : 'down'}`, FONTS.small, 'dim')];
};

/** The name on the left and notes on the right; a note gives way rather than a letter of the name. */
const titleTexts = (
  node: NodeDraft,
  namespace: Namespace,
  notes: readonly Span[],
  box: { x: number; y: number; width: number },
): SceneText[] => {
  const { measure } = node.draft;
  const text = namespace.names.join(', ');
  const room = box.width - 3 * PADDING;
  const whole = measure(text, FONTS.name);
  const kept = notes.filter((_, index) => {
    const last = index === notes.length - 1;
    return last || whole + lineWidth(notes.slice(index), measure) <= room;
  });
  const name = shorten(text, FONTS.name, room - lineWidth(kept, measure), measure);
  return [
    ...placeLine([span(name, FONTS.name)], box.x + PADDING, box.y, measure),
    ...placeLineRight(kept, box.x + box.width - PADDING, box.y + 1, measure),
  ];
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
  const edge = frame.y(d);
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
  const aside = width < TWO_ADDRESSES ? 0.25 : 0.3;
  const at = x + width * (metrics.columns === 1 ? 0.5 : frame.mirrored ? 1 - aside : aside);
  // Room for an address, so that the port need not step aside when it gets one.
  const least = measure('172.16.0.100/16', FONTS.small);
  const remembered = memory.rails.get(memoryKey) ?? new Map<string, Place>();
  const rail = pack(
    new Map(
      drawn.map(([, link]) => {
        const half = Math.max(least, labelWidth(labels.get(link.name) ?? [], measure)) / 2 + 5;
        return [link.name, { at, rooms: [{ before: half, after: half }] }];
      }),
    ),
    remembered,
    { from: x + 2, to: x + width - 2 },
  );
  draft.rails.set(memoryKey, remember(remembered, rail));

  const element: BoxElement = {
    type: 'box',
    role: 'namespace',
    key,
    ref: { type: 'namespace', node: state.node, namespace: namespace.id },
    hue,
    texts: [],
    title: titleOf(node, namespace, all.length),
    stale,
    up: true,
    ...box,
  };
  draft.elements.push(element);
  const beside = drawn.filter(([, link]) => !rail.has(link.name)).map(([, link]) => link);
  const zone = fillZone(node, {
    key: memoryKey,
    // In a flipped node the ports hang on the upper edge, so the title is below.
    box: {
      x,
      width,
      y: box.y + (frame.flipped ? RAIL + 4 : TITLE),
      height: metrics.namespace - TITLE - RAIL - 4,
    },
    columns: 1,
    namespace,
    sides: new Map(beside.map((link) => [link.name, inOneLine(linkWords(link, null, false))])),
    briefSides: new Map(beside.map((link) => [link.name, inBrief(linkWords(link, null, false))])),
  });
  const hidden = hiddenOf(zone);
  element.title += hidden.title;
  const notes = [
    ...(stale ? [span('stale', FONTS.small, 'warn')] : loopbackWord(all)),
    ...hidden.note,
  ];
  const titleY = frame.flipped ? box.y + metrics.namespace - TITLE : box.y + 3;
  element.texts = titleTexts(node, namespace, notes, { x, y: titleY, width });

  const exits = new Map<string, Exit>();
  for (const one of drawn) {
    const [linkKey, link] = one;
    const place = rail.get(link.name);
    const side = zone.sides.get(link.name);
    if (place !== undefined) {
      const lines = labels.get(link.name) ?? [];
      const gap = PORT_RADIUS + 1;
      const top = frame.flipped ? edge + gap : edge - gap - labelHeight(lines);
      const texts = placeLabel(lines, place.x, top, 'middle', measure);
      layPort(node, namespace, one, { x: place.x, y: edge }, key, texts);
      exits.set(
        linkKey,
        row === 0 ? { via: 'channel', x: place.x, d } : { via: 'gap', x: place.x, d, row, column },
      );
    } else if (side !== undefined) {
      const point = { x: side.right ? x + width : x, y: side.y };
      layPort(node, namespace, one, point, key, side.texts);
      const gutter = side.right ? column + 1 : column;
      exits.set(linkKey, { via: 'gutter', x: point.x, d: Math.abs(frame.y(0) - point.y), gutter });
    }
  }
  return exits;
};
