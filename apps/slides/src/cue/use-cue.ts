import { terminalId } from '@netstage/protocol';
import type { Refusal } from '@netstage/protocol';
import { useState } from 'react';
import { useMayAct, useStage, useTalk } from '../app/talk-context.ts';
import { until } from '../follow/store.ts';
import { useStore } from '../follow/use-store.ts';
import { paceChoice } from '../look/settings.ts';
import type { Cue } from '../talk/model.ts';
import { chipState } from './chip-state.ts';
import type { ChipState } from './chip-state.ts';
import { commandOf, newRun } from './pace.ts';
import { nextFor, shownFor } from '../terminal/successor.ts';

export interface CueHandle {
  readonly state: ChipState;
  readonly mayAct: boolean;
  readonly run: () => void;
  /** Ends what is in the way: Ctrl-C in the cue's terminal. */
  readonly interrupt: () => void;
  /** Runs it in a new terminal, in the place of the one that is taken up. */
  readonly runAnew: () => void;
  readonly dismiss: () => void;
}

/** Where the cue is planned to run; a successor of it may stand in its place. */
export function terminalOf(cue: Cue): string {
  return terminalId(cue.node, cue.terminal);
}

export function useCue(cue: Cue): CueHandle {
  const { link } = useTalk();
  const mayAct = useMayAct();
  const choice = useStore(paceChoice, (value) => value);
  const outcome = useStage((stage) => stage.cues[cue.id]) ?? null;
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const terminal =
    useStage((stage) => shownFor(stage.terminals, terminalOf(cue))) ?? terminalOf(cue);

  function run(at: string): void {
    setRefusal(null);
    void link.actions
      ?.run(at, commandOf(cue, choice, newRun()))
      .then((answer) => setRefusal(answer.ok ? null : answer.refusal));
  }

  async function runAnew(): Promise<void> {
    const stage = link.talk.get().stage;
    const anew = stage && nextFor(stage.terminals, terminalOf(cue));
    const size = stage?.terminals[terminal]?.size;
    if (!link.actions || !anew || !size) return;
    const answer = await link.actions.open(anew, size);
    setRefusal(answer.ok ? null : answer.refusal);
    if (!answer.ok) return;
    // Its shell greets with a prompt before it takes a command.
    await until(link.talk, ({ stage: now }) => now?.terminals[anew]?.shell.at === 'prompt');
    run(anew);
  }

  return {
    state: chipState(outcome, refusal),
    mayAct,
    run: () => run(terminal),
    runAnew: () => void runAnew(),
    interrupt: () => {
      setRefusal(null);
      link.actions?.type(terminal, '\u0003');
    },
    dismiss: () => setRefusal(null),
  };
}
