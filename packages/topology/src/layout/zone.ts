import type { Namespace, Route } from '../model.ts';
import { classify } from '../classify.ts';
import { inKernelOrder } from '../lookup.ts';
import type { Draft, NodeDraft } from './draft.ts';
import { assignLines, type Lines, type Zone } from './lines.ts';
import { remember } from './memory.ts';
import type { Metrics } from './metrics.ts';
import type { Box, Measure, SceneText } from './scene.ts';
import {
  flow,
  lineHeight,
  lineWidth,
  placeLine,
  placeLineRight,
  span,
  type Letters,
  type Span,
} from './text.ts';
import { drawnRoutes, routeTitle, routeWords, SIGN, sized, type RouteStyle } from './words.ts';

const PADDING = 6;
/** Between the end of a route's line and the next column, or the box's border. */
const MARGIN = 2;
/** Of a route's further lines, px. */
const INDENT = 2 * SIGN.before;

/** Room for the port that sits on the border beside a line. */
const besidePort = ({ radius }: Metrics) => radius + 7;

export interface SideLine {
  texts: SceneText[];
  /** Centre of the first line. */
  y: number;
  /** Which border of the zone its port sits on. */
  right: boolean;
}

export interface ZoneInput {
  /** Where in the memory its lines are remembered. */
  key: string;
  box: Box;
  columns: number;
  namespace: Namespace;
  /** Interfaces that stand on the border, as words by name. */
  sides: ReadonlyMap<string, readonly Span[]>;
  /** How to go on when there is more than that has room for. */
  crowded: {
    columns: number;
    /** Fewer words for the interfaces. */
    sides: ReadonlyMap<string, readonly Span[]>;
    /** Whether routes alone may ask for it: not where its columns are too narrow for them. */
    forRoutes: boolean;
  };
  /** The line next to the edge that has the ports on it is taken by a port's label. */
  taken: 'first' | 'last' | null;
}

export interface ZoneResult {
  sides: Map<string, SideLine>;
  hiddenSides: string[];
  hiddenRoutes: Route[];
}

const placed = (
  line: number,
  input: ZoneInput,
  zone: Zone,
  lines: Lines,
): { x: number; y: number; width: number; column: number } => {
  const width = input.box.width / zone.columns;
  const column = Math.floor(lines.at / zone.perColumn);
  return {
    x: input.box.x + column * width,
    y: input.box.y + (lines.at % zone.perColumn) * line,
    width,
    column,
  };
};

const sizes = (lines: ReadonlyMap<string, Span[][]>) =>
  new Map([...lines].map(([key, one]) => [key, one.length]));

/** Each interface's words as the lines they take. */
const linesOf = (
  words: ReadonlyMap<string, readonly Span[]>,
  { box, columns, crowded: { columns: most } }: ZoneInput,
  metrics: Metrics,
  measure: Measure,
): Map<string, Span[][]> =>
  new Map(
    [...words].map(([name, one]) => [
      name,
      flow(
        columns === most ? one.map(sized(metrics.letters.fact)) : one,
        box.width / columns - besidePort(metrics) - PADDING,
        measure,
      ),
    ]),
  );

/** Best first; what has no room in one line any way is broken into several. */
const WAYS: readonly Omit<RouteStyle, 'brief'>[] = [
  { via: true, aligned: true },
  { via: true, aligned: false },
  { via: false, aligned: true },
];

const routeLinesOf = (
  { box, columns, namespace }: ZoneInput,
  { metrics: { letters }, measure, brief }: Draft,
): Map<string, { route: Route; lines: Span[][] }> => {
  const width = box.width / columns - PADDING - MARGIN;
  const linesOfRoute = (route: Route): Span[][] => {
    // Where the link is down, a brief sign says only that.
    const down = route.nextHops.some(({ flags }) => flags.includes('linkdown'));
    for (const short of down ? [brief, true] : [brief]) {
      for (const way of WAYS) {
        const words = routeWords(route, letters, { ...way, brief: short }, measure);
        if (lineWidth(words, measure) <= width) return [words];
      }
    }
    const broken = { via: true, aligned: false, brief };
    return flow(routeWords(route, letters, broken, measure), width, measure);
  };
  const routes = drawnRoutes(namespace);
  const order = inKernelOrder(routes.map(([, route]) => route));
  return new Map(
    routes
      .toSorted(([, a], [, b]) => order.indexOf(a) - order.indexOf(b))
      .map(([key, route]) => [key, { route, lines: linesOfRoute(route) }]),
  );
};

interface ZoneContent {
  /** Lines of each interface, by name. */
  sides: Map<string, Span[][]>;
  routes: Map<string, { route: Route; lines: Span[][] }>;
}

const contentOf = (draft: Draft, input: ZoneInput): ZoneContent => ({
  sides: linesOf(input.sides, input, draft.metrics, draft.measure),
  routes: routeLinesOf(input, draft),
});

/**
 * Fills the lines of a stack: interfaces that found no place on its rail from the bottom, routes as
 * signposts from the top. What finds no room is reported, not drawn.
 */
