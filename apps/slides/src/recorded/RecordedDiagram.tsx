import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { columnsOf } from '../diagram/columns.ts';
import { NetworkDrawing } from '../diagram/NetworkDrawing.tsx';
import { statesAt } from './recording.ts';
import type { At, States } from './recording.ts';
import { useRecording } from './use-recording.ts';

const nothing: States = {};

interface Props {
  readonly step: number;
  readonly frame: At;
  /** Only these nodes; all of the step's without it. */
  readonly nodes?: readonly string[];
}

/** The step's network as it was recorded right after a line of setup.sh. */
export default function RecordedDiagram({ step, frame, nodes }: Props): ReactNode {
  const recording = useRecording(step);
  const states = useMemo(
    () => (recording ? statesAt(recording, frame) : nothing),
    [recording, frame],
  );
  const names = useMemo(() => nodes ?? Object.keys(states), [nodes, states]);
  if (!recording) return null;
  const told = names.map((name) => states[name] ?? null);
  const { outside } = recording;
  return <NetworkDrawing nodes={names} told={told} outside={outside} columns={columnsOf(step)} />;
}
