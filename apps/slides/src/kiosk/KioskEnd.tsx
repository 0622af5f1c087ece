import type { ReactNode } from 'react';
import { useTalk } from '../app/talk-context.ts';
import { useStore } from '../follow/use-store.ts';
import { exportOf } from './api.ts';
import { kioskOf } from './kiosk.ts';
import { ReportView } from './ReportView.tsx';
import { reportShown } from './runner.ts';

/** The report: for good when the kiosk has ended, for a moment between two loops. */
export function KioskEnd(): ReactNode {
  const kiosk = kioskOf(useTalk());
  const { runner } = kiosk.player;
  const saved = useStore(kiosk.saved, (value) => value);
  const report = useStore(runner, reportShown);
  const options = useStore(runner, (run) => run.options);
  const ended = useStore(runner, (run) => run.mode.is === 'ended');
  if (!report) return null;
  return (
    <main className="kiosk-end" data-testid="kiosk-end" data-kiosk-control="" data-saved={saved.is}>
      <header>
        <h1>{ended ? 'Done' : `Loop ${report.loop} is done`}</h1>
        <nav className="kiosk-actions">
          {ended && (
            <button type="button" onClick={() => kiosk.begin(options)}>
              Once more
            </button>
          )}
          <a href="/rehearsals">All reports</a>
          {saved.is === 'kept' && (
            <a href={exportOf(saved.id)} download={`${saved.id}.json`}>
              JSON
            </a>
          )}
        </nav>
      </header>
      {saved.is === 'lost' && <p className="kiosk-warning">It could not be kept: {saved.why}</p>}
      <ReportView rehearsal={report} earlier={null} />
    </main>
  );
}
