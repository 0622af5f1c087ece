import { pathOf, plugsOf, signOf, switchingOf } from '@netstage/topology';
import type {
  CableElement,
  Point,
  Scene,
  SceneElement,
  SceneText,
  SwitchElement,
} from '@netstage/topology';
import { easeCubicOut } from 'd3-ease';
import { select } from 'd3-selection';
import type { Selection } from 'd3-selection';
import { transition } from 'd3-transition';
import { looksOf } from './looks.ts';
import { MOTION } from './motion.ts';
import { aroundOf, chipOf, geometryOf, marksOf } from './paint.ts';
import { lineBetween } from './path.ts';

/** A new one for each change: it must not have begun when it is used. */
function move() {
  return transition().duration(MOTION.move).ease(easeCubicOut);
}

function fade(ms: number) {
  return transition().duration(ms);
}

type Group = Selection<SVGGElement, SceneElement, null, undefined>;

export interface Update {
  readonly scene: Scene;
  /** The nodes' names in the order of the scene's input, for their hues. */
  readonly nodes: readonly string[];
  readonly animate: boolean;
}

/**
 * Draws scenes into an SVG group, each as a change from the one before: what appears fades in, what
 * moves travels (a veth's end keeps its key when it changes namespace), what changed pulses once,
 * what is gone fades where it was.
 *
 * @param hatch the id of the pattern laid over what is stale
 */
export function createDrawing(root: SVGGElement, hatch: string): (update: Update) => void {
  let drawn = false;
  const lines = new Map<string, readonly Point[]>();
  let shown = new Map<string, string>();

  return ({ scene, nodes, animate }) => {
    const moving = animate && drawn;
    drawn = true;
    const before = shown;
    const hues = nodes.join(' ');
    shown = new Map(scene.elements.map((one) => [one.key, `${hues} ${JSON.stringify(one)}`]));
    const groups = select(root)
      .selectAll<SVGGElement, SceneElement>('g.element')
      .data(scene.elements, (element) => element.key);

    groups.exit<SceneElement>().each(function leave(element) {
      lines.delete(element.key);
      // No longer an element: if it comes back while it fades, that is a new one.
      const group = select(this)
        .attr('class', 'leaving')
        .attr('data-key', null)
        .attr('data-part', null)
        .interrupt();
      if (!moving) group.remove();
      else group.transition(fade(MOTION.vanish)).style('opacity', 0).remove();
    });

    groups.each(function change(element) {
      // Most of a network stays as it is when something changes; touching it costs whole frames.
      if (moving && shown.get(element.key) === before.get(element.key)) return;
      const group: Group = select<SVGGElement, SceneElement>(this);
      const looks = this.dataset['looks'];
      place(group, element, nodes, lines, moving);
      if (moving && looks !== looksOf(element)) pulse(this);
    });

    const entered = groups.enter().append('g').attr('tabindex', 0).attr('role', 'img');
    entered.each(function begin(element) {
      const group: Group = select<SVGGElement, SceneElement>(this);
      append(group, element, hatch);
      place(group, element, nodes, lines, false);
      // Not from nothing: a change must be seen in the very frame that draws it.
      if (moving) group.style('opacity', 0.15).transition(fade(MOTION.appear)).style('opacity', 1);
    });

    // Paint in the scene's order: a namespace's box must not cover its cable.
    entered.merge(groups).order();
  };
}

function append(group: Group, element: SceneElement, hatch: string): void {
  if (element.type === 'cable') {
    group.append('path').attr('class', 'grip');
    // In hundredths a gap falls in the middle of any cable; a tunnel's dots keep their size in px.
    const hundredths = element.kind === 'tunnel' ? null : 100;
    group.append('path').attr('class', 'shape').attr('pathLength', hundredths);
    if (element.kind === 'veth') group.append('path').attr('class', 'plugs');
    return;
  }
  // Shape and words are apart: the pointer should find the thing between them as well.
  if (element.type === 'port' || element.type === 'switch')
    group.append('rect').attr('class', 'grip');
  group.append('rect').attr('class', 'shape');
  group.append('rect').attr('class', 'hatch').attr('data-hatch', `url(#${hatch})`);
  if (element.type === 'port') group.append('rect').attr('class', 'hole');
  if (element.type === 'switch') group.append('circle').attr('class', 'knob');
  if (element.type === 'route') {
    group.append('path').attr('class', 'sign');
    group.append('rect').attr('class', 'chip');
  }
  if (element.type === 'box' && element.role === 'bridge')
    group.append('path').attr('class', 'switching');
}

