import { apply, emptyState } from '@netstage/topology';
import type { Change, NodeState } from '@netstage/topology';

export interface RecordedFrame {
  /** The node that ran the line; null for the state before the first one. */
  readonly node: string | null;
  /** Number of the line in setup.sh, from 1. */
  readonly line: number | null;
  /** The line as it stands in the file. */
  readonly command: string;
  readonly changes: Readonly<Record<string, readonly Change[]>>;
}

/** One step's setup.sh, run line by line on each of its nodes. */
export interface Recording {
  readonly outside: string | null;
  readonly frames: readonly RecordedFrame[];
}

/** Node states by node. */
export type States = Readonly<Record<string, NodeState>>;

const loaders: Readonly<Record<number, () => Promise<{ readonly default: Recording }>>> = {
  1: () => import('virtual:recorded/1-network-namespace'),
  2: () => import('virtual:recorded/2-single-node'),
  3: () => import('virtual:recorded/3-multi-node'),
  4: () => import('virtual:recorded/4-overlay-network'),
};

/** What was recorded of a step of the lab; loaded when it is first asked for. */
export async function recordingOf(step: number): Promise<Recording | null> {
  const load = loaders[step];
  return load ? (await load()).default : null;
}

/** A line of setup.sh, whole or by its number; `clean` before the first, `done` after the last. */
export type At = string | number;

function lineAt({ frames }: Recording, at: At): number {
  if (typeof at === 'number') return at;
  if (at === 'clean') return 0;
  return frames.find(({ command }) => command === at)?.line ?? Number.POSITIVE_INFINITY;
}

/** Every node right after it ran that line, as if all ran the script in step with each other. */
export function statesAt(recording: Recording, at: At): States {
  const last = lineAt(recording, at);
  const states: Record<string, NodeState> = {};
  for (const { node, line, changes } of recording.frames)
    if (node === null || (line ?? 0) <= last)
      for (const [name, list] of Object.entries(changes))
        states[name] = apply(states[name] ?? emptyState(name), list);
  return states;
}
