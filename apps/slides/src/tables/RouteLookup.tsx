import { lookup, parseAddress } from '@netstage/topology';
import type { Namespace } from '@netstage/topology';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { hueOf } from '../look/hue.ts';
import { routeRows } from './rows.ts';
import { useNamespace } from './use-namespace.ts';

interface Props {
  readonly node: string;
  readonly namespace: string | null;
  readonly step: number | null;
  /** What stands in the field at first. */
  readonly address: string;
}

/** A live route table that answers: which route takes this address, and why not the others? */
export function RouteLookup({ node, namespace: name, step, address }: Props): ReactNode {
  const { namespace, recorded } = useNamespace(node, name, step);
  const [typed, setTyped] = useState(address);
  const field = useId();
  const wanted = typed.trim();
  const valid = parseAddress(wanted) !== null;
  return (
    <figure className="stack-tables route-lookup" data-testid="route-lookup" data-hue={hueOf(node)}>
      <figcaption>
        <span className="node-name">{node}</span>
        {name !== null && <span className="space-name">{name}</span>}
        {recorded && <span className="recorded-note">recorded</span>}
      </figcaption>
      <p className="lookup-field">
        <label htmlFor={field}>A packet for</label>
        <input
          id={field}
          value={typed}
          inputMode="decimal"
          spellCheck={false}
          autoComplete="off"
          aria-invalid={!valid}
          onChange={(event) => setTyped(event.target.value)}
        />
        {!valid && <span role="status">is not an IPv4 address yet, such as 172.16.0.1</span>}
      </p>
      {namespace ? (
        <Table namespace={namespace} address={valid ? wanted : null} />
      ) : (
        <p className="tables-empty">Nothing is known of this route table yet.</p>
      )}
    </figure>
  );
}

function Table({
  namespace,
  address,
}: {
  readonly namespace: Namespace;
  readonly address: string | null;
}): ReactNode {
  const found = address === null ? null : lookup(namespace, address);
  const reasonOf = (key: string) => found?.candidates.find(({ route }) => route.key === key);
  const local = found?.winner?.table === 'local' ? found.winner : null;
  return (
    <>
      <table className="kernel-table">
        <caption>Routes, as the kernel tries them</caption>
        <tbody>
          {routeRows(namespace).map((row) => {
            const candidate = reasonOf(row.key);
            return (
              <tr key={row.key} data-wins={candidate?.wins === true}>
                <td className="strong">
                  {candidate?.wins === true && <span aria-label="wins">▸ </span>}
                  {row.destination}
                </td>
                <td>{row.to}</td>
                <td className="word">
                  <span className="route-kind">{row.kind}</span>
                </td>
                <td className="word why">{candidate?.reason ?? ''}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className="lookup-verdict" role="status">
        {local ? `${local.destination} is an address of this stack: it is delivered here.` : null}
        {!local && found?.verdict}
      </p>
    </>
  );
}
