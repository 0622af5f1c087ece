import type { Namespace } from '@netstage/topology';
import type { ReactNode } from 'react';
import { useStage } from '../app/talk-context.ts';
import { hueOf } from '../look/hue.ts';
import { Cell } from './Cell.tsx';
import { RowsBelow } from './RowsBelow.tsx';
import { interfaceRows, routeRows } from './rows.ts';
import { useNamespace } from './use-namespace.ts';

interface Props {
  readonly node: string;
  /** Null for the node itself. */
  readonly namespace: string | null;
  readonly step: number | null;
  /** One of several: interfaces beside routes, and what needs no word is left out. */
  readonly compact?: boolean;
}

/** Interfaces and routes of one network stack, as they are now. */
export function NamespaceTables({
  node,
  namespace: name,
  step,
  compact = false,
}: Props): ReactNode {
  const { namespace, recorded } = useNamespace(node, name, step);
  return (
    <figure
      className={compact ? 'stack-tables is-compact' : 'stack-tables'}
      data-testid="tables"
      data-hue={hueOf(node)}
      data-space={name ?? 'node'}
    >
      <figcaption>
        <span className="node-name">{node}</span>
        {name !== null && <span className="space-name">{name}</span>}
        {recorded && <span className="recorded-note">recorded</span>}
      </figcaption>
      {namespace ? (
        <Tables node={node} namespace={namespace} compact={compact} />
      ) : (
        <p className="tables-empty">
          {name === null ? 'Nothing is known of this node yet.' : `There is no namespace ${name}.`}
        </p>
      )}
      <RowsBelow />
    </figure>
  );
}

interface TablesProps {
  readonly node: string;
  readonly namespace: Namespace;
  readonly compact: boolean;
}

function Tables({ node, namespace, compact }: TablesProps): ReactNode {
  const all = useStage((stage) => stage.nodes[node]?.state?.namespaces ?? null);
  const lab = useStage((stage) => stage.lab);
  const home = lab?.find((step) => step.nodes.some(({ name }) => name === node));
  const nameOf = (id: string): string | null => {
    const other = all?.[id];
    return other && other.kind !== 'node' ? (other.names[0] ?? null) : null;
  };
  return (
    <>
      <table className="kernel-table interfaces">
        <caption>Interfaces</caption>
        <thead>
          <tr>
            {['name', 'state', 'address', 'cable'].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {interfaceRows(namespace, nameOf, home?.underlay.prefix ?? null).map((row) => (
            <tr key={row.key} data-state={row.state} data-kind={row.kind}>
              <Cell className="strong" text={row.name} />
              <Cell className="word" text={row.state} />
              <Cell text={`${row.addresses} ${row.mtu}`.trim()} />
              <Cell className="word" text={row.joins} />
            </tr>
          ))}
        </tbody>
      </table>
      <table className="kernel-table">
        <caption>Routes</caption>
        <thead>
          <tr>
            {['prefix', 'next hop', 'kind'].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {routeRows(namespace).map((row) => (
            <tr key={row.key}>
              <Cell className="strong" text={row.destination} />
              <Cell text={compact ? row.hop : row.to} />
              <td className="word" title={row.because}>
                <span className="route-kind">{row.kind}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
