import type { Lookup, Namespace } from '@netstage/topology';
import type { ReactNode } from 'react';
import { judgedRoutes } from './judged.ts';

interface Props {
  readonly table: Pick<Namespace, 'routes'>;
  /** Null while there is no address to look up. */
  readonly found: Lookup | null;
}

/** The routes in the kernel's order, each with its kind and with why it won or lost. */
export function Candidates({ table, found }: Props): ReactNode {
  return (
    <ol className="candidates">
      {judgedRoutes(table, found).map(
        ({ key, destination, table: other, way, kind, reason, fits, wins }) => (
          <li key={key} data-fits={fits} data-wins={wins}>
            <code>{destination}</code>
            <code className="candidate-hop">{way}</code>
            <span className="candidate-tags">
              {other !== null && <span className="tag">table {other}</span>}
              <span className="tag">{kind}</span>
            </span>
            <span className="candidate-reason">{reason}</span>
          </li>
        ),
      )}
    </ol>
  );
}
