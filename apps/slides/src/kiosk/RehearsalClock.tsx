import { actualOf } from '@netstage/protocol';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useTalk } from '../app/talk-context.ts';
import { useStore } from '../follow/use-store.ts';
import { saveRehearsal } from './api.ts';
import { rehearsingOf } from './rehearsing.ts';
import type { SpeakerLog } from './speaker.ts';
import { clockWords, deltaWords } from './time-words.ts';
import './kiosk.css';

type Saved = { readonly is: 'no' | 'yes' } | { readonly is: 'lost'; readonly why: string };

/** Starts and ends the speaker's rehearsal, and shows how it keeps time meanwhile. */
export function RehearsalClock(): ReactNode {
  const rehearsing = rehearsingOf(useTalk());
  const log = useStore(rehearsing.log, (value) => value);
  const [saved, setSaved] = useState<Saved>({ is: 'no' });
  useEveryLook(rehearsing.look, log !== null);

  const end = (): void => {
    const rehearsal = rehearsing.end();
    if (!rehearsal) return;
    saveRehearsal(rehearsal).then(
      () => setSaved({ is: 'yes' }),
      (error: unknown) => setSaved({ is: 'lost', why: String(error) }),
    );
  };

  return (
    <span className="rehearsal-clock" data-testid="rehearsal" data-running={log !== null}>
      {log === null ? (
        <button type="button" onClick={rehearsing.begin}>
          Rehearse
        </button>
      ) : (
        <>
          <span>{wordsOf(log)}</span>
          <button type="button" onClick={end}>
            End
          </button>
        </>
      )}
      {log === null && saved.is === 'yes' && (
        <a href="/rehearsals" target="_blank" rel="noreferrer">
          Report
        </a>
      )}
      {saved.is === 'lost' && <span role="alert">not kept: {saved.why}</span>}
    </span>
  );
}

function useEveryLook(look: () => void, running: boolean): void {
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(look, 1_000);
    return () => clearInterval(timer);
  }, [look, running]);
}

/** The slide's time of its target, and how late the talk is with the slides before it. */
function wordsOf({ log, slide }: SpeakerLog): string {
  const entry = log.slides.find((each) => each.slide === slide);
  if (!entry) return '';
  const others = log.slides.filter((each) => each.shown && each !== entry);
  const late = others.reduce((sum, each) => sum + actualOf(each) - each.target, 0);
  return `${clockWords(actualOf(entry))} / ${clockWords(entry.target)} · ${deltaWords(late)}`;
}