export const fillZone = (node: NodeDraft, input: ZoneInput): ZoneResult => {
  const { metrics } = node.draft;
  const { crowded } = input;
  const perColumn = Math.floor(input.box.height / metrics.line) - (input.taken === null ? 0 : 1);
  const content = contentOf(node.draft, input);
  const needed = [
    ...content.sides.values(),
    ...(crowded.forRoutes ? [...content.routes.values()].map(({ lines }) => lines) : []),
  ].reduce((sum, lines) => sum + lines.length, 0);
  if (needed <= input.columns * perColumn) return fill(node, input, content);
  const closer = { ...input, sides: crowded.sides, columns: crowded.columns };
  return fill(node, closer, contentOf(node.draft, closer));
};

/** The lines of every column that a label has taken. */
const takenOf = ({ taken }: ZoneInput, { columns, perColumn }: Zone): Lines[] =>
  taken === null || perColumn === 0
    ? []
    : Array.from({ length: columns }, (_, column) => ({
        at: column * perColumn + (taken === 'first' ? 0 : perColumn - 1),
        size: 1,
      }));

const fill = (
  node: NodeDraft,
  input: ZoneInput,
  { sides: sideLines, routes }: ZoneContent,
): ZoneResult => {
  const { draft, state, hue } = node;
  const { measure, metrics } = draft;
  const { line, letters } = metrics;
  const zone: Zone = {
    columns: input.columns,
    perColumn: Math.max(0, Math.floor(input.box.height / line)),
  };
  const routeLines = new Map([...routes].map(([key, { lines }]) => [key, lines]));
  const sideKey = `${input.key} sides`;
  const routeKey = `${input.key} routes`;
  const rememberedSides = draft.memory.lines.get(sideKey) ?? new Map<string, Lines>();
  const rememberedRoutes = draft.memory.lines.get(routeKey) ?? new Map<string, Lines>();
  const taken = takenOf(input, zone);
  const sideAt = assignLines(sizes(sideLines), rememberedSides, zone, taken, true);
  const blocked = [...taken, ...sideAt.values()];
  const routeAt = assignLines(sizes(routeLines), rememberedRoutes, zone, blocked, false);
  if (routeAt.size < routes.size) draft.cut = true;
  draft.lines.set(sideKey, remember(rememberedSides, sideAt));
  draft.lines.set(routeKey, remember(rememberedRoutes, routeAt));

  const sides = new Map<string, SideLine>();
  for (const [name, at] of sideAt) {
    const place = placed(line, input, zone, at);
    const right = zone.columns > 1 && place.column === zone.columns - 1;
    const texts = (sideLines.get(name) ?? []).flatMap((spans, index) =>
      right
        ? placeLineRight(
            spans,
            place.x + place.width - besidePort(metrics),
            place.y + index * line,
            measure,
          )
        : placeLine(spans, place.x + besidePort(metrics), place.y + index * line, measure),
    );
    sides.set(name, { texts, y: place.y + line / 2, right });
  }
  for (const [key, at] of routeAt) {
    const one = routes.get(key);
    if (one === undefined) continue;
    const { route, lines } = one;
    const place = placed(line, input, zone, at);
    const x = place.x + PADDING;
    const shift = (line - lineHeight([span('', letters.fact)])) / 2;
    const wide = place.width - PADDING - MARGIN;
    const texts = lines.flatMap((words, index) => {
      // What did not fit beside the sign stands below its words, if there is room for that.
      const indent = Math.min(INDENT, wide - lineWidth(words, measure));
      const left = index === 0 ? x : x + Math.max(0, indent);
      return placeLine(words, left, place.y + shift + index * line, measure);
    });
    const board = Math.min(line - 3, letters.fact.size + 5);
    const sign = lineWidth(lines[0]?.slice(0, 1) ?? [], measure);
    draft.elements.push({
      type: 'route',
      key: `route ${state.node} ${input.namespace.id} ${key}`,
      ref: { type: 'route', node: state.node, namespace: input.namespace.id, key },
      hue,
      texts,
      title: routeTitle(route),
      stale: input.namespace.stale !== null,
      kind: classify(route).kind,
      linkDown: route.nextHops.some(({ flags }) => flags.includes('linkdown')),
      x,
      y: place.y,
      width: wide,
      height: lines.length * line,
      sign: { x, y: place.y + (line - board) / 2, width: sign, height: board },
    });
  }
  return {
    sides,
    hiddenSides: [...sideLines.keys()].filter((name) => !sideAt.has(name)),
    hiddenRoutes: [...routes].flatMap(([key, { route }]) => (routeAt.has(key) ? [] : [route])),
  };
};

/** What found no room: a number to be seen, and the names for the box's title. */
export const hiddenOf = (
  { hiddenSides, hiddenRoutes }: ZoneResult,
  { fact }: Letters,
): { note: Span[]; title: string } => {
  const hidden = [...hiddenSides, ...hiddenRoutes.map(routeTitle)];
  return hidden.length === 0
    ? { note: [], title: '' }
    : {
        note: [span(`+${hidden.length} more`, fact, 'dim')],
        title: `; not drawn: ${hidden.join('; ')}`,
      };
};
