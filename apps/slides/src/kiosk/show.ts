import { change, done, going } from './runner.ts';
import type { Doing, Progress, Task, Turn } from './runner.ts';

/** Ms until the hub is told again where the talk is to be. */
const AGAIN = 2_000;

export function beginShow(turn: Turn, task: Extract<Task, { do: 'show' }>): void {
  change(turn, { doing: { kind: 'show', task, since: turn.run.now, sent: -Infinity } });
}

/** Done once the hub has it and this browser drives: followers see the slide then. */
export function progressShow(turn: Turn, doing: Extract<Doing, { kind: 'show' }>): Progress {
  const { world, index, now } = turn.run;
  const slide = turn.book.slides[index];
  if (!world.connected || !world.stage || !slide) return going;
  const { fragment } = doing.task;
  const { position } = world.stage;
  const there = position.slide === slide.id && position.fragment === fragment;
  if (there && world.driver === 'me') return done;
  if (now - doing.sent >= AGAIN) {
    turn.effects.push({ do: 'drive', position: { slide: slide.id, fragment } });
    change(turn, { doing: { ...doing, sent: now } });
  }
  return going;
}
