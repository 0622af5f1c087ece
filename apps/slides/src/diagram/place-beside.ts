export interface Extent {
  readonly width: number;
  readonly height: number;
}

export interface Rect extends Extent {
  readonly x: number;
  readonly y: number;
}

/** From what it is about, and from the window's edge, px. */
const GAP = 14;
const EDGE = 8;

/**
 * Where a box goes that tells of a target: below it, or else above, or else beside it, and always
 * within the window as far as it fits in there; px, all in the same coordinates as the window's.
 */
export function placeBeside(target: Rect, box: Extent, window: Extent): { x: number; y: number } {
  const wish = wishFor(target, box, window);
  return {
    x: within(wish.x, box.width, window.width),
    y: within(wish.y, box.height, window.height),
  };
}

function wishFor(target: Rect, box: Extent, window: Extent): { x: number; y: number } {
  const across = target.x + target.width / 2 - box.width / 2;
  const below = target.y + target.height + GAP;
  if (below + box.height <= window.height - EDGE) return { x: across, y: below };
  const above = target.y - GAP - box.height;
  if (above >= EDGE) return { x: across, y: above };
  const y = target.y + target.height / 2 - box.height / 2;
  const right = target.x + target.width + GAP;
  const left = target.x - GAP - box.width;
  if (right + box.width <= window.width - EDGE) return { x: right, y };
  return { x: left >= EDGE ? left : across, y };
}

/** As near to `wish` as the window allows; what is larger than the window begins at its edge. */
function within(wish: number, size: number, room: number): number {
  return Math.max(EDGE, Math.min(wish, room - EDGE - size));
}
