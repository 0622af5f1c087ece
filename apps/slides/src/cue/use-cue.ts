import { terminalId } from '@netstage/protocol';
import type { Refusal } from '@netstage/protocol';
import { useState } from 'react';
import { useMayAct, useStage, useTalk } from '../app/talk-context.ts';
import { useStore } from '../follow/use-store.ts';
import { paceChoice } from '../look/settings.ts';
import type { Cue } from '../talk/model.ts';
import { chipState } from './chip-state.ts';
import type { ChipState } from './chip-state.ts';
import { commandOf, newRun } from './pace.ts';

export interface CueHandle {
  readonly state: ChipState;
  readonly mayAct: boolean;
  readonly run: () => void;
  /** Ends what is in the way: Ctrl-C in the cue's terminal. */
  readonly interrupt: () => void;
  readonly dismiss: () => void;
}

export function terminalOf(cue: Cue): string {
  return terminalId(cue.node, cue.terminal);
}

export function useCue(cue: Cue): CueHandle {
  const { link } = useTalk();
  const mayAct = useMayAct();
  const choice = useStore(paceChoice, (value) => value);
  const outcome = useStage((stage) => stage.cues[cue.id]) ?? null;
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const terminal = terminalOf(cue);

  return {
    state: chipState(outcome, refusal),
    mayAct,
    run: () => {
      setRefusal(null);
      void link.actions
        ?.run(terminal, commandOf(cue, choice, newRun()))
        .then((answer) => setRefusal(answer.ok ? null : answer.refusal));
    },
    interrupt: () => {
      setRefusal(null);
      link.actions?.type(terminal, '\u0003');
    },
    dismiss: () => setRefusal(null),
  };
}
