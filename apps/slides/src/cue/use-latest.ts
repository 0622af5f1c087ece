import type { CueOutcome, StageState } from '@netstage/protocol';
import { useStage } from '../app/talk-context.ts';
import type { Cue } from '../talk/model.ts';
import { shownFor } from '../terminal/successor.ts';
import { terminalOf } from '../talk/terminal-of.ts';

/** The run of these cues that went on last, while its terminal shows nothing newer. */
export function useLatest(
  cues: readonly Cue[],
  outcomes: StageState['cues'] | null,
): CueOutcome | null {
  const terminals = useStage((stage) => stage.terminals);
  return terminals && outcomes ? latestOf(cues, outcomes, terminals) : null;
}

export function latestOf(
  cues: readonly Cue[],
  outcomes: StageState['cues'],
  terminals: StageState['terminals'],
): CueOutcome | null {
  const shown = new Set<string>();
  for (const cue of cues) {
    const run = terminals[shownFor(terminals, terminalOf(cue)) ?? '']?.run;
    if (run?.cue === cue.id) shown.add(cue.id);
  }
  return Object.entries(outcomes).findLast(([id]) => shown.has(id))?.[1] ?? null;
}
