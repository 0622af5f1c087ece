import { useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useMayAct, useStage, useTalk } from '../app/talk-context.ts';
import { scriptOf } from './files.ts';
import { ScriptPanel } from './ScriptPanel.tsx';

/** Ms for which the script stays after its last line: its end is worth a look as well. */
const LINGER = 2_500;

export interface RunningLine {
  readonly terminal: string;
  readonly run: string;
  readonly script: string;
  readonly line: number;
  readonly waiting: boolean;
  readonly ended: boolean;
}

/** The line at which one of these cues' paced scripts stands, until shortly after its end. */
export function useRunningLine(cues: readonly string[]): RunningLine | null {
  const outcomes = useStage((stage) => stage.cues);
  const outcome = cues.map((cue) => outcomes?.[cue]).find((one) => one?.run.state.phase === 'line');
  const now = useMemo((): RunningLine | null => {
    const state = outcome?.run.state;
    if (!outcome || state?.phase !== 'line') return null;
    const { script, line, waiting } = state;
    return {
      terminal: outcome.terminal,
      run: outcome.run.run,
      script,
      line,
      waiting,
      ended: false,
    };
  }, [outcome]);
  const [last, setLast] = useState<RunningLine | null>(null);
  if (now && now !== last) setLast(now);

  useEffect(() => {
    if (now || !last) return;
    const timer = setTimeout(() => setLast(null), LINGER);
    return () => clearTimeout(timer);
  }, [now, last]);
  if (now) return now;
  return last ? { ...last, waiting: false, ended: true } : null;
}

interface Props {
  readonly step: number;
  readonly at: RunningLine;
}

/** The script that runs, in the place of the chips, while the diagram above follows its lines. */
export function RunningScript({ step, at }: Props): ReactNode {
  const { link } = useTalk();
  const mayAct = useMayAct();
  const name = at.script.slice(at.script.lastIndexOf('/') + 1);
  const lines = scriptOf(step, name);
  if (!lines) return null;
  return (
    <div className="running-script">
      <ScriptPanel name={name} lines={lines} lit={at.line} state={wordsOf(at)}>
        {at.waiting && mayAct && (
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

function wordsOf(at: RunningLine): string {
  if (at.ended) return 'done';
  return at.waiting ? `waits after line ${at.line}` : `line ${at.line}`;
}
