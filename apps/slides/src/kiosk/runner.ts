/**
 * What the kiosk is doing, as one value. `reduce` (reduce.ts) takes it on by an event and says what
 * is to be done in the world; nothing here knows a clock, a socket or a page.
 */
import type {
  Answer,
  Command,
  Position,
  Rehearsal,
  RehearsedSlide,
  StageState,
} from '@netstage/protocol';
import type { Cue } from '../talk/model.ts';
import type { Book, Unit } from './book.ts';
import type { KioskOptions } from './options.ts';

/** What the kiosk sees of the world. */
export interface World {
  readonly connected: boolean;
  /** Who drives the talk. */
  readonly driver: 'me' | 'other' | 'nobody';
  readonly stage: StageState | null;
}

/**
 * Why time passes. `prepare`: labs are brought to where a slide needs them, which a speaker would
 * have done before; it is counted apart. `mend`: the same after a failure, counted as waiting.
 */
export type Aim = 'prepare' | 'play' | 'mend';

export type Task =
  | { readonly do: 'show'; readonly fragment: number }
  /** The lab is as the unit needs it, or what brings it there is put before the unit. */
  | { readonly do: 'ensure'; readonly unit: Unit }
  | { readonly do: 'clean'; readonly step: number; readonly unit: Unit | null; readonly aim: Aim }
  /** A need, typed at once. */
  | { readonly do: 'replay'; readonly cue: Cue; readonly unit: Unit; readonly aim: Aim }
  | { readonly do: 'run'; readonly cue: Cue; readonly unit: Unit; readonly aim: 'play' }
  /** Begins what runs beside others; done when it is ready. */
  | { readonly do: 'start'; readonly cue: Cue; readonly unit: Unit; readonly aim: 'play' }
  /** Ends it with Ctrl-C; done with its verdict. */
  | { readonly do: 'stop'; readonly cue: Cue; readonly unit: Unit }
  /** Lets a result stand. Seconds of the talk's time. */
  | { readonly do: 'dwell'; readonly seconds: number; readonly unit: Unit }
  /** Lets the slide stand for its share of what is left of its target. */
  | { readonly do: 'rest' }
  /** Shows the report at the end of a loop. */
  | { readonly do: 'report'; readonly seconds: number };

export type CommandTask = Extract<Task, { do: 'replay' | 'run' | 'start' }>;
export type PauseTask = Extract<Task, { do: 'dwell' | 'rest' | 'report' }>;

/** The task under way. `since`: when it began, or when the hub was back; patience counts from it. */
export type Doing =
  | {
      readonly kind: 'show';
      readonly task: Extract<Task, { do: 'show' }>;
      readonly since: number;
      /** When the hub was last told. */
      readonly sent: number;
    }
  | {
      readonly kind: 'clean';
      readonly task: Extract<Task, { do: 'clean' }>;
      readonly since: number;
      /** The request that has no answer yet. */
      readonly ask: number | null;
      readonly again: number;
      readonly why: string;
    }
  | {
      readonly kind: 'command';
      readonly task: CommandTask;
      readonly since: number;
      readonly run: string;
      /** `wanted`: not asked for yet; `asked`: no answer yet; `taken`: the agent has it. */
      readonly state: 'wanted' | 'asked' | 'taken';
      readonly ask: number | null;
      /** Not asked for again before this. */
      readonly again: number;
      readonly why: string;
    }
  | {
      readonly kind: 'stop';
      readonly task: Extract<Task, { do: 'stop' }>;
      readonly since: number;
      readonly run: string;
      /** When Ctrl-C was last pressed. */
      readonly pressed: number;
    }
  | {
      readonly kind: 'pause';
      readonly task: PauseTask;
      /** Milliseconds on the clock. */
      readonly left: number;
    };

