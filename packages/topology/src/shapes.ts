import type { Box, BoxElement, Point } from './layout/scene.ts';

/** Outlines of what is more than a box, as SVG paths: the deck and the gallery draw the same ones. */

/** px; a bend is rounder than that only if its arms are long enough. */
const BEND = 9;

/** The point `distance` from `from` towards `to`. */
const towards = (from: Point, to: Point, distance: number): Point => {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  if (length === 0) return from;
  return {
    x: from.x + ((to.x - from.x) * distance) / length,
    y: from.y + ((to.y - from.y) * distance) / length,
  };
};

const distance = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y);

const tenths = (value: number) => Math.round(value * 10) / 10;

const at = ({ x, y }: Point) => `${tenths(x)} ${tenths(y)}`;

/** Through the points, with rounded bends. */
export const pathOf = (points: readonly Point[]): string =>
  points
    .map((point, index) => {
      const [before, after] = [points[index - 1], points[index + 1]];
      if (before === undefined) return `M${at(point)}`;
      if (after === undefined) return `L${at(point)}`;
      const round = Math.min(BEND, distance(before, point) / 2, distance(point, after) / 2);
      if (round === 0) return `L${at(point)}`;
      return `L${at(towards(point, before, round))}Q${at(point)} ${at(towards(point, after, round))}`;
    })
    .join('');

/** A plug: its body at the port, its neck where the cable comes out. Lengths and halves, px. */
const BODY = { length: 9, half: 5 };
const NECK = { length: 4, half: 2.5 };
/** Length of a whole plug, px. */
export const PLUG = BODY.length + NECK.length;

const plug = (port: Point, next: Point, radius: number): string => {
  const length = distance(port, next);
  // Where the cable turns at once there is no room for one.
  if (length < radius + PLUG) return '';
  const along = { x: (next.x - port.x) / length, y: (next.y - port.y) / length };
  const corner = (out: number, aside: number) =>
    at({
      x: port.x + along.x * out - along.y * aside,
      y: port.y + along.y * out + along.x * aside,
    });
  const [back, neck] = [radius + BODY.length, radius + PLUG];
  const corners = [
    corner(radius, BODY.half),
    corner(back, BODY.half),
    corner(back, NECK.half),
    corner(neck, NECK.half),
    corner(neck, -NECK.half),
    corner(back, -NECK.half),
    corner(back, -BODY.half),
    corner(radius, -BODY.half),
  ];
  return `M${corners.join('L')}Z`;
};

/** The plugs at both ends of a cable; none where it is too short to show them. */
export const plugsOf = (points: readonly Point[], radius: number): string => {
  const [first, second] = points;
  const [last, before] = [points.at(-1), points.at(-2)];
  if (!first || !second || !last || !before) return '';
  const length = points
    .slice(1)
    .reduce((sum, point, index) => sum + distance(points[index] ?? point, point), 0);
  if (length < 2 * (radius + PLUG) + 2) return '';
  return plug(first, second, radius) + plug(last, before, radius);
};

/** How far a sign's tip reaches out, px. */
const TIP = 8;

/** A signpost: a board that points to the right. */
export const signOf = ({ x, y, width, height }: Box): string =>
  `M${at({ x: x + 3, y })}H${tenths(x + width - TIP)}L${at({ x: x + width, y: y + height / 2 })}` +
  `L${at({ x: x + width - TIP, y: y + height })}H${tenths(x + 3)}` +
  `Q${at({ x, y: y + height })} ${at({ x, y: y + height - 3 })}V${tenths(y + 3)}` +
  `Q${at({ x, y })} ${at({ x: x + 3, y })}Z`;

/** Room for the two arrows of a switch at the end of its slab, px. */
const SWITCHING = 44;

/**
 * Two arrows that pass each other: what comes in at one port goes out at another. Words go first:
 * where they reach to the end there are no arrows.
 */
export const switchingOf = ({ x, y, width, height, texts }: BoxElement): string => {
  const [left, middle] = [tenths(x + width - SWITCHING), tenths(y + height / 2)];
  if (texts.some((text) => text.x + text.width > left - 4)) return '';
  return (
    `M${left} ${middle - 4}h26m-5 -4.5l5 4.5l-5 4.5` +
    `M${left + 26} ${middle + 5}h-26m5 -4.5l-5 4.5l5 4.5`
  );
};
