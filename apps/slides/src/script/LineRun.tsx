import type { TerminalId } from '@netstage/protocol';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { isGoing } from '../cue/chip-state.ts';
import { Refused } from '../cue/Refused.tsx';
import { useCue } from '../cue/use-cue.ts';
import { before, canRunAlone, lineCue } from './line-cue.ts';
import type { ScriptLine } from './tokenize.ts';

const marks = {
  idle: '▷',
  waiting: '…',
  typing: '…',
  running: '●',
  ready: '●',
  line: '●',
  held: '✓',
  broken: '✗',
  refused: '!',
} as const;

interface Props {
  readonly line: ScriptLine;
  readonly script: readonly ScriptLine[];
  readonly terminal: TerminalId;
}

/** Runs this line alone, typed into the node's shell, and says how it went. */
export function LineRun({ line, script, terminal }: Props): ReactNode {
  const cue = useMemo(() => lineCue(line, script, terminal), [line, script, terminal]);
  const handle = useCue(cue, before);
  const { state, mayAct } = handle;
  if (!canRunAlone(line) || (!mayAct && state.kind === 'idle')) return null;
  return (
    <>
      <button
        type="button"
        className="line-run"
        data-testid="run-line"
        data-cue={cue.id}
        data-state={state.kind}
        aria-label={`Run line ${line.number} alone: ${cue.label}`}
        title="Run this line alone (r)"
        disabled={!mayAct || isGoing(state)}
        onClick={handle.run}
      >
        {marks[state.kind]}
      </button>
      <Refused cue={handle} />
    </>
  );
}