export type Mode =
  | { readonly is: 'idle' }
  | { readonly is: 'playing' }
  /** Plays up to the next moment at which it would let something stand. */
  | { readonly is: 'stepping' }
  /** `touched`: the last sign of a person; after long enough without one it goes on by itself. */
  | { readonly is: 'paused'; readonly by: 'control' | 'touch'; readonly touched: number }
  | { readonly is: 'ended' };

/** What came of the current loop so far. */
export interface Log {
  readonly begun: number;
  readonly preparing: number;
  readonly interrupted: number;
  readonly slides: readonly RehearsedSlide[];
}

export interface Runner {
  readonly mode: Mode;
  readonly options: KioskOptions;
  /** Indices of the first and the last slide to play. */
  readonly range: readonly [number, number];
  /** Which slide is being played. */
  readonly index: number;
  readonly loop: number;
  readonly queue: readonly Task[];
  readonly doing: Doing | null;
  readonly world: World;
  /** When this value was true, ms. */
  readonly now: number;
  /** The cues that held since a step's lab was clean, in their order; no entry: not to be trusted. */
  readonly trails: Readonly<Record<number, readonly string[]>>;
  /**
   * Terminals whose shell is gone with its agent, with when the node was last seen without one. What
   * the stage still says of them is of the old shell, until the new one has shown up as starting.
   */
  readonly stale: Readonly<Record<string, number>>;
  readonly log: Log;
  /** The report of the loop that ended last. */
  readonly last: Rehearsal | null;
  /** Begins the names of runs and requests. */
  readonly seed: string;
  readonly count: number;
}

/** The report that is on the screen: for good when the kiosk has ended, between two loops for a moment. */
export function reportShown({ mode, doing, last }: Runner): Rehearsal | null {
  const between = doing?.kind === 'pause' && doing.task.do === 'report';
  return mode.is === 'ended' || between ? last : null;
}

export type Control =
  | { readonly do: 'pause' | 'play' | 'step' | 'back' | 'forward' | 'stop' }
  | { readonly do: 'speed'; readonly speed: number }
  | { readonly do: 'loop'; readonly loop: boolean };

export type RunnerEvent =
  | {
      readonly type: 'begin';
      readonly options: KioskOptions;
      readonly seed: string;
      /** Where an earlier page was when it ended. */
      readonly resume: { readonly index: number; readonly loop: number; readonly log: Log } | null;
    }
  | { readonly type: 'world'; readonly world: World }
  | { readonly type: 'time' }
  | { readonly type: 'answer'; readonly ask: number; readonly answer: Answer }
  /** A person did something on this page, other than with the kiosk's own controls. */
  | { readonly type: 'touched' }
  | { readonly type: 'control'; readonly control: Control };

export type Effect =
  | { readonly do: 'drive'; readonly position: Position }
  | {
      readonly do: 'run';
      readonly ask: number;
      readonly terminal: string;
      readonly command: Command;
    }
  | { readonly do: 'reset'; readonly ask: number; readonly step: number }
  | { readonly do: 'open'; readonly terminal: string }
  | { readonly do: 'type'; readonly terminal: string; readonly data: string }
  | { readonly do: 'save'; readonly rehearsal: Rehearsal };

/** One event's work: the runner as it becomes, and what is to be done. */
export interface Turn {
  run: Runner;
  readonly effects: Effect[];
  readonly book: Book;
}

/** How a task under way stands. */
export type Progress =
  | { readonly is: 'going' }
  | { readonly is: 'done' }
  /** `broken`: an expectation did not hold. `lost`: it could not be held against anything. */
  | { readonly is: 'failed'; readonly cause: 'broken' | 'lost'; readonly why: string };

export const going: Progress = { is: 'going' };
export const done: Progress = { is: 'done' };

export function failed(cause: 'broken' | 'lost', why: string): Progress {
  return { is: 'failed', cause, why };
}

export function change(turn: Turn, part: Partial<Runner>): void {
  turn.run = { ...turn.run, ...part };
}

/** A number that no other request of this runner has. */
export function nextAsk(turn: Turn): number {
  change(turn, { count: turn.run.count + 1 });
  return turn.run.count;
}
