import type { NodeState } from '../model.ts';
import { segments } from '../segments.ts';
import { isGivenUp, type Draft } from './draft.ts';
import { measureByTable } from './measure.ts';
import { portKeys, type Memory } from './memory.ts';
import { frameOf, metricsFor, type Metrics, type Viewport } from './metrics.ts';
import { layNode, type LaidNode, type NodeInput } from './node-box.ts';
import type { Box, Measure, Scene, SceneElement } from './scene.ts';
import { layUnderlay, MOST_BUSES } from './underlay.ts';

export interface LayoutInput {
  /** All nodes of the picture in their order, also those of which nothing is known yet. */
  nodes: readonly NodeInput[];
  /** Address of the host outside, the nodes' default gateway. */
  outside?: string | null;
  /** px; taller than wide gives the portrait layout. */
  viewport: Viewport;
  /** Columns of namespaces per node; by default what the width allows. */
  columns?: number;
  /** Nodes whose list of folded namespaces is open. */
  open?: readonly string[];
  measure?: Measure;
}

const boxOf = (element: SceneElement): Box[] => {
  switch (element.type) {
    case 'port': {
      const { x, y, radius } = element;
      return [{ x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius }];
    }
    case 'cable':
      return element.points.map(({ x, y }) => ({ x, y, width: 0, height: 0 }));
    case 'box':
    case 'route':
    case 'switch':
      return [element];
  }
};

/** The content and the viewport's proportions around it; never smaller than the viewport. */
const viewBoxOf = (elements: readonly SceneElement[], metrics: Metrics): Box => {
  const { viewport, margin } = metrics;
  const boxes = elements.flatMap(boxOf);
  const left = Math.min(0, ...boxes.map(({ x }) => x - margin));
  const right = Math.max(viewport.width, ...boxes.map(({ x, width }) => x + width + margin));
  const top = Math.min(...boxes.map(({ y }) => y - margin));
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height + margin));
  const scale = Math.max(1, (right - left) / viewport.width, (bottom - top) / viewport.height);
  const [width, height] = [viewport.width * scale, viewport.height * scale];
  return {
    x: (left + right - width) / 2,
    y: (top + bottom - height) / 2,
    width,
    height,
  };
};

const roundedTo = (value: number) => Math.round(value * 2) / 2;

const roundedBox = ({ x, y, width, height }: Box): Box => ({
  x: roundedTo(x),
  y: roundedTo(y),
  width: roundedTo(width),
  height: roundedTo(height),
});

/** Half px are fine enough, and keep files and comparisons calm. */
const rounded = (element: SceneElement): SceneElement => {
  const texts = element.texts.map((text) => ({
    ...text,
    x: roundedTo(text.x),
    y: roundedTo(text.y),
    width: roundedTo(text.width),
    baseline: roundedTo(text.baseline),
  }));
  if (element.type === 'cable') {
    const points = element.points.map(({ x, y }) => ({ x: roundedTo(x), y: roundedTo(y) }));
    return { ...element, texts, points };
  }
  const at = { x: roundedTo(element.x), y: roundedTo(element.y) };
  if (element.type === 'port') return { ...element, ...at, texts };
  if (element.type === 'route') {
    return { ...element, ...roundedBox(element), sign: roundedBox(element.sign), texts };
  }
  return {
    ...element,
    ...roundedBox(element),
    texts,
  };
};

/**
 * One drawing, with the kinds of all routes in whole words or in few letters.
 *
 * @param whole given up as soon as a route finds no room
 */
const draw = (
  input: LayoutInput,
  metrics: Metrics,
  kept: Memory,
  { brief, whole }: { brief: boolean; whole: boolean },
) => {
  const { nodes } = input;
  const states = nodes.flatMap(({ state }): NodeState[] => (state === null ? [] : [state]));
  const draft: Draft = {
    metrics,
    measure: input.measure ?? measureByTable,
    memory: kept,
    ports: portKeys(kept, states),
    rails: new Map(kept.rails),
    lines: new Map(kept.lines),
    elements: [],
    brief,
    whole,
    cut: false,
  };
  const buses = segments(states, { outside: input.outside ?? null }).slice(0, MOST_BUSES);
  const slots = new Map(kept.slots);
  const laid = nodes
    .map((node, index): LaidNode | null => {
      const uplinks = new Map(
        buses.flatMap(({ prefix, ports }) =>
          ports.filter((port) => port.node === node.name).map((port) => [port.link, prefix]),
        ),
      );
      const open = input.open?.includes(node.name) ?? false;
      return layNode(draft, node, { index, nodes: nodes.length, uplinks, open }, slots);
    })
    .filter((one) => one !== null);
  if (isGivenUp(draft)) return { draft, slots, states };
  const frames = nodes.map((_, index) => frameOf(metrics, index, nodes.length));
  layUnderlay(draft, buses, laid, {
    left: Math.min(...frames.map(({ x }) => x)),
    // In portrait the tunnel passes the buses on the right.
    right:
      Math.max(...frames.map(({ x }) => x)) +
      metrics.nodeWidth -
      (metrics.portrait ? 2 * metrics.gutter : 0),
  });
  return { draft, slots, states };
};

/**
 * With all routes, if it can be: rather than leave one out, lines that were kept apart close up,
 * and then kinds become short.
 */
const drawWhole = (input: LayoutInput, metrics: Metrics, kept: Memory) => {
  for (const memory of [kept, { ...kept, lines: new Map() }]) {
    const drawn = draw(input, metrics, memory, { brief: false, whole: true });
    if (!isGivenUp(drawn.draft)) return drawn;
  }
  return draw(input, metrics, kept, { brief: true, whole: false });
};

/**
 * Where everything is drawn. Deterministic: the same input and memory give the same scene. What was
 * in the last scene stays where it is, whatever comes or goes; the scene may outgrow the viewport,
 * then its view box is larger and all of it is seen smaller.
 */
export const layout = (input: LayoutInput, memory: Memory): { scene: Scene; memory: Memory } => {
  const { nodes, viewport } = input;
  const metrics = metricsFor(viewport, nodes.length, input.columns ?? null);
  const shape = [viewport.width, viewport.height, nodes.length, metrics.columns].join(' ');
  // Places on a rail are px; in which of the lines something stands is the same in any size.
  const kept: Memory = shape === memory.shape ? memory : { ...memory, rails: new Map() };
  const { draft, slots, states } = drawWhole(input, metrics, kept);
  const elements = draft.elements.map(rounded);
  return {
    scene: { viewBox: viewBoxOf(elements, metrics), elements },
    memory: {
      shape,
      slots,
      rails: draft.rails,
      lines: draft.lines,
      ports: draft.ports,
      nodes: new Map(states.map((state) => [state.node, state])),
    },
  };
};
