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
      {warns && (
        <div
          className="kiosk-warns"
          data-testid="kiosk-warns"
          data-kiosk-control=""
          aria-live="polite"
        >
          <p>The labs start anew and the talk goes on in {left} s.</p>
          <button type="button" onClick={() => player.touched()}>
            Stay
          </button>
          <button type="button" onClick={() => player.control({ do: 'play' })}>
            Go on now
          </button>
        </div>
      )}
    </>
  );
}

function secondsLeft(run: Runner): number | null {
  const ms = resumesIn(run);
  return ms === null ? null : Math.ceil(ms / 1_000);
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
