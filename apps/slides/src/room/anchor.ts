import type { Anchor, Point } from '@netstage/protocol';

/** A box on the display, in px. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A slide as a page shows it now. */
export interface Shown {
  readonly root: Element;
  /** The slide's whole canvas on the display; null where the slide flows in a column instead. */
  readonly canvas: Box | null;
}

/** Something on the slide that every page shows, whatever its layout. */
export interface Target {
  readonly anchor: Exclude<Anchor, { on: 'slide' }>;
  readonly element: Element;
  readonly box: Box;
}

/** Px: a cable has no width at all, and on a small slide a route is a few px high. */
const SMALLEST = 8;

/** What scrolls within a slide: of what is in there only a part is seen. */
const SCROLLS = '.walk-lines, .terminal-body';

/** The box that an anchor's parts are measured in, or null where this page does not show it. */
export function boxOf({ root, canvas }: Shown, anchor: Anchor): Box | null {
  return anchor.on === 'slide' ? canvas : placed(elementOf(root, anchor));
}

/** Where parts of an anchor's box are on this page; null where it is not shown, or scrolled away. */
export function spotOf(shown: Shown, anchor: Anchor, parts: Box): Box | null {
  const box = boxOf(shown, anchor);
  if (!box) return null;
  const spot = {
    left: box.left + parts.left * box.width,
    top: box.top + parts.top * box.height,
    width: parts.width * box.width,
    height: parts.height * box.height,
  };
  return anchor.on === 'slide' ? spot : clipped(spot, elementOf(shown.root, anchor));
}

function elementOf(root: Element, anchor: Target['anchor']): Element | null {
  switch (anchor.on) {
    case 'element':
      return root.querySelector(`[data-part="${CSS.escape(anchor.key)}"]`);
    case 'piece': {
      const same = root.querySelectorAll(`[data-piece="${CSS.escape(anchor.name)}"]`);
      return blockOf(same[anchor.nth]);
    }
    case 'terminal':
      return screenOf(root.querySelector(`[data-terminal="${CSS.escape(anchor.terminal)}"]`));
  }
}

/** All that can be pointed at on a slide: parts of the network, its pieces, its terminals. */
export function targetsOn(root: Element): readonly Target[] {
  const targets: Target[] = [];
  const named = new Map<string, number>();
  for (const element of root.querySelectorAll('[data-part], [data-piece], [data-terminal]')) {
    const anchor = anchorOf(element, named);
    const block = anchor?.on === 'terminal' ? screenOf(element) : blockOf(element);
    const box = visible(block);
    if (anchor && box) targets.push({ anchor, element, box });
  }
  return targets;
}

/** `named` counts the pieces of each name so far. */
function anchorOf(element: Element, named: Map<string, number>): Target['anchor'] | null {
  if (!(element instanceof SVGElement || element instanceof HTMLElement)) return null;
  const { part: key, piece: name, terminal } = element.dataset;
  if (name !== undefined) {
    const nth = named.get(name) ?? 0;
    named.set(name, nth + 1);
    return { on: 'piece', name, nth };
  }
  if (terminal !== undefined) return { on: 'terminal', terminal };
  return key !== undefined && element instanceof SVGElement ? { on: 'element', key } : null;
}

/**
 * What is under a place on the display: the smallest thing there, and only else the slide itself.
 * Found by geometry: a thumbnail takes no pointer.
 */
export function anchorAt({ root }: Shown, x: number, y: number): Anchor {
  const under = targetsOn(root).filter(({ box }) => holds(box, x, y));
  return smallestOf(under)?.anchor ?? { on: 'slide' };
}

export function smallestOf(targets: readonly Target[]): Target | undefined {
  const [smallest] = targets.toSorted((a, b) => areaOf(a.box) - areaOf(b.box));
  return smallest;
}

export function areaOf({ width, height }: Box): number {
  return width * height;
}

function part(value: number): number {
  return Math.round(Math.max(0, Math.min(1, value)) * 10_000) / 10_000;
}

/** A place on the display as parts of its anchor's box. */
export function pointAt(slide: string, anchor: Anchor, box: Box, x: number, y: number): Point {
  return {
    slide,
    anchor,
    x: part((x - box.left) / box.width),
    y: part((y - box.top) / box.height),
  };
}

/** What two boxes have in common, or null. */
export function overlapOf(one: Box, other: Box): Box | null {
  const left = Math.max(one.left, other.left);
  const top = Math.max(one.top, other.top);
  const width = Math.min(one.left + one.width, other.left + other.width) - left;
  const height = Math.min(one.top + one.height, other.top + other.height) - top;
  return width >= 0 && height >= 0 ? { left, top, width, height } : null;
}

/** Words are told by the span that they stand in; their block is easier to hit, and to see. */
function blockOf(element: Element | undefined): Element | null {
  if (!element) return null;
  return element.localName === 'span' ? element.parentElement : element;
}

/**
 * A terminal's grid: a phone shows the same rows, though not all at once. A small slide has none,
 * only the place for it.
 */
function screenOf(terminal: Element | null): Element | null {
  const grid = terminal?.querySelector('.xterm-screen, .recorded-lines');
  return grid ?? terminal?.querySelector('.terminal-body') ?? null;
}

/** An element's box, thin ones widened so that they can be hit and seen; null when not shown. */
function placed(element: Element | null): Box | null {
  const box = element?.getBoundingClientRect();
  if (!box || (box.width === 0 && box.height === 0)) return null;
  const width = Math.max(SMALLEST, box.width);
  const height = Math.max(SMALLEST, box.height);
  return {
    left: box.left - (width - box.width) / 2,
    top: box.top - (height - box.height) / 2,
    width,
    height,
  };
}

/** An element's box as far as it is not scrolled away; null when nothing of it is shown. */
export function visible(element: Element | null): Box | null {
  const box = placed(element);
  return box && clipped(box, element);
}

function clipped(box: Box, element: Element | null): Box | null {
  const around = element?.closest(SCROLLS);
  return around ? overlapOf(box, around.getBoundingClientRect()) : box;
}

function holds(box: Box, x: number, y: number): boolean {
  return x >= box.left && x <= box.left + box.width && y >= box.top && y <= box.top + box.height;
}
