import type { Cue } from '../talk/model.ts';
import { cue } from '../talk/words/cue.ts';
import type { Unit } from './book.ts';
import { change, done, failed, going, nextAsk } from './runner.ts';
import type { Doing, Progress, Task, Turn } from './runner.ts';

/** Ms for a lab to be clean; it takes two seconds. */
const CLEAN_WITHIN = 60_000;
/** Ms until a reset that was refused is asked for again. */
const AGAIN = 2_000;

export type LabKind =
  /** Runs under the hub, which can bring it back to clean. */
  | 'own'
  /** Its nodes run elsewhere, such as in Vagrant's machines: only their scripts can clean them. */
  | 'elsewhere'
  | 'none';

export function labKind(turn: Turn, step: number): LabKind {
  const { stage } = turn.run.world;
  const lab = stage?.lab.find((one) => one.step === step);
  if (!stage || !lab) return 'none';
  if (lab.status !== 'down') return 'own';
  const here = lab.nodes.every((node) => stage.nodes[node.name]?.link.status === 'here');
  return here ? 'elsewhere' : 'none';
}

/** What brings the step's lab back to clean. */
export function cleanTasks(turn: Turn, unit: Unit, aim: 'prepare' | 'mend'): Task[] {
  const { step } = unit;
  const { stage } = turn.run.world;
  if (labKind(turn, step) !== 'elsewhere') return [{ do: 'clean', step, unit, aim }];
  const nodes = stage?.lab.find((one) => one.step === step)?.nodes ?? [];
  return nodes.map(({ name }) => ({ do: 'replay', cue: teardownOf(name), unit, aim }));
}

function teardownOf(node: string): Cue {
  return cue({
    id: `clean.${node}`,
    label: 'take down',
    node,
    command: './teardown.sh',
    because: 'Nothing of the step is left on the node.',
  });
}

export function beginClean(turn: Turn, task: Extract<Task, { do: 'clean' }>): void {
  distrust(turn, task.step);
  const { now } = turn.run;
  change(turn, {
    doing: { kind: 'clean', task, since: now, ask: null, again: now, why: 'no answer' },
  });
}

export function progressClean(turn: Turn, doing: Extract<Doing, { kind: 'clean' }>): Progress {
  const { world, now } = turn.run;
  if (!world.connected || !world.stage || doing.ask !== null) return going;
  const { step } = doing.task;
  if (turn.run.trails[step]) return done;
  if (now - doing.since > CLEAN_WITHIN)
    return failed('lost', `the lab of step ${step} did not get clean: ${doing.why}`);
  if (now < doing.again) return going;
  const ask = nextAsk(turn);
  turn.effects.push({ do: 'reset', ask, step });
  change(turn, { doing: { ...doing, ask } });
  return going;
}

/** The reset was answered. */
export function cleaned(
  turn: Turn,
  doing: Extract<Doing, { kind: 'clean' }>,
  problem: string | null,
): void {
  const { trails, now } = turn.run;
  const { step } = doing.task;
  if (problem === null)
    change(turn, { trails: { ...trails, [step]: [] }, doing: { ...doing, ask: null } });
  else change(turn, { doing: { ...doing, ask: null, again: now + AGAIN, why: problem } });
}

/** Whether the lab is as the unit needs it: all needs held, and nothing came after them. */
export function isReady(turn: Turn, { step, needs, cues }: Unit): boolean {
  const trail = turn.run.trails[step];
  const first = cues[0] && turn.book.cues.get(cues[0].id);
  if (!trail || !first) return false;
  const later = trail.some((id) => (turn.book.cues.get(id)?.order ?? -1) >= first.order);
  return !later && needs.every((need) => trail.includes(need.id));
}

/** A cue held: from now on it is part of what its lab went through. */
export function heldInLab(turn: Turn, step: number, id: string): void {
  const { trails } = turn.run;
  change(turn, { trails: { ...trails, [step]: [...(trails[step] ?? []), id] } });
}

/** From now on nothing is taken for granted of the step's lab. */
export function distrust(turn: Turn, step: number): void {
  const kept = Object.entries(turn.run.trails).filter(([key]) => Number(key) !== step);
  change(turn, { trails: Object.fromEntries(kept) });
}
