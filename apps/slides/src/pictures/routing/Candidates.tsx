import type { Lookup, Namespace } from '@netstage/topology';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { keepInMiddle } from '../../script/scroll.ts';
import { RowsBelow } from '../../tables/RowsBelow.tsx';
import { judgedRoutes } from './judged.ts';

interface Props {
  readonly table: Pick<Namespace, 'routes'>;
  /** Null while there is no address to look up. */
  readonly found: Lookup | null;
}

/** The routes in the kernel's order, each with its kind and with why it won or lost. */
export function Candidates({ table, found }: Props): ReactNode {
  const routes = judgedRoutes(table, found);
  const winner = routes.findIndex(({ wins }) => wins);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const list = place.current;
    return list ? keepInMiddle(list, winner, winner) : undefined;
  }, [winner]);
  return (
    <div className="candidates-place" ref={place}>
      <ol className="candidates">
        {routes.map(({ key, destination, table: other, way, kind, reason, fits, wins }) => (
          <li key={key} data-fits={fits} data-wins={wins}>
            <code>{destination}</code>
            <code className="candidate-hop">{way}</code>
            <span className="candidate-tags">
              {other !== null && <span className="tag">table {other}</span>}
              <span className="tag">{kind}</span>
            </span>
            <span className="candidate-reason">{reason}</span>
          </li>
        ))}
      </ol>
      <RowsBelow />
    </div>
  );
}
