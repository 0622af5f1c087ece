import type { Measures } from './measure.ts';

export interface Loop extends Measures {
  /** MB of JavaScript on the kiosk's page, after a collection. */
  readonly heap: number;
  /** What the page holds, detached or not: DOM nodes, and listeners of events. */
  readonly nodes: number;
  readonly listeners: number;
  readonly faults: number;
  /** Seconds on the clock. */
  readonly took: number;
}

/** Counts of which a loop may add a few: what the last slide shows is not the same to the node. */
const COUNTED = { nodes: 200, listeners: 20 } as const;
/** MB that a loop may add before it counts as a leak, and the part of the level that is noise. */
const GROWTH = { megabytes: 2, part: 0.02 } as const;

/**
 * What grew from loop to loop, in words; nothing when all is flat. The first loop is left out: in
 * it code is compiled, fonts are loaded and caches fill.
 */
export function growth(loops: readonly Loop[]): string[] {
  const [first, ...rest] = loops.slice(1);
  const last = rest.at(-1);
  if (!first || !last) return ['too few loops to tell: at least three are needed'];
  const memory = (['hub', 'agents', 'browser', 'heap'] as const).flatMap((name) => {
    const each = slope(loops.slice(1).map((loop) => loop[name]));
    const least = Math.max(GROWTH.megabytes, GROWTH.part * first[name]);
    return each > least ? [`${name}: +${each.toFixed(1)} MB a loop`] : [];
  });
  const counts = (['descriptors', 'processes', 'namespaces'] as const).flatMap((name) => {
    const each = slope(loops.slice(1).map((loop) => loop[name]));
    return each >= 0.5 ? [`${name}: +${each.toFixed(1)} a loop`] : [];
  });
  const page = (['nodes', 'listeners'] as const).flatMap((name) => {
    const each = slope(loops.slice(1).map((loop) => loop[name]));
    return each > COUNTED[name] ? [`${name}: +${each.toFixed(0)} a loop`] : [];
  });
  return [...memory, ...counts, ...page];
}

/** By how much values grow from one to the next: the slope of the straight line nearest to them. */
export function slope(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  let above = 0;
  let below = 0;
  for (const [index, value] of values.entries()) {
    above += (index - middle) * (value - mean);
    below += (index - middle) ** 2;
  }
  return below === 0 ? 0 : above / below;
}
