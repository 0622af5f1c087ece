import type { CueOutcome, StageState } from '@netstage/protocol';
import { useStage } from '../app/talk-context.ts';
import type { Cue } from '../talk/model.ts';
import { shownFor } from '../terminal/successor.ts';
import { terminalOf } from './use-cue.ts';

/** The run that went on last in these cues' terminals, when it is one of theirs. */
export function useLatest(
  cues: readonly Cue[],
  outcomes: StageState['cues'] | null,
): CueOutcome | null {
  const terminals = useStage((stage) => stage.terminals);
  const current = cues
    .map((cue) => terminals && (terminals[shownFor(terminals, terminalOf(cue))]?.run?.cue ?? null))
    .find((id) => cues.some((cue) => cue.id === id));
  return current === undefined || current === null ? null : (outcomes?.[current] ?? null);
}
