import type { ReactNode } from 'react';
import { chipWords, isInTheWay } from './chip-state.ts';
import type { CueHandle } from './use-cue.ts';

/** Why a command was not run, and what can be done about it. */
export function Refused({ cue }: { readonly cue: CueHandle }): ReactNode {
  const { state } = cue;
  if (state.kind !== 'refused') return null;
  return (
    <div className="chip-refusal" role="alert" data-testid="chip-refusal">
      <p>{chipWords(state)}</p>
      {isInTheWay(state.refusal) && (
        <>
          <button type="button" data-testid="interrupt" onClick={cue.interrupt}>
            Press Ctrl-C and run
          </button>
          <button type="button" data-testid="run-anew" onClick={cue.runAnew}>
            Use a new terminal
          </button>
        </>
      )}
      <button type="button" onClick={cue.dismiss}>
        Close
      </button>
    </div>
  );
}
