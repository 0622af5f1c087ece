import type { ReactNode } from 'react';
import { hueOf } from '../look/hue.ts';
import { Text } from '../slides/Text.tsx';
import type { Cue } from '../talk/model.ts';
import { chipWords, isGoing, longestGoing } from './chip-state.ts';
import type { ChipState } from './chip-state.ts';
import { commandEnds } from './command-ends.ts';
import { outcomeOf } from './outcome.ts';
import { Refused } from './Refused.tsx';
import { useCue } from './use-cue.ts';

/** The mark that says the state without its colour: open until the cue has run, then its verdict. */
const marks: Readonly<Record<ChipState['kind'], string>> = {
  idle: '○',
  waiting: '…',
  typing: '…',
  running: '●',
  ready: '●',
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

/**
 * A cue as a button: a click types its command into the node's shell, for all to see. What must
 * come out of it stands on the button, open until it has run, and then says whether it held.
 */
export function Chip({ cue, number }: Props): ReactNode {
  const handle = useCue(cue);
  const { state, mayAct, run } = handle;
  const words = chipWords(state);
  const { head, tail } = commandEnds(cue.command);
  return (
    <div
      className="chip"
      data-testid="chip"
      data-cue={cue.id}
      data-piece={cue.id}
      data-state={state.kind}
      data-shown={state.kind === 'ready' ? state.shown : undefined}
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
        <span className="chip-head">
          <span className="chip-label">{cue.label}</span>
          <span className="chip-outcome">
            <span data-said={!isGoing(state)}>
              <Mark of={state} /> <Text>{outcomeOf(cue)}</Text>
            </span>
            <span data-said={isGoing(state)}>
              <Mark of={state} /> {isGoing(state) ? words : longestGoing(cue)}
            </span>
          </span>
        </span>
        <span className="chip-foot">
          <code className="chip-command">
            <span className="chip-command-head">{head}</span>
            <span className="chip-command-tail">{tail}</span>
          </code>
          {mayAct && number !== null && <kbd>{number}</kbd>}
        </span>
      </button>
      <output className="sr-only">{state.kind === 'refused' ? '' : words}</output>
      <Refused cue={handle} />
    </div>
  );
}

function Mark({ of }: { readonly of: ChipState }): ReactNode {
  const mark = of.kind === 'ready' && of.shown ? marks.held : marks[of.kind];
  return <span aria-hidden="true">{mark}</span>;
}
