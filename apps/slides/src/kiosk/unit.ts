import type { Cue } from '../talk/model.ts';
import type { Unit } from './book.ts';
import { terminalOf } from '../talk/terminal-of.ts';
import { cleanTasks, distrust, heldInLab, isReady, labKind } from './lab.ts';
import { noteCue } from './log.ts';
import { change } from './runner.ts';
import type { Doing, Progress, Task, Turn } from './runner.ts';

/** Seconds that a failure stands before it is mended. */
const FAILURE_STANDS = 3;

export function unitTasks(unit: Unit): Task[] {
  const tasks: Task[] = [{ do: 'ensure', unit }];
  for (const cue of unit.cues) {
    if (cue.beside) tasks.push({ do: 'start', cue, unit, aim: 'play' });
    else tasks.push({ do: 'run', cue, unit, aim: 'play' }, dwell(cue, unit));
    for (const other of unit.cues)
      if (other.beside?.until === cue.id)
        tasks.push({ do: 'stop', cue: other, unit }, dwell(other, unit));
  }
  return tasks;
}

function dwell(cue: Cue, unit: Unit): Task {
  return { do: 'dwell', seconds: cue.dwell, unit };
}

/** Puts before the unit whatever brings its lab to where it has to be. */
export function ensure(turn: Turn, unit: Unit): void {
  const { step } = unit;
  if (labKind(turn, step) === 'none') {
    const why = `the lab of step ${step} does not run`;
    for (const cue of unit.cues) note(turn, cue, unit, { result: 'recorded', why });
    drop(turn, unit);
    return;
  }
  if (isReady(turn, unit)) return;
  const aim = unit.attempt === 2 ? 'mend' : 'prepare';
  const clean = cleanTasks(turn, unit, aim);
  distrust(turn, step);
  const replays = unit.needs.map((cue): Task => ({ do: 'replay', cue, unit, aim }));
  change(turn, { queue: [...clean, ...replays, ...turn.run.queue] });
}

type CueDoing = Extract<Doing, { kind: 'command' | 'stop' }>;

/** A command came to the end that it should come to. */
export function passed(turn: Turn, doing: CueDoing): void {
  const { task } = doing;
  const { cue, unit } = task;
  if (task.do === 'start') return;
  heldInLab(turn, unit.step, cue.id);
  if (task.do !== 'replay') note(turn, cue, unit, { result: 'held', took: tookOf(turn, doing) });
}

/** A part of the unit failed: it is tried once more from clean, or the talk goes on without it. */
export function failUnit(
  turn: Turn,
  doing: Extract<Doing, { kind: 'command' | 'stop' | 'clean' }>,
  { cause, why }: Extract<Progress, { is: 'failed' }>,
): void {
  const { task } = doing;
  const { unit } = task;
  // A lab that does not get clean before a loop is found wanting by the first unit that needs it.
  if (!unit) return;
  const own = task.do === 'run' || task.do === 'start' || task.do === 'stop';
  if (own && why.includes('in time'))
    turn.effects.push({ do: 'type', terminal: terminalOf(task.cue), data: '\u0003' });
  const reason = own ? why : `${task.do === 'replay' ? `${task.cue.id} before it: ` : ''}${why}`;
  const result = { result: 'failed', why: reason, broken: own && cause === 'broken' } as const;
  for (const cue of own ? [task.cue] : unit.cues)
    note(turn, cue, unit, { ...result, took: own ? tookOf(turn, doing) : null });
  if (unit.attempt === 1) {
    drop(turn, unit);
    distrust(turn, unit.step);
    const again: Unit = { ...unit, attempt: 2 };
    const stands: Task = { do: 'dwell', seconds: FAILURE_STANDS, unit: again };
    change(turn, { queue: [stands, ...unitTasks(again), ...turn.run.queue] });
  } else if (!own) drop(turn, unit);
  else if (task.do === 'start')
    change(turn, {
      queue: turn.run.queue.filter((next) => !(next.do === 'stop' && next.cue === task.cue)),
    });
}

interface Note {
  readonly result: 'held' | 'failed' | 'recorded';
  readonly why?: string;
  readonly broken?: boolean;
  readonly took?: number | null;
}

function note(turn: Turn, cue: Cue, unit: Unit, { result, why, broken, took }: Note): void {
  change(turn, {
    log: noteCue(turn.run.log, cue.id, (before) => ({
      ...before,
      result,
      attempts: result === 'recorded' ? 0 : unit.attempt,
      unsteady: before.unsteady || broken === true,
      why: why === undefined ? before.why : [...before.why, why.slice(0, 500)],
      took: took ?? null,
    })),
  });
}

/** Seconds from Enter to the end. */
function tookOf(turn: Turn, doing: Extract<Doing, { kind: 'command' | 'stop' | 'clean' }>) {
  if (doing.kind === 'clean') return null;
  const { stage } = turn.run.world;
  const run = stage?.cues[doing.task.cue.id]?.run;
  return run?.run === doing.run && run.state.phase === 'ended' ? run.state.took / 1_000 : null;
}

function drop(turn: Turn, unit: Unit): void {
  change(turn, {
    queue: turn.run.queue.filter((task) => !('unit' in task) || task.unit !== unit),
  });
}
