import type { CueOutcome } from '@netstage/protocol';
import { useEffect, useMemo } from 'react';
import { useStage } from '../app/talk-context.ts';
import { useSlide } from '../deck/slide-context.ts';
import { useStore } from '../follow/use-store.ts';
import { talk } from '../slides/talk.ts';
import { stepOf } from '../talk/model.ts';
import type { Cue } from '../talk/model.ts';
import { load, outcomeOf, shown } from './shown.ts';
import type { Runs } from './shown.ts';
import { useAbsent } from './use-absent.ts';

/** What was recorded of a step's cues; null until it is there, and for null. */
export function useRuns(step: number | null): Runs | null {
  const runs = useStore(shown, (all) => (step === null ? null : (all[step] ?? null)));
  useEffect(() => {
    if (step !== null) void load(step);
  }, [step]);
  return runs;
}

/** The cues of this slide that its fragments have brought so far. */
export function cuesUpTo(cues: readonly Cue[], fragment: number): readonly Cue[] {
  return cues.filter((cue) => cue.fragment < 0 || cue.fragment <= fragment);
}

/**
 * How each cue's last run went. Without a lab: how those of this slide went when they were
 * recorded, and `recorded` says so.
 */
export function useOutcomes(): {
  readonly outcomes: Readonly<Record<string, CueOutcome>> | null;
  readonly recorded: boolean;
} {
  const live = useStage((stage) => stage.cues);
  const { id, fragment } = useSlide();
  const words = talk.find((slide) => slide.id === id);
  const step = words ? stepOf(words.section) : null;
  const absent = useAbsent(step) && step !== null;
  const runs = useRuns(absent ? step : null);
  const past = useMemo(() => {
    const cues = cuesUpTo(words?.cues ?? [], fragment);
    const of = runs?.filter(({ cue }) => cues.some((one) => one.id === cue)) ?? [];
    return Object.fromEntries(of.map((run) => [run.cue, outcomeOf(run)]));
  }, [runs, words, fragment]);
  return absent ? { outcomes: past, recorded: true } : { outcomes: live, recorded: false };
}
