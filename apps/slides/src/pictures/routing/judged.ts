import { classify, inKernelOrder } from '@netstage/topology';
import type { Candidate, Lookup, Namespace, Route } from '@netstage/topology';
import { wayOf } from '../../tables/way.ts';

export interface JudgedRoute {
  readonly key: string;
  readonly destination: string;
  /** Null for main: the table of every other route is said. */
  readonly table: string | null;
  readonly way: string;
  readonly kind: string;
  readonly reason: string;
  readonly fits: boolean;
  readonly wins: boolean;
}

/** Before there is an address nothing is known of a route. */
function unasked(route: Route): Candidate {
  return { route, contains: false, wins: false, reason: '' };
}

/**
 * The routes to show, in the kernel's order: all of main, and whichever decides. An address of the
 * node's own and a broadcast are found in `local`, before any route that one would write.
 */
export function judgedRoutes(
  { routes }: Pick<Namespace, 'routes'>,
  found: Lookup | null,
): JudgedRoute[] {
  const inet = Object.values(routes).filter(({ family }) => family === 'inet');
  const judged = found?.candidates ?? inKernelOrder(inet).map(unasked);
  return judged
    .filter(({ route, wins }) => route.table === 'main' || wins)
    .map(({ route, contains, wins, reason }) => ({
      key: route.key,
      destination: route.destination === '0.0.0.0/0' ? 'default' : route.destination,
      table: route.table === 'main' ? null : route.table,
      way: wayOf(route, 'shortest'),
      kind: classify(route).kind,
      reason: contains ? reason : 'does not match',
      fits: contains,
      wins,
    }));
}
