/** A speaker's rehearsal: the talk is given by a person, the clock and the results are noted. */
import type { CueOutcome, Rehearsal, RehearsedCue, StageState } from '@netstage/protocol';
import type { Book } from './book.ts';
import { emptyLog, noteCue, rehearsalOf, spend } from './log.ts';
import type { Log } from './runner.ts';

export interface SpeakerLog {
  readonly log: Log;
  /** Which slide is shown, and since when its time has been booked, ms since 1970. */
  readonly slide: string | null;
  readonly now: number;
  /** Runs already taken into account, by their cue; those from before the rehearsal too. */
  readonly runs: Readonly<Record<string, string>>;
}

export function beginRehearsal(book: Book, stage: StageState, now: number): SpeakerLog {
  const runs = Object.fromEntries(
    Object.entries(stage.cues).map(([cue, outcome]) => [cue, outcome.run.run]),
  );
  const log = emptyLog(book, [0, book.slides.length - 1], now);
  return shown({ log, slide: null, now, runs }, stage);
}

/**
 * Books the time since the last look, and takes in what has changed.
 *
 * @param stage as it was since the last look counts for the time, as it is now for what comes
 */
export function noteStage(
  before: SpeakerLog,
  was: StageState,
  stage: StageState,
  now: number,
): SpeakerLog {
  const seconds = Math.max(0, now - before.now) / 1_000;
  const { slide } = before;
  const log =
    slide === null ? before.log : spend(before.log, slide, kindOf(was, slide, before), seconds);
  return withResults(shown({ ...before, log, now }, stage), stage);
}

export function endRehearsal({ log, slide, now }: SpeakerLog, book: Book): Rehearsal {
  const complete = slide !== null && slide === book.slides.at(-1)?.id;
  return rehearsalOf(log, { kind: 'speaker', ended: now, speed: 1, loop: 1, complete });
}

function shown(before: SpeakerLog, { position }: StageState): SpeakerLog {
  if (position.slide === before.slide) return before;
  const slides = before.log.slides.map((entry) =>
    entry.slide === position.slide ? { ...entry, shown: true } : entry,
  );
  return { ...before, slide: position.slide, log: { ...before.log, slides } };
}

/** While a command of the slide runs the speaker may talk as well; the clock counts it as waiting. */
function kindOf(stage: StageState, slide: string, { log, runs }: SpeakerLog) {
  const own = log.slides.find((entry) => entry.slide === slide)?.cues ?? [];
  const phases = new Set(
    own.flatMap(({ cue }) => {
      const run = stage.cues[cue]?.run;
      if (!run || runs[cue] === run.run) return [];
      const { state } = run;
      // A paced script that lets a line stand gives the speaker time to talk.
      return state.phase === 'line' && state.waiting ? [] : [state.phase];
    }),
  );
  if (phases.has('typing')) return 'typing';
  return phases.has('running') || phases.has('line') ? 'waiting' : 'dwelling';
}

function withResults(before: SpeakerLog, stage: StageState): SpeakerLog {
  const fresh = Object.entries(stage.cues).filter(
    ([cue, { run }]) => run.state.phase === 'ended' && before.runs[cue] !== run.run,
  );
  let { log } = before;
  for (const [cue, outcome] of fresh) log = noteCue(log, cue, (entry) => withRun(entry, outcome));
  const runs = Object.fromEntries(fresh.map(([cue, { run }]) => [cue, run.run]));
  return { ...before, log, runs: { ...before.runs, ...runs } };
}

function withRun(entry: RehearsedCue, { run: { state } }: CueOutcome): RehearsedCue {
  if (state.phase !== 'ended') return entry;
  const { held, why } = state.verdict;
  return {
    ...entry,
    result: held ? 'held' : 'failed',
    attempts: entry.attempts + 1,
    unsteady: entry.unsteady || (held && entry.result === 'failed'),
    why: held ? entry.why : [...entry.why, why.join('; ').slice(0, 500)].slice(-20),
    took: state.took / 1_000,
  };
}
