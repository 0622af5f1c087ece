import type { Refusal } from '@netstage/protocol';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useStage, useTalk } from '../app/talk-context.ts';
import { chipState, chipWords, isGoing } from '../cue/chip-state.ts';
import type { ChipState } from '../cue/chip-state.ts';
import { newRun } from '../cue/pace.ts';
import { hueOf } from '../look/hue.ts';
import type { Cue } from '../talk/model.ts';
import { holdsUp, nextCue } from './next-cue.ts';

/** The slide's commands: the one that is next as a button for a thumb, all of them below it. */
export function RemoteCues({ cues }: { readonly cues: readonly Cue[] }): ReactNode {
  const { link } = useTalk();
  const outcomes = useStage((stage) => stage.cues);
  const [refused, setRefused] = useState<{ cue: string; refusal: Refusal } | null>(null);
  if (cues.length === 0) return null;

  const stateOf = (cue: Cue): ChipState =>
    chipState(outcomes?.[cue.id] ?? null, refused?.cue === cue.id ? refused.refusal : null);
  const next = nextCue(cues, stateOf);
  const going = next !== null && isGoing(stateOf(next));
  const waits = cues.some((cue) => holdsUp(stateOf(cue)));

  function run(cue: Cue): void {
    setRefused(null);
    void link.remote?.runCue(cue.id, newRun()).then((answer) => {
      if (!answer.ok) setRefused({ cue: cue.id, refusal: answer.refusal });
    });
  }

  return (
    <div className="remote-cues" data-testid="remote-cues">
      {next && (
        <button
          type="button"
          className="remote-run"
          data-testid="remote-run"
          data-cue={next.id}
          data-hue={hueOf(next.node)}
          data-state={stateOf(next).kind}
          disabled={going}
          onClick={() => run(next)}
        >
          <span>{going ? 'Running' : 'Run'}</span>
          <b>{next.label}</b>
          <code>{next.command}</code>
        </button>
      )}
      <output className="remote-words">
        {refused ? refused.refusal.message : next && chipWords(stateOf(next))}
      </output>
      {(cues.length > 1 || !next) && (
        <details>
          <summary>
            {next ? 'All commands of this slide' : 'All commands have run: run one again'}
          </summary>
          <ul>
            {cues.map((cue) => (
              <li key={cue.id}>
                <button
                  type="button"
                  data-state={stateOf(cue).kind}
                  disabled={waits || isGoing(stateOf(cue))}
                  onClick={() => run(cue)}
                >
                  {cue.label}
                  <small>{chipWords(stateOf(cue))}</small>
                </button>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
