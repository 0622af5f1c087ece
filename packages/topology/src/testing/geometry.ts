/** What is wrong with a drawing, for property tests: overlaps, collisions, cables through boxes. */
import type {
  Box,
  CableElement,
  Point,
  PortElement,
  Scene,
  SceneElement,
} from '../layout/scene.ts';

/** Touching is not overlapping; half px come from rounding. */
const SLACK = 1;

const overlap = (a: Box, b: Box): boolean =>
  a.x + SLACK < b.x + b.width &&
  b.x + SLACK < a.x + a.width &&
  a.y + SLACK < b.y + b.height &&
  b.y + SLACK < a.y + a.height;

const inside = (inner: Box, outer: Box): boolean =>
  inner.x >= outer.x - SLACK &&
  inner.y >= outer.y - SLACK &&
  inner.x + inner.width <= outer.x + outer.width + SLACK &&
  inner.y + inner.height <= outer.y + outer.height + SLACK;

interface Named extends Box {
  key: string;
  rank: number;
}

/** Boxes of a higher rank may lie wholly in boxes of a lower one. */
const RANKS = {
  node: 0,
  stack: 1,
  namespace: 1,
  bridge: 2,
  fold: 2,
  process: 2,
  bus: 2,
  outside: 2,
} as const;

const boxesOf = (elements: readonly SceneElement[]): Named[] =>
  elements.flatMap((element): Named[] => {
    if (element.type === 'cable' || element.type === 'port') return [];
    const rank = element.type === 'box' ? RANKS[element.role] : 2;
    return [{ ...element, rank }];
  });

const portBox = (element: SceneElement): Box[] =>
  element.type === 'port'
    ? [
        {
          x: element.x - element.radius,
          y: element.y - element.radius,
          width: 2 * element.radius,
          height: 2 * element.radius,
        },
      ]
    : [];

const segmentsOf = ({ points }: CableElement): Box[] =>
  points.slice(1).map((to, index) => {
    const from = points[index] ?? to;
    return {
      x: Math.min(from.x, to.x),
      y: Math.min(from.y, to.y),
      width: Math.abs(from.x - to.x),
      height: Math.abs(from.y - to.y),
    };
  });

/** A line of no width, against a box shrunk a little: running along a border is not crossing. */
const crosses = (line: Box, box: Box): boolean =>
  line.x < box.x + box.width - SLACK &&
  box.x + SLACK < line.x + line.width + 0.01 &&
  line.y < box.y + box.height - SLACK &&
  box.y + SLACK < line.y + line.height + 0.01;

/** px between two ports of one box, and between a bridge's own one and those along its edge. */
const PORTS_APART = 4;
const BESIDE_BRIDGE = 6;

/** The key of the slab that this port would be the own one of. */
const bridgeOf = ({ key, kind }: PortElement): string | null =>
  kind === 'bridge' ? `bridge ${key}` : null;

const fromBox = ({ x, y }: Point, box: Box): number =>
  Math.hypot(
    Math.max(box.x - x, 0, x - box.x - box.width),
    Math.max(box.y - y, 0, y - box.y - box.height),
  );

/** Names that stand nearer to the other end of the cable than to their own. */
const foreignLabels = (elements: readonly SceneElement[]): string[] => {
  const ports = new Map(
    elements.flatMap((one) => (one.type === 'port' ? [[one.key, one] as const] : [])),
  );
  return elements.flatMap((element) => {
    if (element.type !== 'cable' || element.kind !== 'veth') return [];
    const [a, b] = element.ends.map((end) => ports.get(end));
    if (a === undefined || b === undefined) return [];
    // Both in one namespace: there the name stands above the address, inside the box.
    if (a.owner === b.owner && a.owner.startsWith('namespace ')) return [];
    return [
      { own: a, peer: b },
      { own: b, peer: a },
    ].flatMap(({ own, peer }) => {
      const name = own.texts.find(({ font }) => font.weight === 600);
      if (name === undefined) return [];
      const line = own.texts.filter(({ y }) => y === name.y);
      const from = (port: Point) => Math.min(...line.map((text) => fromBox(port, text)));
      const nearer = from(own) < from(peer);
      return nearer ? [] : [`"${name.text}" stands at ${peer.key}, and names ${own.key}`];
    });
  });
};

