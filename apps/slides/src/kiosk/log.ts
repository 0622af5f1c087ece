import { actualOf } from '@netstage/protocol';
import type { Rehearsal, RehearsedCue, RehearsedSlide, Spent } from '@netstage/protocol';
import type { SlideWords } from '../talk/model.ts';
import type { Book } from './book.ts';
import type { Log } from './runner.ts';

/** A slide that has not been shown yet. */
function unshown(slide: SlideWords): RehearsedSlide {
  return {
    slide: slide.id,
    title: slide.title,
    section: slide.section,
    target: slide.target,
    shown: false,
    spent: { typing: 0, waiting: 0, dwelling: 0 },
    cues: slide.cues.map((cue) => ({
      cue: cue.id,
      label: cue.label,
      result: 'not-run',
      attempts: 0,
      unsteady: false,
      why: [],
      took: null,
    })),
  };
}

export function emptyLog(book: Book, range: readonly [number, number], now: number): Log {
  const slides = book.slides.slice(range[0], range[1] + 1).map(unshown);
  return { begun: now, preparing: 0, interrupted: 0, slides };
}

/** The slide's time and results begin anew. */
export function begunSlide(log: Log, slide: SlideWords): Log {
  return withSlide(log, slide.id, () => ({ ...unshown(slide), shown: true }));
}

export function spend(log: Log, slide: string, kind: keyof Spent, seconds: number): Log {
  return withSlide(log, slide, (entry) => ({
    ...entry,
    spent: { ...entry.spent, [kind]: entry.spent[kind] + seconds },
  }));
}

/** Changes what is noted of a cue, wherever it stands. */
export function noteCue(log: Log, cue: string, note: (before: RehearsedCue) => RehearsedCue): Log {
  return {
    ...log,
    slides: log.slides.map((slide) =>
      slide.cues.some((entry) => entry.cue === cue)
        ? { ...slide, cues: slide.cues.map((entry) => (entry.cue === cue ? note(entry) : entry)) }
        : slide,
    ),
  };
}

/** Seconds by which the slides before this one took longer than planned; negative: shorter. */
export function lateBefore(log: Log, slide: string): number {
  const at = log.slides.findIndex((entry) => entry.slide === slide);
  return log.slides
    .slice(0, Math.max(0, at))
    .filter((entry) => entry.shown)
    .reduce((late, entry) => late + actualOf(entry) - entry.target, 0);
}

export function rehearsalOf(
  log: Log,
  rest: Pick<Rehearsal, 'kind' | 'ended' | 'speed' | 'loop' | 'complete'>,
): Rehearsal {
  const { begun, preparing, interrupted, slides } = log;
  return { ...rest, begun, preparing, interrupted, slides: [...slides] };
}

function withSlide(log: Log, slide: string, edit: (entry: RehearsedSlide) => RehearsedSlide): Log {
  return {
    ...log,
    slides: log.slides.map((entry) => (entry.slide === slide ? edit(entry) : entry)),
  };
}
