import type { Link, Namespace } from '../model.ts';
import { sortedLinks, type Exit, type NodeDraft } from './draft.ts';
import { labelHeight, labelWidth, placeLabel, wideLabelLines } from './label.ts';
import { remember } from './memory.ts';
import { columnX, rowD } from './metrics.ts';
import { pack, type Place } from './pack.ts';
import { clearance, layPort } from './port.ts';
import type { BoxElement, SceneText } from './scene.ts';
import {
  lineWidth,
  placeLine,
  placeLineRight,
  shorten,
  span,
  type Letters,
  type Span,
} from './text.ts';
import { inBrief, inOneLine, isPlainLoopback, linkWords, type LinkWords } from './words.ts';
import { fillZone, hiddenOf } from './zone.ts';

const PADDING = 9;

const titleOf = (node: NodeDraft, namespace: Namespace, links: number): string => {
  const kind = namespace.kind === 'named' ? 'network namespace' : 'unnamed network namespace';
  const stale = namespace.stale === null ? '' : `, last good state: ${namespace.stale.reason}`;
  const count = `${links} interface${links === 1 ? '' : 's'}`;
  return `${kind} ${namespace.names.join(', ')} on ${node.state.node}: ${count}${stale}`;
};

const loopbackWord = (links: readonly [string, Link][], { tag }: Letters): Span[] => {
  const lo = links.find(([, link]) => isPlainLoopback(link))?.[1];
  return lo === undefined ? [] : [span(`lo ${lo.up ? 'up' : 'down'}`, tag, 'dim')];
};

/** The name on the left and notes on the right; a note gives way rather than a letter of the name. */
const titleTexts = (
  node: NodeDraft,
  namespace: Namespace,
  notes: readonly Span[],
  box: { x: number; y: number; width: number },
): SceneText[] => {
  const { measure, metrics } = node.draft;
  const { name: font, fact } = metrics.letters;
  const text = namespace.names.join(', ');
  const room = box.width - 3 * PADDING;
  const whole = measure(text, font);
  const kept = notes.filter((_, index) => {
    const last = index === notes.length - 1;
    return last || whole + lineWidth(notes.slice(index), measure) <= room;
  });
  const name = shorten(text, font, room - lineWidth(kept, measure), measure);
  return [
    ...placeLine([span(name, font)], box.x + PADDING, box.y, measure),
    ...placeLineRight(
      kept,
      box.x + box.width - PADDING,
      box.y + (font.size - fact.size) / 2,
      measure,
    ),
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
  const { letters, title, rail: railHeight } = metrics;
  const clear = clearance(metrics);
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
  const perColumn = Math.floor((metrics.namespace - title - railHeight) / metrics.line);
  // One on the rail and the others on lines of their own; beyond that, names alone have room.
  const crowded = drawn.length > 1 + perColumn;
  const widest = drawn.length > 1 ? width / 2 - PADDING : width - 2 * PADDING;
  const labels = new Map(
    drawn.map(([, link]) => {
      const words = linkWords(link, null, false, letters);
      const lines = crowded
        ? [inBrief(words)]
        : wideLabelLines(words, widest, letters.fact.size, measure);
      return [link.name, frame.flipped ? lines.toReversed() : lines];
    }),
  );
  const at = x + (frame.mirrored ? width - metrics.aside : metrics.aside);
  // Room for an address, so that the port need not step aside when it gets one.
  const address = crowded ? 0 : measure('172.16.0.100/16', letters.fact);
  const [from, to] = [x + 2, x + width - 2];
  const roomOf = (name: string) => {
    const room = Math.max(address, labelWidth(labels.get(name) ?? [], measure)) + 10;
    // The port in the middle of its label, unless the label must move aside to stay in the box.
    const least = Math.max(clear, room - (to - at));
    return { room, before: Math.min(Math.max(room / 2, least), at - from, room - clear) };
  };
  const remembered = memory.rails.get(memoryKey) ?? new Map<string, Place>();
  const rail = pack(
    new Map(
      drawn.map(([, link]) => {
        const { before, room } = roomOf(link.name);
        return [link.name, { at, rooms: [{ side: 'middle', before, after: room - before }] }];
      }),
    ),
    remembered,
    { from, to },
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
  const tall = [...rail.keys()].some((name) => (labels.get(name)?.length ?? 0) > 1);
  const beside = drawn.filter(([, link]) => !rail.has(link.name)).map(([, link]) => link);
  const wordsOf = (links: readonly Link[], say: (words: LinkWords) => Span[]) =>
    new Map(links.map((link) => [link.name, say(linkWords(link, null, false, letters))]));
  const zone = fillZone(node, {
    key: memoryKey,
    // In a flipped node the ports hang on the upper edge, so the title is below.
    box: {
      x,
      width,
      y: box.y + (frame.flipped ? railHeight : title),
      height: metrics.namespace - title - railHeight,
    },
    columns: 1,
    namespace,
    sides: wordsOf(beside, inOneLine),
    crowded: { columns: 2, sides: wordsOf(beside, inBrief), forRoutes: false },
    taken: tall ? (frame.flipped ? 'first' : 'last') : null,
  });
  const hidden = hiddenOf(zone, letters);
  element.title += hidden.title;
  const notes = [
    ...(stale ? [span('stale', letters.fact, 'warn')] : loopbackWord(all, letters)),
    ...hidden.note,
  ];
  const titleY = frame.flipped ? box.y + metrics.namespace - title + 1 : box.y + 3;
  element.texts = titleTexts(node, namespace, notes, { x, y: titleY, width });

  const exits = new Map<string, Exit>();
  for (const one of drawn) {
    const [linkKey, link] = one;
    const place = rail.get(link.name);
    const side = zone.sides.get(link.name);
    if (place !== undefined) {
      const lines = labels.get(link.name) ?? [];
      const gap = metrics.radius + 1;
      const top = frame.flipped ? edge + gap : edge - gap - labelHeight(lines);
      const { before, room } = roomOf(link.name);
      const middle = place.x - before + room / 2;
      const texts = placeLabel(lines, middle, top, 'middle', measure);
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
