import type { ReactNode } from 'react';
import { hueOf } from '../look/hue.ts';
import type { Cue } from '../talk/model.ts';
import { chipWords, isGoing } from './chip-state.ts';
import type { ChipState } from './chip-state.ts';
import { useCue } from './use-cue.ts';

/** The mark that says the state without its colour. */
const marks: Readonly<Record<ChipState['kind'], string>> = {
  idle: '▷',
  typing: '…',
  running: '●',
  line: '●',
  held: '✓',
  broken: '✗',
  refused: '!',
};

interface Props {
  readonly cue: Cue;
  /** The key that runs it, or null beyond the ninth. */
  readonly number: number | null;
}

/** A cue as a button: a click types its command into the node's shell, for all to see. */
export function Chip({ cue, number }: Props): ReactNode {
  const { state, mayAct, run, runAnew, interrupt, dismiss } = useCue(cue);
  const words = chipWords(state);
  return (
    <div
      className="chip"
      data-testid="chip"
      data-cue={cue.id}
      data-state={state.kind}
      data-hue={hueOf(cue.node)}
    >
      <button
        type="button"
        className="chip-run"
        data-chip={number ?? undefined}
        disabled={!mayAct || isGoing(state)}
        title={cue.command}
        onClick={run}
      >
        <span className="chip-mark" aria-hidden="true">
          {marks[state.kind]}
        </span>
        <span className="chip-text">
          <span className="chip-label">{cue.label}</span>
          <code className="chip-command">{cue.command}</code>
        </span>
        {mayAct && number !== null && state.kind === 'idle' && <kbd>{number}</kbd>}
      </button>
      <output className="chip-words">{state.kind === 'refused' ? '' : words}</output>
      {state.kind === 'refused' && (
        <div className="chip-refusal" role="alert" data-testid="chip-refusal">
          <p>{words}</p>
          {(state.refusal.code === 'busy' || state.refusal.code === 'half-typed') && (
            <>
              <button type="button" data-testid="interrupt" onClick={interrupt}>
                Press Ctrl-C
              </button>
              <button type="button" data-testid="run-anew" onClick={runAnew}>
                Use a new terminal
              </button>
            </>
          )}
          <button type="button" onClick={dismiss}>
            Close
          </button>
        </div>
      )}
    </div>
  );
}