function place(
  group: Group,
  element: SceneElement,
  nodes: readonly string[],
  lines: Map<string, readonly Point[]>,
  moving: boolean,
): void {
  for (const [name, value] of Object.entries(marksOf(element, nodes))) group.attr(name, value);
  group.attr('data-looks', looksOf(element));
  if (element.type === 'cable') {
    const from = lines.get(element.key) ?? element.points;
    lines.set(element.key, element.points);
    placeCable(group, from, element, moving);
  } else placeShape(group, element, moving);
  placeTexts(group, element.texts, moving);
}

function placeCable(
  group: Group,
  from: readonly Point[],
  { points, radius }: CableElement,
  moving: boolean,
): void {
  const lines = group.selectAll<SVGPathElement, unknown>('.grip, .shape');
  const plugs = group.selectAll<SVGPathElement, unknown>('.plugs');
  if (!moving) {
    lines.interrupt().attr('d', pathOf(points));
    plugs.interrupt().attr('d', plugsOf(points, radius));
    return;
  }
  if (pathOf(from) === pathOf(points)) return;
  const between = lineBetween(from, points);
  lines.transition(move()).attrTween('d', () => (progress) => pathOf(between(progress)));
  plugs.transition(move()).attrTween('d', () => (progress) => plugsOf(between(progress), radius));
}

function placeShape(group: Group, element: SceneElement, moving: boolean): void {
  const shape = group.select('.shape');
  const overlay = group.select('.hatch');
  placeDetail(group, element);
  overlay.style('fill', element.stale ? overlay.attr('data-hatch') : 'none');
  const geometry = Object.entries(geometryOf(element));
  for (const [name, value] of geometry) overlay.attr(name, value);
  // It may be on its way elsewhere, and have to turn back before it has moved.
  shape.interrupt();
  if (!moving) {
    for (const [name, value] of geometry) shape.attr(name, value);
    return;
  }
  if (geometry.every(([name, value]) => shape.attr(name) === String(value))) return;
  const moved = shape.transition(move());
  for (const [name, value] of geometry) moved.attr(name, value);
}

function placeDetail(group: Group, element: SceneElement): void {
  const grip = group.select('.grip');
  if (!grip.empty())
    for (const [name, value] of Object.entries(aroundOf(element))) grip.attr(name, value);
  if (element.type === 'port') {
    const { x, y } = element;
    group
      .select('.hole')
      .attr('x', x - 2.5)
      .attr('y', y - 2.5)
      .attr('width', 5)
      .attr('height', 5);
  }
  if (element.type === 'switch')
    group
      .select('.knob')
      .attr('cx', element.x + knobOf(element.state))
      .attr('cy', element.y + element.height / 2)
      .attr('r', 4.5);
  if (element.type === 'box' && element.role === 'bridge')
    group.select('.switching').attr('d', switchingOf(element));
  if (element.type !== 'route') return;
  group.select('.sign').attr('d', signOf(element.sign));
  const tag = element.texts.find(({ tone }) => tone === 'tag');
  const chip = group.select('.chip').attr('visibility', tag ? 'visible' : 'hidden');
  for (const [name, value] of Object.entries(tag ? chipOf(tag) : {})) chip.attr(name, value);
}

/** px from the switch's left edge: on is right, off is left, and what is neither is between. */
function knobOf(state: SwitchElement['state']): number {
  if (state === 'on') return 18;
  return state === 'off' ? 8 : 13;
}

function placeTexts(group: Group, texts: readonly SceneText[], moving: boolean): void {
  const shown = group.selectAll<SVGTextElement, SceneText>('text').data(texts);
  shown.exit().remove();
  const entered = shown
    .enter()
    .append('text')
    .attr('x', ({ x }) => x)
    .attr('y', ({ baseline }) => baseline);
  entered
    .merge(shown)
    .attr('class', ({ font, tone }) => `font-${font.family} tone-${tone}`)
    .attr('font-size', ({ font }) => font.size)
    .attr('font-weight', ({ font }) => font.weight)
    .text(({ text }) => text);
  shown.interrupt();
  if (!moving) {
    shown.attr('x', ({ x }) => x).attr('y', ({ baseline }) => baseline);
    return;
  }
  const moved = shown.filter(function isElsewhere({ x, baseline }) {
    return this.getAttribute('x') !== String(x) || this.getAttribute('y') !== String(baseline);
  });
  if (moved.empty()) return;
  moved
    .transition(move())
    .attr('x', ({ x }) => x)
    .attr('y', ({ baseline }) => baseline);
}

function pulse(group: SVGGElement): void {
  group.classList.add('changed');
  group.addEventListener('animationend', () => group.classList.remove('changed'), { once: true });
}
