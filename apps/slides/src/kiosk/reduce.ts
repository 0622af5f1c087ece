import type { Answer } from '@netstage/protocol';
import { account } from './account.ts';
import type { Book } from './book.ts';
import {
  beginCommand,
  beginStop,
  commandAnswered,
  progressCommand,
  progressStop,
} from './command.ts';
import { control, noticePeople, resumeAlone, touched } from './hands.ts';
import { beginClean, cleaned, progressClean } from './lab.ts';
import { emptyLog } from './log.ts';
import { rangeOf } from './options.ts';
import type { KioskOptions } from './options.ts';
import { beginPause, progressPause } from './pause.ts';
import { change } from './runner.ts';
import type { Doing, Effect, Progress, Runner, RunnerEvent, Task, Turn, World } from './runner.ts';
import { beginShow, progressShow } from './show.ts';
import { beginLoop, beginSlide, endLoop, endOfSlide } from './slide.ts';
import { ensure, failUnit, passed } from './unit.ts';

/** Nothing played yet. */
export function idleRunner(book: Book, options: KioskOptions, now: number): Runner {
  const range = rangeOf(book, options);
  return {
    mode: { is: 'idle' },
    options,
    range,
    index: range[0],
    loop: 1,
    queue: [],
    doing: null,
    world: { connected: false, driver: 'nobody', stage: null },
    now,
    trails: {},
    stale: {},
    log: emptyLog(book, range, now),
    last: null,
    seed: '',
    count: 0,
  };
}

/** Takes the runner on by one event. Pure: what is to be done in the world comes back as effects. */
export function reduce(
  book: Book,
  before: Runner,
  event: RunnerEvent,
  now: number,
): { readonly run: Runner; readonly effects: readonly Effect[] } {
  const turn: Turn = { run: account(before, book, now), effects: [], book };
  take(turn, event);
  advance(turn);
  return turn;
}

function take(turn: Turn, event: RunnerEvent): void {
  switch (event.type) {
    case 'begin': {
      const { options, seed, resume } = event;
      const range = rangeOf(turn.book, options);
      change(turn, { mode: { is: 'playing' }, options, range, seed, doing: null, queue: [] });
      if (resume) {
        change(turn, { loop: resume.loop, log: resume.log, trails: {} });
        beginSlide(turn, Math.min(Math.max(resume.index, range[0]), range[1]));
      } else beginLoop(turn, 1);
      return;
    }
    case 'world':
      heard(turn, event.world);
      return;
    case 'time':
      resumeAlone(turn);
      return;
    case 'answer':
      answered(turn, event.ask, event.answer);
      return;
    case 'touched':
      touched(turn);
      return;
    case 'control':
      control(turn, event.control);
  }
}

function heard(turn: Turn, world: World): void {
  const { world: before, doing, now, stale } = turn.run;
  const kept = { ...stale };
  for (const { id, shell } of Object.values(world.stage?.terminals ?? {})) {
    const link = world.stage?.nodes[id.slice(0, id.indexOf('/'))]?.link;
    if (link && link.status !== 'here') kept[id] = now;
    else if (shell.at === 'starting') delete kept[id];
  }
  change(turn, { world, stale: kept });
  // Patience counts from when the hub was back.
  if (!before.connected && world.connected && doing && doing.kind !== 'pause')
    change(turn, { doing: { ...doing, since: now } });
  noticePeople(turn, before);
}

function answered(turn: Turn, ask: number, answer: Answer): void {
  const { doing } = turn.run;
  if (doing?.kind === 'clean' && doing.ask === ask)
    cleaned(turn, doing, answer.ok ? null : answer.refusal.message);
  if (doing?.kind === 'command' && doing.ask === ask) commandAnswered(turn, doing, answer);
}

/** Goes on as far as it goes without another event. */
function advance(turn: Turn): void {
  for (;;) {
    const { doing, mode } = turn.run;
    if (doing) {
      const progress = progressOf(turn, doing);
      if (progress.is === 'going') return;
      change(turn, { doing: null });
      if (progress.is === 'failed') fail(turn, doing, progress);
      else finish(turn, doing);
      continue;
    }
    if (mode.is !== 'playing' && mode.is !== 'stepping') return;
    const [task, ...queue] = turn.run.queue;
    if (!task) {
      endOfSlide(turn);
      continue;
    }
    change(turn, { queue });
    begin(turn, task);
  }
}

function progressOf(turn: Turn, doing: Doing): Progress {
  switch (doing.kind) {
    case 'show':
      return progressShow(turn, doing);
    case 'clean':
      return progressClean(turn, doing);
    case 'command':
      return progressCommand(turn, doing);
    case 'stop':
      return progressStop(turn, doing);
    case 'pause':
      return progressPause(doing);
  }
}

function begin(turn: Turn, task: Task): void {
  switch (task.do) {
    case 'show':
      beginShow(turn, task);
      return;
    case 'ensure':
      if (turn.run.world.stage) ensure(turn, task.unit);
      return;
    case 'clean':
      beginClean(turn, task);
      return;
    case 'replay':
    case 'run':
    case 'start':
      beginCommand(turn, task);
      return;
    case 'stop':
      beginStop(turn, task);
      return;
    case 'dwell':
    case 'rest':
    case 'report':
      if (turn.run.mode.is === 'stepping')
        change(turn, { mode: { is: 'paused', by: 'control', touched: turn.run.now } });
      else beginPause(turn, task);
  }
}

function finish(turn: Turn, doing: Doing): void {
  if (doing.kind === 'command' || doing.kind === 'stop') passed(turn, doing);
  if (doing.kind === 'pause' && doing.task.do === 'report') endLoop(turn);
}

function fail(turn: Turn, doing: Doing, progress: Extract<Progress, { is: 'failed' }>): void {
  if (doing.kind === 'show' || doing.kind === 'pause') return;
  failUnit(turn, doing, progress);
}
