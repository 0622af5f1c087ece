import { sumRehearsal } from '@netstage/protocol';
import type { Rehearsal } from '@netstage/protocol';
import type { ReactNode } from 'react';
import { ReportChart } from './ReportChart.tsx';
import { ReportTable } from './ReportTable.tsx';
import { clockWords, deltaWords } from './time-words.ts';
import './report.css';

interface Props {
  readonly rehearsal: Rehearsal;
  /** What it is compared with. */
  readonly earlier: Rehearsal | null;
}

/** A rehearsal in a sentence, as a chart and as a table. */
export function ReportView({ rehearsal, earlier }: Props): ReactNode {
  const sum = sumRehearsal(rehearsal);
  const { cues, spent } = sum;
  return (
    <article className="report" data-testid="report" data-faults={sum.faults.length}>
      <p className="report-sum">
        <strong>{clockWords(sum.actual)}</strong> of {clockWords(sum.target)} planned (
        {deltaWords(sum.actual - sum.target)}): {clockWords(spent.typing)} typing,{' '}
        {clockWords(spent.waiting)} waiting, {clockWords(spent.dwelling)}{' '}
        {rehearsal.kind === 'kiosk' ? 'dwelling' : 'talking'}. {cues.held} cues held, {cues.failed}{' '}
        failed, {cues.recorded} recorded, {cues['not-run']} not run; {sum.retried} tried again.
      </p>
      {sum.faults.length === 0 ? (
        <p className="report-verdict is-good">✓ Ready to be given.</p>
      ) : (
        <ul className="report-verdict is-bad">
          {sum.faults.map((fault) => (
            <li key={fault}>✗ {fault}</li>
          ))}
        </ul>
      )}
      <ReportChart rehearsal={rehearsal} earlier={earlier} />
      <ReportTable rehearsal={rehearsal} earlier={earlier} />
    </article>
  );
}
