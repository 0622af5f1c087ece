import type { Namespace, Route } from '../model.ts';
import { classify } from '../classify.ts';
import type { NodeDraft } from './draft.ts';
import { assignLines, type Lines, type Zone } from './lines.ts';
import { remember } from './memory.ts';
import type { Metrics } from './metrics.ts';
import type { Box, Measure, SceneText } from './scene.ts';
import { flow, FONTS, placeLine, placeLineRight, span, type Span } from './text.ts';
import { drawnRoutes, routeTitle, routeWords, sized } from './words.ts';

const PADDING = 5;
/** A signpost's bar, left of its words. */
const BAR = 7;
/** Room for the port that sits on the border beside a line. */
const BESIDE_PORT = 13;

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
  /** Fewer words for the same, used with twice the columns when there are too many of them. */
  briefSides?: ReadonlyMap<string, readonly Span[]>;
}

export interface ZoneResult {
  sides: Map<string, SideLine>;
  hiddenSides: string[];
  hiddenRoutes: [string, Route][];
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
  { box, columns }: ZoneInput,
  { lineFont }: Metrics,
  measure: Measure,
): Map<string, Span[][]> =>
  new Map(
    [...words].map(([name, one]) => [
      name,
      flow(one.map(sized(lineFont)), box.width / columns - BESIDE_PORT - PADDING, measure),
    ]),
  );

/**
 * Fills the lines of a stack: interfaces that found no place on its rail from the bottom, routes as
 * signposts from the top. What finds no room is reported, not drawn.
 */
export const fillZone = (node: NodeDraft, input: ZoneInput): ZoneResult => {
  const { metrics, measure } = node.draft;
  const { briefSides } = input;
  const room = input.columns * Math.floor(input.box.height / metrics.line);
  const needed = [...linesOf(input.sides, input, metrics, measure).values()].reduce(
    (sum, lines) => sum + lines.length,
    0,
  );
  if (needed <= room || briefSides === undefined) return fill(node, input);
  return fill(node, {
    ...input,
    key: `${input.key} brief`,
    sides: briefSides,
    columns: 2 * input.columns,
  });
};

const fill = (node: NodeDraft, input: ZoneInput): ZoneResult => {
  const { draft, state, hue } = node;
  const { measure, metrics } = draft;
  const { line, lineFont } = metrics;
  const zone: Zone = {
    columns: input.columns,
    perColumn: Math.max(0, Math.floor(input.box.height / line)),
  };
  const width = input.box.width / zone.columns;
  const sideLines = linesOf(input.sides, input, metrics, measure);
  const routes = new Map(drawnRoutes(input.namespace).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  const routeLines = new Map(
    [...routes].map(([key, route]) => [
      key,
      flow(routeWords(route, lineFont), width - 2 * PADDING - BAR, measure),
    ]),
  );
  const sideKey = `${input.key} sides`;
  const routeKey = `${input.key} routes`;
  const rememberedSides = draft.memory.lines.get(sideKey) ?? new Map<string, Lines>();
  const rememberedRoutes = draft.memory.lines.get(routeKey) ?? new Map<string, Lines>();
  const sideAt = assignLines(sizes(sideLines), rememberedSides, zone, [], true);
  const blocked = [...sideAt.values()];
  const routeAt = assignLines(sizes(routeLines), rememberedRoutes, zone, blocked, false);
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
            place.x + place.width - BESIDE_PORT,
            place.y + index * line,
            measure,
          )
        : placeLine(spans, place.x + BESIDE_PORT, place.y + index * line, measure),
    );
    sides.set(name, { texts, y: place.y + line / 2, right });
  }
  for (const [key, at] of routeAt) {
    const route = routes.get(key);
    const spans = routeLines.get(key);
    if (route === undefined || spans === undefined) continue;
    const place = placed(line, input, zone, at);
    const texts = spans.flatMap((words, index) =>
      placeLine(words, place.x + PADDING + BAR, place.y + index * line, measure),
    );
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
      x: place.x + PADDING,
      y: place.y,
      width: place.width - 2 * PADDING,
      height: spans.length * line,
    });
  }
  return {
    sides,
    hiddenSides: [...sideLines.keys()].filter((name) => !sideAt.has(name)),
    hiddenRoutes: [...routes].filter(([key]) => !routeAt.has(key)),
  };
};

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
