import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useStage } from '../app/talk-context.ts';
import { scriptOf } from './files.ts';
import { ScriptPanel } from './ScriptPanel.tsx';

/** Ms for which the script stays after its last line: its end is worth a look as well. */
const LINGER = 2_500;

export interface RunningLine {
  readonly script: string;
  readonly line: number;
  readonly waiting: boolean;
  readonly ended: boolean;
}

/** The line at which one of these cues' paced scripts stands, until shortly after its end. */
export function useRunningLine(cues: readonly string[]): RunningLine | null {
  const outcomes = useStage((stage) => stage.cues);
  const phase =
    cues
      .map((cue) => outcomes?.[cue]?.run.state)
      .find((state) => state?.phase === 'line' || state?.phase === 'running') ?? null;
  const [last, setLast] = useState<RunningLine | null>(null);
  const line = phase?.phase === 'line' ? phase : null;

  useEffect(() => {
    if (line) {
      setLast({ script: line.script, line: line.line, waiting: line.waiting, ended: false });
      return;
    }
    setLast((before) => (before ? { ...before, waiting: false, ended: true } : null));
    const timer = setTimeout(() => setLast(null), LINGER);
    return () => clearTimeout(timer);
  }, [line]);
  return last;
}

interface Props {
  readonly step: number;
  readonly at: RunningLine;
}

export function RunningScript({ step, at }: Props): ReactNode {
  const name = at.script.slice(at.script.lastIndexOf('/') + 1);
  const lines = scriptOf(step, name);
  if (!lines) return null;
  return <ScriptPanel name={name} lines={lines} lit={at.line} waiting={at.waiting} />;
}
