/** What people do: with the kiosk's controls, on its page, or by driving the talk from elsewhere. */
import { change } from './runner.ts';
import type { Control, Runner, Task, Turn } from './runner.ts';
import { beginShow } from './show.ts';
import { beginSlide, closeLog } from './slide.ts';

/** Ms without a sign of a person until the kiosk warns, and until it goes on after that. */
export const IDLE = { warn: 45_000, resume: 55_000 } as const;

export function touched(turn: Turn): void {
  const { mode, now } = turn.run;
  if (mode.is === 'idle' || mode.is === 'ended') return;
  // The slide will begin anew: nothing of it goes on under a visitor's hands.
  change(turn, {
    mode: { is: 'paused', by: 'touch', touched: now },
    queue: [],
    doing: null,
  });
}

/** Somebody took over from another window, or moves the talk by a phone, or while it pauses. */
export function noticePeople(turn: Turn, before: Runner['world']): void {
  const { mode, world, doing, index } = turn.run;
  const moved = before.stage?.position !== world.stage?.position;
  const away = moved && world.stage?.position.slide !== turn.book.slides[index]?.id;
  const shows = mode.is !== 'paused' && (doing === null || doing.kind === 'show');
  const taken = world.driver === 'other' && (before.driver === 'me' || moved);
  if ((taken && before.driver !== 'nobody') || (away && !shows)) touched(turn);
}

/** Ms until the kiosk goes on by itself, or null when it waits for somebody. */
export function resumesIn({ mode, options, now }: Runner): number | null {
  if (mode.is !== 'paused') return null;
  if (mode.by === 'control' && !options.loop) return null;
  return Math.max(0, mode.touched + IDLE.resume - now);
}

export function resumeAlone(turn: Turn): void {
  if (resumesIn(turn.run) === 0) resume(turn);
}

/** People may have done anything to the labs and the deck: the slide begins anew, from clean. */
function resume(turn: Turn): void {
  const { log, index } = turn.run;
  change(turn, {
    mode: { is: 'playing' },
    trails: {},
    log: { ...log, interrupted: log.interrupted + 1 },
  });
  beginSlide(turn, index);
}

export function control(turn: Turn, told: Control): void {
  const { mode, now, index, range, options } = turn.run;
  if (mode.is === 'idle') return;
  switch (told.do) {
    case 'speed':
      changeSpeed(turn, told.speed);
      return;
    case 'loop':
      change(turn, { options: { ...options, loop: told.loop } });
      return;
    case 'stop':
      if (mode.is !== 'ended') closeLog(turn, false);
      change(turn, { mode: { is: 'ended' }, queue: [], doing: null });
      return;
    case 'pause':
      if (mode.is !== 'ended')
        change(turn, { mode: { is: 'paused', by: 'control', touched: now } });
      return;
    case 'play':
      if (mode.is !== 'paused') return;
      if (mode.by === 'touch') resume(turn);
      else change(turn, { mode: { is: 'playing' } });
      return;
    case 'step':
      if (mode.is !== 'paused') return;
      if (mode.by === 'touch') resume(turn);
      else passPause(turn);
      change(turn, { mode: { is: 'stepping' } });
      return;
    case 'back':
      if (mode.is !== 'ended') goTo(turn, Math.max(range[0], index - 1));
      return;
    case 'forward':
      if (mode.is !== 'ended') goTo(turn, Math.min(range[1], index + 1));
  }
}

/** A kiosk that is paused shows the slide, and leaves it at that. */
function goTo(turn: Turn, index: number): void {
  beginSlide(turn, index);
  const [show, ...queue] = turn.run.queue;
  if (turn.run.mode.is !== 'paused' || show?.do !== 'show') return;
  change(turn, { queue, mode: { ...turn.run.mode, touched: turn.run.now } });
  beginShow(turn, show);
}

/** A step does not wait until what it was paused in has stood long enough. */
function passPause(turn: Turn): void {
  const { doing, queue } = turn.run;
  if (doing?.kind === 'pause') change(turn, { doing: { ...doing, left: 0 } });
  else if (!doing && isPause(queue[0])) change(turn, { queue: queue.slice(1) });
}

function isPause(task: Task | undefined): boolean {
  return task?.do === 'dwell' || task?.do === 'rest';
}

function changeSpeed(turn: Turn, speed: number): void {
  const { options, doing } = turn.run;
  const left = doing?.kind === 'pause' ? (doing.left * options.speed) / speed : 0;
  change(turn, {
    options: { ...options, speed },
    doing: doing?.kind === 'pause' ? { ...doing, left } : doing,
  });
}
