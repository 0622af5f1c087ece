import type { Answer, Command, Position, Rehearsal, StageState } from '@netstage/protocol';
import { createStore } from '../follow/store.ts';
import type { Store } from '../follow/store.ts';
import type { Book } from './book.ts';
import type { KioskOptions } from './options.ts';
import { idleRunner, reduce } from './reduce.ts';
import type { Control, Effect, Log, Runner, RunnerEvent, World } from './runner.ts';

/** Ms between looks at the clock while something is waited for. */
const LOOK_EVERY = 250;

/** Time as the kiosk sees it; a test winds it by hand. */
export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** @returns takes it back */
  readonly after: (ms: number, act: () => void) => () => void;
}

/** What the kiosk can do, and where it looks. */
export interface Desk {
  readonly world: Store<World>;
  readonly drive: (position: Position) => void;
  readonly run: (terminal: string, command: Command) => Promise<Answer>;
  readonly reset: (step: number) => Promise<Answer>;
  readonly open: (terminal: string) => void;
  readonly type: (terminal: string, data: string) => void;
  readonly save: (rehearsal: Rehearsal) => void;
}

/** Where an earlier page was when it ended. */
export interface Resume {
  readonly index: number;
  readonly loop: number;
  readonly log: Log;
}

export interface Player {
  readonly runner: Store<Runner>;
  readonly begin: (options: KioskOptions, seed: string, resume: Resume | null) => void;
  readonly control: (control: Control) => void;
  readonly touched: () => void;
  readonly close: () => void;
}

/** Plays the talk: carries out what the reducer asks for, and tells it what came of that. */
export function createPlayer(book: Book, desk: Desk, clock: Clock, options: KioskOptions): Player {
  const runner = createStore<Runner>(idleRunner(book, options, clock.now()));
  const waiting: RunnerEvent[] = [];
  let busy = false;
  let timer: (() => void) | null = null;

  function dispatch(event: RunnerEvent): void {
    waiting.push(event);
    // An effect may bring the next event at once: one after the other.
    if (busy) return;
    busy = true;
    try {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const { run, effects } = reduce(book, runner.get(), next, clock.now());
        runner.set(run);
        for (const effect of effects) perform(effect);
      }
    } finally {
      busy = false;
    }
    timer?.();
    timer = clock.after(lookAgainIn(runner.get()), () => dispatch({ type: 'time' }));
  }

  function perform(effect: Effect): void {
    switch (effect.do) {
      case 'drive':
        desk.drive(effect.position);
        return;
      case 'run':
        answer(effect.ask, desk.run(effect.terminal, effect.command));
        return;
      case 'reset':
        answer(effect.ask, desk.reset(effect.step));
        return;
      case 'open':
        desk.open(effect.terminal);
        return;
      case 'type':
        desk.type(effect.terminal, effect.data);
        return;
      case 'save':
        desk.save(effect.rehearsal);
    }
  }

  function answer(ask: number, answered: Promise<Answer>): void {
    void answered.then((answer) => dispatch({ type: 'answer', ask, answer }));
  }

  const hear = (): void => dispatch({ type: 'world', world: desk.world.get() });
  const unsubscribe = desk.world.subscribe(hear);
  hear();

  return {
    runner,
    begin: (options, seed, resume) => dispatch({ type: 'begin', options, seed, resume }),
    control: (control) => dispatch({ type: 'control', control }),
    touched: () => dispatch({ type: 'touched' }),
    close() {
      unsubscribe();
      timer?.();
    },
  };
}

function lookAgainIn({ mode, doing }: Runner): number {
  if (mode.is === 'playing' && doing?.kind === 'pause')
    return Math.min(LOOK_EVERY, Math.max(1, Math.ceil(doing.left)));
  return LOOK_EVERY;
}

/** The world as the stage's state tells it. */
export function worldOf(connected: boolean, stage: StageState | null, you: string | null): World {
  const driver = stage?.driver ?? null;
  const drives = driver !== null && driver === you ? 'me' : 'other';
  return { connected, stage, driver: driver === null ? 'nobody' : drives };
}
