import { sumRehearsal } from '@netstage/protocol';
import type { KeptRehearsal } from '@netstage/protocol';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { exportOf, readRehearsals } from './api.ts';
import { ReportView } from './ReportView.tsx';
import { clockWords, dateWords, deltaWords } from './time-words.ts';
import './kiosk.css';

type Loaded =
  | { readonly is: 'loading' }
  | { readonly is: 'failed'; readonly why: string }
  | { readonly is: 'here'; readonly all: readonly KeptRehearsal[] };

/** All kept rehearsals, one of them in full, compared with an earlier one. */
export function RehearsalsPage(): ReactNode {
  const [loaded, setLoaded] = useState<Loaded>({ is: 'loading' });
  const [chosen, choose] = useState<string | null>(null);
  const [against, compare] = useState<string | null>(null);

  useEffect(() => {
    document.title = 'Rehearsals – Netstage';
    readRehearsals().then(
      (all) => setLoaded({ is: 'here', all }),
      (error: unknown) => setLoaded({ is: 'failed', why: String(error) }),
    );
  }, []);

  if (loaded.is === 'loading') return <output className="opening">Reading the reports…</output>;
  if (loaded.is === 'failed')
    return (
      <main className="coming">
        <h1>The rehearsals could not be read</h1>
        <p>{loaded.why}</p>
      </main>
    );
  const { all } = loaded;
  const shown = all.find((kept) => kept.id === chosen) ?? all[0];
  if (!shown)
    return (
      <main className="coming" data-testid="rehearsals">
        <h1>No rehearsal yet</h1>
        <p>Let the kiosk play the talk, or start the rehearsal clock on stage.</p>
        <nav>
          <a href="/kiosk">Open the kiosk</a>
          <a href="/stage">Open the stage</a>
        </nav>
      </main>
    );
  const earlier = against === null ? previousOf(all, shown) : all.find(({ id }) => id === against);
  return (
    <main className="rehearsals" data-testid="rehearsals">
      <header>
        <h1>Rehearsals</h1>
        <nav className="kiosk-actions">
          <a href="/kiosk">Kiosk</a>
          <a href="/stage">Stage</a>
          <a href={exportOf(shown.id)} download={`${shown.id}.json`}>
            JSON
          </a>
        </nav>
      </header>
      <Totals all={all} shown={shown.id} onChoose={choose} />
      <label className="rehearsals-against">
        <span>Compared with </span>
        <select value={earlier?.id ?? ''} onChange={({ target }) => compare(target.value)}>
          <option value="">nothing</option>
          {all
            .filter((kept) => kept.id !== shown.id)
            .map((kept) => (
              <option key={kept.id} value={kept.id}>
                {nameOf(kept)}
              </option>
            ))}
        </select>
      </label>
      <ReportView rehearsal={shown.rehearsal} earlier={earlier?.rehearsal ?? null} />
    </main>
  );
}

interface TotalsProps {
  readonly all: readonly KeptRehearsal[];
  readonly shown: string;
  readonly onChoose: (id: string) => void;
}

/** One bar for each rehearsal, its length the time it took. */
function Totals({ all, shown, onChoose }: TotalsProps): ReactNode {
  const sums = all.map((kept) => ({ kept, sum: sumRehearsal(kept.rehearsal) }));
  const longest = Math.max(1, ...sums.flatMap(({ sum }) => [sum.actual, sum.target]));
  return (
    <ol className="totals">
      {sums.map(({ kept, sum }) => (
        <li key={kept.id}>
          <button
            type="button"
            aria-pressed={kept.id === shown}
            data-rehearsal={kept.id}
            onClick={() => onChoose(kept.id)}
          >
            <span className="totals-name">{nameOf(kept)}</span>
            <span className="totals-bar">
              <span style={{ width: `${(100 * sum.actual) / longest}%` }} />
              <i style={{ left: `${(100 * sum.target) / longest}%` }} />
            </span>
            <span className="totals-time">
              {clockWords(sum.actual)} ({deltaWords(sum.actual - sum.target)})
            </span>
            <span className={sum.faults.length === 0 ? 'is-good' : 'is-bad'}>
              {sum.faults.length === 0 ? '✓' : `✗ ${sum.faults.length}`}
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}

function previousOf(all: readonly KeptRehearsal[], shown: KeptRehearsal): KeptRehearsal | null {
  const { kind, begun } = shown.rehearsal;
  return all.find((kept) => kept.rehearsal.kind === kind && kept.rehearsal.begun < begun) ?? null;
}

function nameOf({ rehearsal }: KeptRehearsal): string {
  const who = rehearsal.kind === 'kiosk' ? `kiosk, ${rehearsal.speed}×` : 'speaker';
  return `${dateWords(rehearsal.begun)} · ${who}${rehearsal.complete ? '' : ' · ended early'}`;
}
