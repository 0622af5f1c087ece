import type { Highlight } from '@netstage/protocol';
import { HIGHLIGHT_PARTS } from '@netstage/protocol';
import {
  areaOf,
  boxOf,
  overlapOf,
  pointAt,
  smallestOf,
  spotOf,
  targetsOn,
  visible,
} from './anchor.ts';
import type { Box, Shown, Target } from './anchor.ts';

/** Of a box's area; nobody draws one exactly. */
const NEARLY_ALL = 0.9;
const MOST = 0.5;

/**
 * What a box drawn on the display lights: that box, within the smallest thing around it, and for
 * pages with another layout the things that are in it. Null where the slide has no canvas.
 */
export function lightOf(shown: Shown, slide: string, drawn: Box): Highlight | null {
  const targets = targetsOn(shown.root);
  const around = smallestOf(targets.filter((target) => holdsAll(target, drawn)));
  const anchor = around?.anchor ?? { on: 'slide' };
  const box = boxOf(shown, anchor);
  if (!box) return null;
  const { left, top, width, height } = overlapOf(drawn, box) ?? drawn;
  const corner = pointAt(slide, anchor, box, left, top);
  const inside = outermost(targets.filter((target) => isHeld(target, drawn)));
  return {
    ...corner,
    width: Math.min(1 - corner.x, width / box.width),
    height: Math.min(1 - corner.y, height / box.height),
    ...(inside.length > 0 && { inside: inside.map((target) => target.anchor) }),
  };
}

/** Where the light is on this page; null where it does not show what is lit. */
export function litBox(shown: Shown, light: Highlight): Box | null {
  const { anchor, x: left, y: top, width, height } = light;
  const parts = shown.canvas ? [] : (light.inside ?? []);
  const boxes = parts.flatMap((part) => spotOf(shown, part, WHOLE) ?? []);
  return aroundAll(boxes) ?? spotOf(shown, anchor, { left, top, width, height });
}

const WHOLE: Box = { left: 0, top: 0, width: 1, height: 1 };

/** Words take other lines in another layout: a box within them would be around others there. */
function holdsAll({ anchor, element, box }: Target, drawn: Box): boolean {
  if (anchor.on === 'piece' && element.localName !== 'svg') return false;
  const common = overlapOf(box, drawn);
  return common !== null && areaOf(common) >= NEARLY_ALL * areaOf(drawn);
}

/** Whether a drawn box is meant for this: most of it is in there, or most of the box is on it. */
function isHeld(target: Target, drawn: Box): boolean {
  const { anchor, element, box } = target;
  // The words themselves: the block that they stand in may be as wide as the slide.
  const own = anchor.on === 'piece' ? visible(element) : box;
  const common = own && overlapOf(own, drawn);
  if (!common || holdsAll(target, drawn)) return false;
  return areaOf(common) >= MOST * Math.min(areaOf(own), areaOf(drawn));
}

/** Without those that lie in another one: the box around all of them is the same. */
function outermost(targets: readonly Target[]): readonly Target[] {
  const kept: Target[] = [];
  for (const target of targets.toSorted((a, b) => areaOf(b.box) - areaOf(a.box))) {
    const covered = kept.some(({ box }) => {
      const common = overlapOf(box, target.box);
      return common !== null && areaOf(common) >= areaOf(target.box);
    });
    if (!covered) kept.push(target);
  }
  return kept.slice(0, HIGHLIGHT_PARTS);
}

function aroundAll(boxes: readonly Box[]): Box | null {
  const [first, ...others] = boxes;
  if (!first) return null;
  return others.reduce((all, { left, top, width, height }) => {
    const from = { left: Math.min(all.left, left), top: Math.min(all.top, top) };
    return {
      ...from,
      width: Math.max(all.left + all.width, left + width) - from.left,
      height: Math.max(all.top + all.height, top + height) - from.top,
    };
  }, first);
}
