import { unitsOf } from './book.ts';
import { labKind } from './lab.ts';
import { begunSlide, emptyLog, rehearsalOf } from './log.ts';
import { change } from './runner.ts';
import type { Task, Turn } from './runner.ts';
import { stepOf } from '../talk/model.ts';
import { unitTasks } from './unit.ts';

/** Seconds that the report of a loop stands before the next loop. */
const REPORT_STANDS = 12;

/** Begins a loop with clean labs. */
export function beginLoop(turn: Turn, loop: number): void {
  const { range, now, world } = turn.run;
  const { book } = turn;
  change(turn, { loop, trails: {}, log: emptyLog(book, range, now) });
  const shown = book.slides.slice(range[0], range[1] + 1);
  const steps = new Set(shown.map((slide) => stepOf(slide.section)));
  beginSlide(turn, range[0]);
  // Before the hub was heard nobody knows which labs there are; each is looked at when needed.
  const clean = [...steps].flatMap((step): Task[] =>
    step !== null && world.stage && labKind(turn, step) === 'own'
      ? [{ do: 'clean', step, unit: null, aim: 'prepare' }]
      : [],
  );
  const [show, ...rest] = turn.run.queue;
  change(turn, { queue: [...(show ? [show] : []), ...clean, ...rest] });
}

/** Goes to a slide and plays it from its beginning; its time and results count from now. */
export function beginSlide(turn: Turn, index: number): void {
  const slide = turn.book.slides[index];
  if (!slide) throw new Error(`The talk has no slide number ${index}`);
  const queue: Task[] = [];
  const [first] = slide.cues;
  for (let fragment = -1; fragment < slide.fragments; fragment += 1) {
    const units = unitsOf(turn.book, slide, fragment);
    queue.push({ do: 'show', fragment });
    // The network stands from the start as the slide's first command needs it.
    if (fragment === -1 && first && units.length === 0) {
      const [unit] = unitsOf(turn.book, slide, first.fragment);
      if (unit) queue.push({ do: 'ensure', unit });
    }
    queue.push(...units.flatMap(unitTasks), { do: 'rest' });
  }
  change(turn, { index, queue, doing: null, log: begunSlide(turn.run.log, slide) });
}

/** Nothing is left to do on this slide. */
export function endOfSlide(turn: Turn): void {
  const { index, range, options } = turn.run;
  if (index < range[1]) beginSlide(turn, index + 1);
  else {
    closeLog(turn, true);
    if (options.loop) change(turn, { queue: [{ do: 'report', seconds: REPORT_STANDS }] });
    else change(turn, { mode: { is: 'ended' } });
  }
}

/** The report was shown. */
export function endLoop(turn: Turn): void {
  beginLoop(turn, turn.run.loop + 1);
}

/** Makes the loop's report, and has it kept. */
export function closeLog(turn: Turn, complete: boolean): void {
  const { log, now, options, loop } = turn.run;
  const { speed } = options;
  const last = rehearsalOf(log, { kind: 'kiosk', ended: now, speed, loop, complete });
  turn.effects.push({ do: 'save', rehearsal: last });
  change(turn, { last });
}
