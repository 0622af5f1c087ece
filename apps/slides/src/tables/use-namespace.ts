import { namespaceNamed, nodeNamespace } from '@netstage/topology';
import type { Namespace, NodeState } from '@netstage/topology';
import { useMemo } from 'react';
import { useStage } from '../app/talk-context.ts';
import { useSlide } from '../deck/slide-context.ts';
import { statesAt } from '../recorded/recording.ts';
import { frameOf } from '../recorded/frame-of.ts';
import { useAbsent } from '../recorded/use-absent.ts';
import { useRecording } from '../recorded/use-recording.ts';

/** A node's own namespace, or the one of that name on it. */
function find(state: NodeState | null | undefined, name: string | null): Namespace | null {
  if (!state) return null;
  return (name === null ? nodeNamespace(state) : namespaceNamed(state, name)) ?? null;
}

export interface Shown {
  readonly namespace: Namespace | null;
  /** Not the network of now: there is no lab, and this is what was recorded of the step. */
  readonly recorded: boolean;
}

/** The namespace as it is now; without a lab, as it was recorded at this place of the talk. */
export function useNamespace(node: string, name: string | null, step: number | null): Shown {
  const state = useStage((stage) => stage.nodes[node]?.state ?? null);
  const absent = useAbsent(step);
  const recording = useRecording(absent ? step : null);
  const { id } = useSlide();
  const frame = step === null ? 'done' : frameOf(id, step);
  const past = useMemo(() => recording && statesAt(recording, frame), [recording, frame]);
  if (state) return { namespace: find(state, name), recorded: false };
  return { namespace: find(past?.[node], name), recorded: past !== null };
}
