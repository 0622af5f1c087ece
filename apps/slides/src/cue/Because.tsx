import type { ReactNode } from 'react';
import { useOutcomes } from '../recorded/use-runs.ts';
import { useLatest } from './use-latest.ts';
import type { Cue } from '../talk/model.ts';

/** Why the last of these cues came out as it did; room is kept for it, so that nothing jumps. */
export function Because({ cues }: { readonly cues: readonly Cue[] }): ReactNode {
  const { outcomes, recorded } = useOutcomes();
  const live = useLatest(cues, outcomes);
  const past = cues.findLast(({ id }) => outcomes?.[id]);
  const latest = recorded ? past && outcomes?.[past.id] : live;
  const state = latest?.run.state;
  const cue = cues.find(({ id }) => id === latest?.run.cue);
  const ended = state?.phase === 'ended' ? state : null;
  return (
    <output className="because" data-held={ended?.verdict.held}>
      {ended && cue && (ended.verdict.held ? cue.because : ended.verdict.why.join('; '))}
    </output>
  );
}
