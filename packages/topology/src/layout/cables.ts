import type { Exit } from './draft.ts';
import { PLUG } from '../shapes.ts';
import { columnX, rowD, type Frame, type Metrics } from './metrics.ts';
import type { Point } from './scene.ts';

/** A cable between two ports of one node, by how it leaves each of them. */
export interface CablePlan {
  key: string;
  a: Exit;
  b: Exit;
}

/** A point in the node's axes: x, and the distance from the border to the underlay. */
interface Inner {
  x: number;
  d: number;
}

/** Room for lanes that there always is, px. */
const FEWEST_LANES = 8;

/** Positions of `count` lanes, evenly within (from, to). */
const lane = (index: number, count: number, from: number, to: number) =>
  from + ((index + 1) * (to - from)) / (count + 1);

const isStraight = ({ a, b }: CablePlan) =>
  a.via === 'channel' && b.via === 'channel' && Math.abs(a.x - b.x) < 1 && a.d !== b.d;

/** Drops points that do not turn. */
const simplify = (points: readonly Point[]): Point[] => {
  const distinct = points.filter((point, index) => {
    const before = points[index - 1];
    return before === undefined || before.x !== point.x || before.y !== point.y;
  });
  return distinct.filter((point, index) => {
    const [before, after] = [distinct[index - 1], distinct[index + 1]];
    if (before === undefined || after === undefined) return true;
    const vertical = before.x === point.x && point.x === after.x;
    const horizontal = before.y === point.y && point.y === after.y;
    return !vertical && !horizontal;
  });
};

/** The outer gutters run along the node's border, the others between columns. */
const gutterLeft = (metrics: Metrics, frame: Frame, gutter: number): number => {
  if (gutter === 0) return frame.x;
  if (gutter === metrics.columns) return frame.x + metrics.nodeWidth - metrics.gutter;
  return columnX(metrics, frame, gutter) - metrics.gutter;
};

const gutterOf = (exit: Exit) =>
  exit.via === 'gap' ? exit.column : exit.via === 'gutter' ? exit.gutter : null;

const gapOf = (exit: Exit) => (exit.via === 'gap' ? exit.row : null);

const isShared = (a: number | null, b: number | null) => a !== null && a === b;

/** What both ends of a cable come by: there it runs in one lane from the one to the other. */
const sharedBy = ({ a, b }: CablePlan): 'gap' | 'gutter' | null => {
  if (isShared(gapOf(a), gapOf(b))) return 'gap';
  return isShared(gutterOf(a), gutterOf(b)) ? 'gutter' : null;
};

/**
 * Orthogonal cables that run only where nothing else is: down from a namespace, along the gap below
 * its row, down a gutter beside the columns, along the channel above the stack, down to the port;
 * no further than to the first of these that leads to the other end.
 */
export const routeCables = (
  metrics: Metrics,
  frame: Frame,
  plans: readonly CablePlan[],
): Map<string, Point[]> => {
  const bent = plans.filter((plan) => !isStraight(plan));
  const ends = bent.flatMap((plan) => {
    const shared = sharedBy(plan);
    return [
      { id: `${plan.key} a`, exit: plan.a, shared, first: true },
      { id: `${plan.key} b`, exit: plan.b, shared, first: false },
    ];
  });
  const group = (by: 'gap' | 'gutter', of: (exit: Exit) => number | null) => {
    const groups = new Map<number, string[]>();
    for (const { id, exit, shared, first } of ends) {
      const at = of(exit);
      const needsNone = shared === 'gap' && by === 'gutter';
      if (at === null || needsNone || (shared === by && !first)) continue;
      groups.set(at, [...(groups.get(at) ?? []), id]);
    }
    return groups;
  };
  const gutters = group('gutter', gutterOf);
  const gaps = group('gap', gapOf);

  const channelFrom = metrics.stack + metrics.labelZone;
  // Lanes leave room for a plug below a namespace's port before its cable turns.
  const lanes = Math.max(
    Math.min(metrics.laneZone, FEWEST_LANES),
    metrics.laneZone - metrics.radius - PLUG,
  );
  const gutterX = (id: string, gutter: number) => {
    const users = gutters.get(gutter) ?? [];
    const left = gutterLeft(metrics, frame, gutter);
    return lane(users.indexOf(id), users.length, left + 2, left + metrics.gutter - 2);
  };
  const gapD = (id: string, row: number) => {
    const users = gaps.get(row) ?? [];
    const top = rowD(metrics, row);
    return lane(users.indexOf(id), users.length, top - metrics.rowGap + 2, top - 8);
  };

  const toGutter = (id: string, exit: Exit, x: number): Inner[] => {
    const start = { x: exit.x, d: exit.d };
    if (exit.via !== 'gap') return [start, { x, d: exit.d }];
    const d = gapD(id, exit.row);
    return [start, { x: exit.x, d }, { x, d }];
  };
  const toChannel = (id: string, exit: Exit, channel: number): Inner[] => {
    const x = exit.via === 'channel' ? exit.x : gutterX(id, gutterOf(exit) ?? 0);
    return [...toGutter(id, exit, x), { x, d: channel }];
  };
  const alongShared = ({ key, a, b }: CablePlan, shared: 'gap' | 'gutter'): Inner[] => {
    const own = `${key} a`;
    if (shared === 'gap') {
      const d = gapD(own, gapOf(a) ?? 0);
      return [
        { x: a.x, d: a.d },
        { x: a.x, d },
        { x: b.x, d },
        { x: b.x, d: b.d },
      ];
    }
    const x = gutterX(own, gutterOf(a) ?? 0);
    return [...toGutter(own, a, x), ...toGutter(`${key} b`, b, x).toReversed()];
  };

  const toPoint = ({ x, d }: Inner): Point => ({ x, y: frame.y(d) });
  return new Map(
    plans.map((plan) => {
      const { key, a, b } = plan;
      if (isStraight(plan)) return [key, [a, { x: a.x, d: b.d }].map(toPoint)];
      const shared = sharedBy(plan);
      if (shared) return [key, simplify(alongShared(plan, shared).map(toPoint))];
      const channel = lane(bent.indexOf(plan), bent.length, channelFrom, channelFrom + lanes);
      const inner = [
        ...toChannel(`${key} a`, a, channel),
        ...toChannel(`${key} b`, b, channel).toReversed(),
      ];
      return [key, simplify(inner.map(toPoint))];
    }),
  );
};
