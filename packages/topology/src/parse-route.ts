import { z } from 'zod';
import type { Route } from './model.ts';

const via = z.object({ family: z.string().optional(), host: z.string() });
const word = z.union([z.string(), z.number()]).transform(String);

const rawHop = z.object({
  gateway: z.string().optional(),
  via: via.optional(),
  dev: z.string().optional(),
  weight: z.int().optional(),
  flags: z.array(z.string()).default([]),
});

const rawRoute = rawHop.extend({
  type: z.string().default('unicast'),
  dst: z.string(),
  from: z.string().optional(),
  tos: word.optional(),
  table: word.default('main'),
  protocol: word.default('boot'),
  scope: word.default('global'),
  metric: z.int().default(0),
  prefsrc: z.string().optional(),
  pref: z.string().optional(),
  nexthops: z.array(rawHop).default([]),
});
type RawRoute = z.infer<typeof rawRoute>;
type NextHop = Route['nextHops'][number];

const hopOf = (raw: z.infer<typeof rawHop>): NextHop => ({
  gateway: raw.gateway ?? raw.via?.host ?? null,
  dev: raw.dev ?? null,
  weight: raw.weight ?? null,
  flags: raw.flags,
});

const hopsOf = (raw: RawRoute): NextHop[] => {
  const several = raw.nexthops.map(hopOf).filter((hop) => hop.gateway !== null || hop.dev !== null);
  if (several.length > 0) return several;
  const only = hopOf(raw);
  return only.gateway === null && only.dev === null ? [] : [only];
};

/** `default` is printed for both families; a router preference exists in IPv6 only. */
const familyOf = (raw: RawRoute): Route['family'] => {
  const told = [raw.dst, raw.gateway, raw.prefsrc, ...raw.nexthops.map((hop) => hop.gateway)];
  const six = told.some((text) => text?.includes(':') ?? false) || raw.pref !== undefined;
  return six ? 'inet6' : 'inet';
};

const destinationOf = (raw: RawRoute, family: Route['family']): string => {
  if (raw.dst === 'default') return family === 'inet' ? '0.0.0.0/0' : '::/0';
  if (raw.dst.includes('/')) return raw.dst;
  return `${raw.dst}/${family === 'inet' ? 32 : 128}`;
};

const conditionOf = (raw: RawRoute): string | null => {
  const words = [
    raw.tos === undefined ? null : `tos ${raw.tos}`,
    raw.from === undefined || raw.from === 'default' ? null : `from ${raw.from}`,
  ].filter((text) => text !== null);
  return words.length === 0 ? null : words.join(' ');
};

/**
 * One entry of `ip -j -d route show table all`. The key leaves the gateway out, so that a replaced
 * next hop is a change of the route, not another route.
 */
export const routeEntry = rawRoute.transform((raw): Route => {
  const family = familyOf(raw);
  const destination = destinationOf(raw, family);
  const condition = conditionOf(raw);
  const nextHops = hopsOf(raw);
  const parts = [
    raw.table,
    raw.type,
    destination,
    nextHops.length === 1 && nextHops[0]?.dev != null ? `dev ${nextHops[0].dev}` : '',
    raw.metric === 0 ? '' : `metric ${raw.metric}`,
    condition ?? '',
  ];
  return {
    key: parts.filter((part) => part !== '').join(' '),
    family,
    table: raw.table,
    type: raw.type,
    destination,
    nextHops,
    protocol: raw.protocol,
    scope: raw.scope,
    metric: raw.metric,
    rank: 0,
    condition,
    source: raw.prefsrc ?? null,
  };
});

/**
 * The routes with their rank: the kernel lists equals in the order in which it tries them, and that
 * order is lost once they are entries of a record.
 */
export const ranked = (routes: readonly Route[]): Route[] => {
  const seen = new Map<string, number>();
  return routes.map((route) => {
    const { family, table, destination, metric, condition } = route;
    const place = [family, table, destination, metric, condition].join(' ');
    const rank = seen.get(place) ?? 0;
    seen.set(place, rank + 1);
    return { ...route, rank };
  });
};
