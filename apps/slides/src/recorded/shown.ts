import type { CueOutcome } from '@netstage/protocol';
import { createStore } from '../follow/store.ts';
import type { Store } from '../follow/store.ts';

/** One cue's run on a real node, and what its terminal showed: prompt, command and output. */
export interface RecordedRun {
  readonly cue: string;
  readonly terminal: string;
  readonly exit: number | null;
  readonly held: boolean;
  readonly why: readonly string[];
  /** Lines that were wrapped are whole; of their looks, SGR sequences for weight and colour. */
  readonly lines: readonly string[];
}

/** A step's runs in the order of the talk. */
export type Runs = readonly RecordedRun[];

const loaders: Readonly<Record<number, () => Promise<{ readonly default: Runs }>>> = {
  1: () => import('virtual:shown/1'),
  2: () => import('virtual:shown/2'),
  3: () => import('virtual:shown/3'),
  4: () => import('virtual:shown/4'),
};

const loaded = createStore<Readonly<Record<number, Runs>>>({});
const asked = new Set<number>();

/** What was recorded, by step, as far as it was asked for and has come. */
export const shown: Store<Readonly<Record<number, Runs>>> = loaded;

export async function load(step: number): Promise<void> {
  const loader = loaders[step];
  if (!loader || asked.has(step)) return;
  asked.add(step);
  const { default: runs } = await loader();
  loaded.set({ ...loaded.get(), [step]: runs });
}

/** The run as the hub would tell of it. */
export function outcomeOf({ cue, terminal, exit, held, why, lines }: RecordedRun): CueOutcome {
  const verdict = { held, why: [...why] };
  return {
    terminal,
    run: {
      run: 'recorded',
      cue,
      command: lines[0] ?? '',
      state: { phase: 'ended', exit, took: 0, verdict },
    },
  };
}
