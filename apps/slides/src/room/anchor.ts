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

/** Px: a cable has no width at all, and on a small slide a route is a few px high. */
const SMALLEST = 8;

/** The box that an anchor's parts are measured in, or null where this page does not show it. */
export function boxOf({ root, canvas }: Shown, anchor: Anchor): Box | null {
  switch (anchor.on) {
    case 'slide':
      return canvas;
    case 'element':
      return visible(root.querySelector(`[data-part="${CSS.escape(anchor.key)}"]`));
    case 'terminal':
      return visible(
        root.querySelector(`[data-terminal="${CSS.escape(anchor.terminal)}"] .terminal-body`),
      );
  }
}

/**
 * What is under a place on the display: the smallest element of the diagram there, else the
 * terminal, else the slide itself. Found by geometry: a thumbnail takes no pointer.
 */
export function anchorAt({ root }: Shown, x: number, y: number): Anchor {
  let best: { key: string; area: number } | null = null;
  for (const element of root.querySelectorAll('[data-part]')) {
    const key = element instanceof SVGElement ? element.dataset['part'] : undefined;
    const box = visible(element);
    if (key === undefined || !box || !holds(box, x, y)) continue;
    const area = box.width * box.height;
    if (!best || area < best.area) best = { key, area };
  }
  if (best) return { on: 'element', key: best.key };
  for (const element of root.querySelectorAll('[data-terminal]')) {
    const terminal = element instanceof HTMLElement ? element.dataset['terminal'] : undefined;
    const box = visible(element.querySelector('.terminal-body'));
    if (terminal !== undefined && box && holds(box, x, y)) return { on: 'terminal', terminal };
  }
  return { on: 'slide' };
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

/** An element's box, thin ones widened so that they can be hit and seen; null when not shown. */
function visible(element: Element | null): Box | null {
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

function holds(box: Box, x: number, y: number): boolean {
  return x >= box.left && x <= box.left + box.width && y >= box.top && y <= box.top + box.height;
}
