import { classify, inKernelOrder } from '@netstage/topology';
import type { Lookup, Namespace, Route } from '@netstage/topology';
import type { ReactNode } from 'react';

interface Props {
  readonly table: Pick<Namespace, 'routes' | 'rules'>;
  /** Null while there is no address to look up. */
  readonly found: Lookup | null;
}

/** The routes in the kernel's order, each with its kind and with why it won or lost. */
export function Candidates({ table, found }: Props): ReactNode {
  const routes = inKernelOrder(Object.values(table.routes)).filter(isShown);
  return (
    <ol className="candidates">
      {routes.map((route) => {
        const judged = found?.candidates.find((candidate) => candidate.route.key === route.key);
        const fits = judged !== undefined && !judged.reason.includes('does not contain');
        return (
          <li
            key={`${route.table} ${route.key}`}
            data-fits={fits}
            data-wins={judged?.wins === true}
          >
            <code>{route.destination === '0.0.0.0/0' ? 'default' : route.destination}</code>
            <code className="candidate-hop">{hopOf(route)}</code>
            <span className="tag">{classify(route).kind}</span>
            <span className="candidate-reason">{fits ? judged.reason : 'does not match'}</span>
          </li>
        );
      })}
    </ol>
  );
}

/** An address of the node's own, or a broadcast, is found before any route that one would write. */
function isShown(route: Route): boolean {
  return route.family === 'inet' && route.table === 'main';
}

function hopOf({ nextHops }: Route): string {
  return nextHops
    .map(({ gateway, dev }) => (gateway === null ? `dev ${dev ?? '?'}` : `via ${gateway}`))
    .join(', ');
}
