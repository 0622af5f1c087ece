import type { Route } from '@netstage/topology';

type NextHop = Route['nextHops'][number];

/** What a next hop is said by: its gateway, its interface, or both. */
export type Told = 'both' | 'shortest';

function via({ gateway }: NextHop): string[] {
  return gateway === null ? [] : [`via ${gateway}`];
}

function by({ dev }: NextHop): string[] {
  return dev === null ? [] : [`dev ${dev}`];
}

/** Of an interface that is down `dead` says it already; of a cable unplugged at its far end `linkdown`. */
function flaw({ flags }: NextHop): string[] {
  return ['dead', 'linkdown'].filter((flag) => flags.includes(flag)).slice(0, 1);
}

function hopOf(hop: NextHop, told: Told): string {
  const way = [...via(hop), ...by(hop)];
  return [...(told === 'both' ? way : way.slice(0, 1)), ...flaw(hop)].join(' ');
}

/**
 * Where a route leads, in the words of `ip route`: `via 10.0.0.1 dev eth1 linkdown`. One that leads
 * nowhere says so by its type (`blackhole`).
 */
export function wayOf({ type, nextHops }: Route, told: Told): string {
  return nextHops.length === 0 ? type : nextHops.map((hop) => hopOf(hop, told)).join(', ');
}
