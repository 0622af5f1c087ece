import { actualOf } from '@netstage/protocol';
import { lateBefore } from './log.ts';
import { change, done, going } from './runner.ts';
import type { Doing, PauseTask, Progress, Task, Turn } from './runner.ts';

/** Seconds of the talk's time that a slide stands at least for each of its fragments. */
const LEAST = 1;
/** Of a slide's time to rest, the part that may be given up to make good for earlier slides. */
const CATCH_UP = 0.5;
/** Seconds planned for a command that runs beside others, from its start until it is ready. */
const START = 4;

export function beginPause(turn: Turn, task: PauseTask): void {
  const { speed } = turn.run.options;
  const seconds = task.do === 'rest' ? shareOf(turn) : task.seconds;
  change(turn, { doing: { kind: 'pause', task, left: (seconds * 1_000) / speed } });
}

/** Time itself is taken off by `account`, only while the kiosk plays. */
export function progressPause(doing: Extract<Doing, { kind: 'pause' }>): Progress {
  return doing.left <= 0 ? done : going;
}

/** What is left of the slide's target, in equal shares for the fragments that are left. */
function shareOf(turn: Turn): number {
  const { log, index, queue } = turn.run;
  const slide = turn.book.slides[index];
  const entry = log.slides.find((each) => each.slide === slide?.id);
  if (!slide || !entry) return LEAST;
  const free = entry.target - actualOf(entry) - planned(queue);
  const late = Math.max(0, lateBefore(log, slide.id));
  const kept = free - Math.min(late, free * CATCH_UP);
  const rests = 1 + queue.filter((task) => task.do === 'rest').length;
  return Math.max(LEAST, kept / rests);
}

/** Seconds that the tasks of the slide are planned to take. */
function planned(queue: readonly Task[]): number {
  return queue.reduce((sum, task) => sum + secondsOf(task), 0);
}

function secondsOf(task: Task): number {
  switch (task.do) {
    case 'run':
      return task.cue.target;
    case 'start':
      return START;
    case 'dwell':
      return task.seconds;
    case 'show':
    case 'ensure':
    case 'clean':
    case 'replay':
    case 'stop':
    case 'rest':
    case 'report':
      return 0;
  }
}
