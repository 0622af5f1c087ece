import type { ReactNode } from 'react';
import { useMayAct, useStage } from '../../app/talk-context.ts';
import { hueOf } from '../../look/hue.ts';
import { Words } from '../../slides/Words.tsx';
import type { PictureProps } from '../Comparison.tsx';
import { checksOf } from './checks.ts';
import type { NodeChecks } from './checks.ts';
import { Mend } from './Mend.tsx';
import { useChecks } from './use-checks.ts';

/** The nodes of the four steps: up, connected, clean, or why not. */
export function Preflight({ words }: PictureProps): ReactNode {
  const lab = useStage((stage) => stage.lab);
  const nodes = useStage((stage) => stage.nodes);
  const found = useStage((stage) => stage.left);
  const mayAct = useMayAct();
  useChecks(mayAct);
  const rows = checksOf(lab ?? [], nodes ?? {}, found ?? {});
  const unclean = [
    ...new Set(rows.filter(({ faults }) => faults.length > 0).map(({ step }) => step)),
  ];
  return (
    <div className="preflight">
      <div className="preflight-words">
        {words.body.map((block) => (
          <Words key={JSON.stringify(block)} block={block} />
        ))}
      </div>
      <figure className="preflight-nodes" data-testid="preflight">
        <figcaption>{whichLab(rows)}</figcaption>
        <table>
          <colgroup>
            <col />
            <col />
            <col />
          </colgroup>
          <thead className="sr-only">
            <tr>
              <th scope="col">Step</th>
              <th scope="col">Node</th>
              <th scope="col">State</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <Row key={row.node} row={row} first={rows[index - 1]?.step !== row.step} />
            ))}
          </tbody>
        </table>
        {words.id === 'preflight' && mayAct && <Mend steps={unclean} />}
      </figure>
    </div>
  );
}

function Row({ row, first }: { readonly row: NodeChecks; readonly first: boolean }): ReactNode {
  const good = row.faults.length === 0;
  return (
    <tr data-hue={hueOf(row.node)} data-first={first} data-good={good} data-node={row.node}>
      <td className="preflight-step">{first ? `Step ${row.step}` : ''}</td>
      <th scope="row">
        <span className="node-name">{row.node}</span>
        <span className="node-address">{row.address}</span>
      </th>
      <td className="preflight-state">
        {good ? '✓ up · connected · clean' : `✗ ${row.faults.join('; ')}`}
      </td>
    </tr>
  );
}

function whichLab(rows: readonly NodeChecks[]): string {
  const embedded = rows.filter(({ from }) => from === 'embedded').length;
  const elsewhere = rows.filter(({ from }) => from === 'elsewhere').length;
  if (embedded > 0) return 'The embedded lab runs: namespaces on the presenter’s machine';
  if (elsewhere > 0) return 'Virtual machines run: their agents have dialled in';
  return 'No lab runs here: what is shown was recorded';
}