const pairs = <T>(values: readonly T[]): [T, T][] =>
  values.flatMap((a, index) => values.slice(index + 1).map((b): [T, T] => [a, b]));

/** All faults of a scene in words; empty for a good one. */
export const faultsOf = (scene: Scene): string[] => {
  const { elements, viewBox } = scene;
  const faults: string[] = [];
  const keys = new Set<string>();
  for (const { key } of elements) {
    if (keys.has(key)) faults.push(`two elements with the key ${key}`);
    keys.add(key);
  }
  const boxes = boxesOf(elements);
  for (const [a, b] of pairs(boxes)) {
    const [outer, inner] = a.rank <= b.rank ? [a, b] : [b, a];
    const nested = outer.rank < inner.rank && inside(inner, outer);
    if (overlap(a, b) && !nested) faults.push(`${a.key} overlaps ${b.key}`);
  }
  const texts = elements.flatMap((element) =>
    element.texts.map((text) => ({ ...text, key: element.key, element })),
  );
  for (const [a, b] of pairs(texts)) {
    if (overlap(a, b)) faults.push(`text "${a.text}" of ${a.key} overlaps "${b.text}" of ${b.key}`);
  }
  for (const text of texts) {
    const { element } = text;
    if (!inside(text, viewBox)) faults.push(`text "${text.text}" leaves the picture`);
    if (element.type !== 'port' && element.type !== 'cable' && !inside(text, element)) {
      faults.push(`text "${text.text}" leaves its ${element.type} ${element.key}`);
    }
    for (const port of elements.flatMap(portBox)) {
      if (overlap(text, port)) faults.push(`text "${text.text}" of ${text.key} lies on a port`);
    }
    for (const box of boxes) {
      if (overlap(text, box) && !inside(text, box)) {
        faults.push(`text "${text.text}" of ${text.key} crosses the border of ${box.key}`);
      }
    }
  }
  for (const [a, b] of pairs(elements.filter((one) => one.type === 'port'))) {
    const apart = Math.max(Math.abs(a.x - b.x), Math.abs(a.y - b.y)) - a.radius - b.radius;
    if (a.owner === b.owner && apart < PORTS_APART)
      faults.push(`${a.key} and ${b.key} look like one port`);
    for (const [slab, other] of [
      [a, b],
      [b, a],
    ] as const) {
      if (slab.owner !== other.owner || slab.owner !== bridgeOf(slab)) continue;
      const beside = Math.abs(slab.x - other.x) - slab.radius - other.radius;
      if (beside < BESIDE_BRIDGE) faults.push(`${slab.key} is not clear of ${other.key}`);
    }
  }
  faults.push(...foreignLabels(elements));
  const tags = new Set(texts.flatMap(({ tone, text }) => (tone === 'tag' ? [text] : [])));
  if (tags.has('conn') && tags.has('connected')) faults.push('one kind has two words');
  const owners = new Map(
    elements.flatMap((element) =>
      element.type === 'port' ? [[element.key, element.owner] as const] : [],
    ),
  );
  for (const element of elements) {
    if (element.type !== 'cable') continue;
    const own = new Set<string>(
      element.ends.flatMap((end) => {
        const owner = owners.get(end);
        return [end, ...(owner === undefined ? [] : [owner])];
      }),
    );
    for (const line of segmentsOf(element)) {
      if (line.width > 0 && line.height > 0) faults.push(`${element.key} is not orthogonal`);
      for (const box of boxes) {
        const passage = box.rank === 0 || own.has(box.key);
        // The stack of a bridge's port is its own as well: the slab lies in it.
        const home =
          box.key.startsWith('stack ') && [...own].some((key) => key.startsWith('bridge '));
        if (!passage && !home && crosses(line, box)) {
          faults.push(`${element.key} crosses ${box.key}`);
        }
      }
      for (const text of texts) {
        if (crosses(line, text)) faults.push(`${element.key} crosses the text "${text.text}"`);
      }
    }
    for (const end of element.ends) {
      if (!keys.has(end)) faults.push(`${element.key} ends at ${end}, which is not drawn`);
      const painted = elements.findIndex(({ key }) => key === end);
      if (owners.has(end) && painted < elements.indexOf(element)) {
        faults.push(`${element.key} is painted over ${end}`);
      }
    }
  }
  return faults;
};
