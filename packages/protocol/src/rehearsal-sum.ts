import type { RehearsedCue, RehearsedSlide, Rehearsal, Spent } from './rehearsal.ts';

/** Above the plan by less than this is on time: a part of the plan, and at least some seconds. */
const SLACK = { part: 0.01, seconds: 5 } as const;

export interface RehearsalSum {
  /** Seconds of the talk's own time; the target is that of all slides, skipped ones too. */
  readonly target: number;
  readonly actual: number;
  readonly spent: Spent;
  readonly skipped: readonly string[];
  readonly cues: Readonly<Record<RehearsedCue['result'], number>>;
  /** Cues that were tried more than once. */
  readonly retried: number;
  /** Why the talk is not ready to be given; empty when it is. */
  readonly faults: readonly string[];
}

/** Seconds that a slide took. */
export function actualOf({ spent }: Pick<RehearsedSlide, 'spent'>): number {
  return spent.typing + spent.waiting + spent.dwelling;
}

/** Adds a rehearsal up and says what was wrong with it. */
export function sumRehearsal({ kind, complete, slides }: Rehearsal): RehearsalSum {
  const cues = slides.flatMap((slide) => slide.cues);
  const counted = { held: 0, failed: 0, recorded: 0, 'not-run': 0 };
  for (const cue of cues) counted[cue.result] += 1;
  const target = add(slides.map((slide) => slide.target));
  const actual = add(slides.map(actualOf));
  const skipped = slides.filter((slide) => !slide.shown).map((slide) => slide.slide);
  const over = actual - target;
  const faults = [
    ...(complete ? [] : ['it was ended before the last slide']),
    ...(kind === 'kiosk' ? skipped.map((slide) => `${slide} was never shown`) : []),
    ...cues.flatMap((cue) => faultsOf(cue, kind)),
    ...(over > Math.max(target * SLACK.part, SLACK.seconds)
      ? [`it took ${Math.round(over)} s more than the ${Math.round(target)} s planned`]
      : []),
  ];
  return {
    target,
    actual,
    spent: {
      typing: add(slides.map(({ spent }) => spent.typing)),
      waiting: add(slides.map(({ spent }) => spent.waiting)),
      dwelling: add(slides.map(({ spent }) => spent.dwelling)),
    },
    skipped,
    cues: counted,
    retried: cues.filter((cue) => cue.attempts > 1).length,
    faults,
  };
}

/** A speaker may leave a cue out; the kiosk may not. */
function faultsOf({ cue, result, unsteady, why }: RehearsedCue, kind: Rehearsal['kind']): string[] {
  const reason = why.at(-1) ?? 'no reason is known';
  switch (result) {
    case 'failed':
      return [`${cue} failed: ${reason}`];
    case 'recorded':
      return [`${cue} was not run, something recorded took its place: ${reason}`];
    case 'not-run':
      return kind === 'kiosk' ? [`${cue} was not run`] : [];
    case 'held':
      return unsteady ? [`${cue} held only when tried again: ${why[0] ?? reason}`] : [];
  }
}

function add(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
