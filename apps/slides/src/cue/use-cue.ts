import type { Refusal, StageState, TerminalId } from '@netstage/protocol';
import { useState } from 'react';
import { useMayAct, useStage, useTalk } from '../app/talk-context.ts';
import { useSlide } from '../deck/slide-context.ts';
import { until } from '../follow/store.ts';
import { useStore } from '../follow/use-store.ts';
import { paceChoice } from '../look/settings.ts';
import { useOutcomes } from '../recorded/use-runs.ts';
import type { Cue } from '../talk/model.ts';
import { terminalOf } from '../talk/terminal-of.ts';
import { chipState, stillSays } from './chip-state.ts';
import type { ChipState } from './chip-state.ts';
import { isFree, makeWay, onlyListens } from './make-way.ts';
import { commandOf, newRun } from './pace.ts';
import { nextFor, shownFor } from '../terminal/successor.ts';

export interface CueHandle {
  readonly state: ChipState;
  readonly mayAct: boolean;
  readonly run: () => void;
  /** Ends what is in the way, by Ctrl-C in the cue's terminal, and runs it then. */
  readonly interrupt: () => void;
  /** Runs it in a new terminal, in the place of the one that is taken up. */
  readonly runAnew: () => void;
  readonly dismiss: () => void;
}

/** What has to run in a terminal before a cue, as the stage is now. */
export type Before = (cue: Cue, stage: StageState, terminal: TerminalId) => readonly Cue[];

/** @param before a constant; nothing has to run before without it */
export function useCue(cue: Cue, before?: Before): CueHandle {
  const { link } = useTalk();
  const mayAct = useMayAct();
  const choice = useStore(paceChoice, (value) => value);
  const { outcomes, recorded } = useOutcomes();
  const outcome = outcomes?.[cue.id] ?? null;
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [waiting, setWaiting] = useState(false);
  const terminal =
    useStage((stage) => shownFor(stage.terminals, terminalOf(cue))) ?? terminalOf(cue);
  const { current } = useSlide();
  const free = useStage((stage) => isFree(stage.terminals[terminal])) === true;
  const [place, setPlace] = useState({ free, current });
  if (place.free !== free || place.current !== current) {
    setPlace({ free, current });
    if (refusal && !stillSays(refusal, place, { free, current })) setRefusal(null);
  }

  async function run(at: string): Promise<void> {
    setRefusal(null);
    if (onlyListens(link.talk.get().stage?.terminals[at]) && !(await clear(at))) return;
    const stage = link.talk.get().stage;
    const first = (stage && before?.(cue, stage, at)) ?? [];
    for (const one of first) if (!(await runOne(one, at, { toItsEnd: true }))) return;
    await runOne(cue, at, { toItsEnd: false });
  }

  /** Ctrl-C, until there is a prompt; whether there is. */
  async function clear(at: string): Promise<boolean> {
    setRefusal(null);
    setWaiting(true);
    const free = await makeWay(link, at);
    setWaiting(false);
    if (!free) setRefusal({ code: 'busy', message: `${at}: Ctrl-C did not end what runs there.` });
    return free;
  }

  async function interrupt(): Promise<void> {
    if (await clear(terminal)) await run(terminal);
  }

  /** Whether it was taken, and held if its end is waited for. */
  async function runOne(one: Cue, at: string, { toItsEnd }: { toItsEnd: boolean }) {
    const name = newRun();
    const answer = await link.actions?.run(at, commandOf(one, choice, name));
    if (answer?.ok === false) setRefusal(answer.refusal);
    if (answer?.ok !== true || !toItsEnd) return answer?.ok === true;
    await until(link.talk, ({ stage }) => stage?.cues[one.id]?.run.run === name);
    // Its end, and a prompt that takes the next; or it was run anew, and this one is no more.
    await until(link.talk, ({ stage }) => {
      const ran = stage?.cues[one.id]?.run;
      if (ran?.run !== name) return true;
      return ran.state.phase === 'ended' && stage?.terminals[at]?.shell.at === 'prompt';
    });
    const ended = link.talk.get().stage?.cues[one.id]?.run;
    return ended?.run === name && ended.state.phase === 'ended' && ended.state.verdict.held;
  }

  async function runAnew(): Promise<void> {
    const stage = link.talk.get().stage;
    const anew = stage && nextFor(stage.terminals, terminalOf(cue));
    const size = stage?.terminals[terminal]?.size;
    if (!link.actions || !anew || !size) return;
    const answer = await link.actions.open(anew, size);
    setRefusal(answer.ok ? null : answer.refusal);
    if (!answer.ok) return;
    // Its shell greets with a prompt before it takes a command.
    await until(link.talk, ({ stage: now }) => now?.terminals[anew]?.shell.at === 'prompt');
    await run(anew);
  }

  return {
    state: waiting ? { kind: 'waiting' } : chipState(outcome, refusal),
    mayAct: mayAct && !recorded,
    run: () => void run(terminal),
    runAnew: () => void runAnew(),
    interrupt: () => void interrupt(),
    dismiss: () => setRefusal(null),
  };
}
