import type { Point } from '@netstage/topology';

/**
 * The same line with `count` points or more: the last one repeated, so that two lines of different
 * length can be led over into each other corner by corner.
 */
function padded(points: readonly Point[], count: number): readonly Point[] {
  const last = points.at(-1);
  if (!last || points.length >= count) return points;
  return [...points, ...Array.from({ length: count - points.length }, () => last)];
}

/** From one line to another: a function of progress, 0 to 1, that gives the line between. */
export function lineBetween(
  from: readonly Point[],
  to: readonly Point[],
): (progress: number) => readonly Point[] {
  const count = Math.max(from.length, to.length);
  const start = padded(from, count);
  const end = padded(to, count);
  return (progress) => {
    if (progress >= 1) return to;
    return end.map((point, index) => {
      const { x, y } = start[index] ?? point;
      return { x: x + (point.x - x) * progress, y: y + (point.y - y) * progress };
    });
  };
}
