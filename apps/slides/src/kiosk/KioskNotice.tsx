import type { RehearsedCue } from '@netstage/protocol';
import type { ReactNode } from 'react';
import { useTalk } from '../app/talk-context.ts';
import { useStore } from '../follow/use-store.ts';
import { IDLE, resumesIn } from './hands.ts';
import { kioskOf } from './kiosk.ts';
import type { Runner } from './runner.ts';

/** Says over the slide why the kiosk stands still, and what went wrong here. */
export function KioskNotice(): ReactNode {
  const { player } = kioskOf(useTalk());
  const left = useStore(player.runner, secondsLeft);
  const by = useStore(player.runner, ({ mode }) => (mode.is === 'paused' ? mode.by : null));
  const cues = useStore(
    player.runner,
    ({ log, index, range }) => log.slides[index - range[0]]?.cues,
  );
  const wrong = (cues ?? []).filter((cue) => cue.why.length > 0);
  const warns = left !== null && left <= (IDLE.resume - IDLE.warn) / 1_000;
  return (
    <>
      {wrong.length > 0 && (
        <ul className="kiosk-wrong" data-testid="kiosk-wrong" aria-live="polite">
          {wrong.map((cue) => (
            <li key={cue.cue} data-result={cue.result}>
              {wrongWords(cue)}
            </li>
          ))}
        </ul>
      )}
      {by !== null && (
        <div
          className="kiosk-pause"
          data-testid="kiosk-pause"
          data-warns={warns}
          data-kiosk-control=""
          aria-live="polite"
        >
          <p>{pauseWords(left, warns)}</p>
          <button type="button" onClick={() => player.control({ do: 'play' })}>
            Go on now
          </button>
          {warns && (
            <button type="button" onClick={() => player.touched()}>
              Stay
            </button>
          )}
        </div>
      )}
    </>
  );
}

function secondsLeft(run: Runner): number | null {
  const ms = resumesIn(run);
  return ms === null ? null : Math.ceil(ms / 1_000);
}

function pauseWords(left: number | null, warns: boolean): string {
  if (left === null) return 'Paused.';
  if (warns) return `The labs start anew and the talk goes on in ${left} s. Touch to stay.`;
  return `Yours: try it out. The talk goes on by itself when nobody touches it for a while.`;
}

function wrongWords({ label, result, attempts, why }: RehearsedCue): string {
  const reason = why.at(-1) ?? '';
  switch (result) {
    case 'held':
      return `“${label}” held when tried again. Before: ${reason}`;
    case 'recorded':
      return `“${label}” was not run, this is recorded: ${reason}`;
    case 'failed':
    case 'not-run':
      return attempts < 2
        ? `“${label}” failed: ${reason}. Once more, from a clean lab…`
        : `“${label}” failed twice: ${reason}`;
  }
}
