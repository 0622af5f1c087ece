import type { CueOutcome } from '@netstage/protocol';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useMayAct, useStage, useTalk } from '../app/talk-context.ts';
import { useStore } from '../follow/use-store.ts';
import { paceChoice } from '../look/settings.ts';
import { scriptOf } from './files.ts';
import { ScriptPanel } from './ScriptPanel.tsx';

/** Ms for which the script stays after its last line: its end is worth a look as well. */
const LINGER = 2_500;

export interface RunningLine {
  readonly terminal: string;
  readonly run: string;
  readonly script: string;
  /** The line that ran last, whose doing the diagram shows; null before the first. */
  readonly ran: number | null;
  /** The line that is about to run; null after the last. */
  readonly next: number | null;
  readonly waiting: boolean;
}

/** The line at which one of these cues' paced scripts stands, until shortly after its end. */
export function useRunningLine(cues: readonly string[]): RunningLine | null {
  const outcomes = useStage((stage) => stage.cues);
  const outcome =
    cues.map((cue) => outcomes?.[cue]).find((one) => one?.run.state.phase === 'line') ?? null;
  const [seen, setSeen] = useState<{ outcome: CueOutcome | null; at: RunningLine | null }>({
    outcome: null,
    at: null,
  });
  if (outcome !== seen.outcome) setSeen({ outcome, at: after(seen.at, outcome) });

  useEffect(() => {
    if (seen.outcome || !seen.at) return;
    const timer = setTimeout(() => setSeen({ outcome: null, at: null }), LINGER);
    return () => clearTimeout(timer);
  }, [seen]);
  return seen.at;
}

/** Where the run stands, given where it stood: the line that was next is the one that ran. */
function after(before: RunningLine | null, outcome: CueOutcome | null): RunningLine | null {
  const state = outcome?.run.state;
  if (!outcome || state?.phase !== 'line')
    return before && { ...before, ran: before.next ?? before.ran, next: null, waiting: false };
  const { run } = outcome.run;
  const same = before?.run === run ? before : null;
  const ran = same?.next === state.line ? same.ran : (same?.next ?? null);
  const { terminal } = outcome;
  return { terminal, run, script: state.script, ran, next: state.line, waiting: state.waiting };
}

interface Props {
  readonly step: number;
  readonly at: RunningLine;
}

/** The script that runs, in the place of the chips, while the diagram above follows its lines. */
export function RunningScript({ step, at }: Props): ReactNode {
  const { link } = useTalk();
  const mayAct = useMayAct();
  const byKey = useStore(paceChoice, (choice) => choice === 'key');
  const name = at.script.slice(at.script.lastIndexOf('/') + 1);
  const lines = scriptOf(step, name);
  if (!lines) return null;
  return (
    <div className="running-script">
      <ScriptPanel name={name} lines={lines} ran={at.ran} next={at.next} state={wordsOf(at)}>
        {at.waiting && byKey && mayAct && (
          <button
            type="button"
            data-testid="next-line"
            onClick={() => link.actions?.next(at.terminal, at.run)}
          >
            Next line <kbd>.</kbd>
          </button>
        )}
      </ScriptPanel>
    </div>
  );
}

function wordsOf({ ran, next }: RunningLine): string {
  if (next === null) return 'done';
  return ran === null ? `line ${next} is next` : `after line ${ran}`;
}
