import type { Spent } from '@netstage/protocol';
import type { Book } from './book.ts';
import { runOf } from './command.ts';
import { spend } from './log.ts';
import type { Aim, Doing, Runner } from './runner.ts';

/**
 * Books the time since the last event on what was under way. The talk's own time runs at the
 * kiosk's speed while it types or dwells; commands and labs are no faster for that.
 */
export function account(run: Runner, book: Book, now: number): Runner {
  const passed = Math.max(0, now - run.now);
  const { mode, doing } = run;
  const after = { ...run, now };
  if (mode.is !== 'playing' && mode.is !== 'stepping') return after;
  if (!doing) return after;
  if (doing.kind === 'pause' && doing.task.do === 'report')
    return { ...after, doing: { ...doing, left: doing.left - passed } };
  const seconds = passed / 1_000;
  if (aimOf(doing) === 'prepare')
    return { ...after, log: { ...run.log, preparing: run.log.preparing + seconds } };
  const kind = kindOf(run, doing);
  const factor = kind === 'waiting' ? 1 : run.options.speed;
  const slide = book.slides[run.index]?.id ?? '';
  return {
    ...after,
    doing: doing.kind === 'pause' ? { ...doing, left: doing.left - passed } : doing,
    log: spend(run.log, slide, kind, seconds * factor),
  };
}

function aimOf(doing: Doing): Aim {
  return 'aim' in doing.task ? doing.task.aim : 'play';
}

function kindOf(run: Runner, doing: Doing): keyof Spent {
  if (doing.kind === 'pause') return 'dwelling';
  if (doing.kind !== 'command' || doing.task.aim !== 'play') return 'waiting';
  const { stage } = run.world;
  const state = stage ? runOf(stage, doing.task.cue, doing.run)?.state : undefined;
  if (state?.phase === 'typing') return 'typing';
  // A paced script lets each line stand for the room to see.
  return state?.phase === 'line' && state.waiting ? 'dwelling' : 'waiting';
}
