import { stepOf } from '../talk/model.ts';
import type { Cue, SlideWords } from '../talk/model.ts';

/** A cue with its place in the talk. */
export interface PlacedCue {
  readonly cue: Cue;
  /** Counts all cues of the talk in their order. */
  readonly order: number;
  readonly step: number;
}

/** The talk, ready to be looked up in. */
export interface Book {
  readonly slides: readonly SlideWords[];
  readonly cues: ReadonlyMap<string, PlacedCue>;
}

/**
 * What is played, and retried, in one piece: a cue, or one that runs beside others with all cues up
 * to the one after which it is ended.
 */
export interface Unit {
  readonly step: number;
  readonly cues: readonly Cue[];
  /** What must have held before it, in the talk's order. */
  readonly needs: readonly Cue[];
  readonly attempt: 1 | 2;
}

/** @throws when a cue stands on a slide that belongs to no step */
export function bookOf(slides: readonly SlideWords[]): Book {
  const cues = new Map<string, PlacedCue>();
  for (const slide of slides)
    for (const cue of slide.cues) {
      const step = stepOf(slide.section);
      if (step === null) throw new Error(`${cue.id}: cues of “${slide.section}” have no lab`);
      cues.set(cue.id, { cue, order: cues.size, step });
    }
  return { slides, cues };
}

/** The units of a slide whose chips come with this fragment. */
export function unitsOf(book: Book, slide: SlideWords, fragment: number): Unit[] {
  const units: Unit[] = [];
  const cues = slide.cues.filter((cue) => cue.fragment === fragment);
  for (let at = 0; at < cues.length;) {
    const members = cues.slice(at, endOf(cues, at) + 1);
    units.push(unitOf(book, members));
    at += members.length;
  }
  return units;
}

/** Where what begins at `at` ends, with all that runs beside it. */
function endOf(cues: readonly Cue[], at: number): number {
  let end = at;
  for (let each = at; each <= end; each += 1)
    end = Math.max(
      end,
      cues.findIndex((cue) => cue.id === cues[each]?.beside?.until),
    );
  return end;
}

function unitOf(book: Book, cues: readonly Cue[]): Unit {
  const own = new Set(cues.map((cue) => cue.id));
  const wanted = new Set(cues.flatMap((cue) => cue.needs).filter((id) => !own.has(id)));
  const needs = [...wanted]
    .map((id) => placed(book, id))
    .sort((a, b) => a.order - b.order)
    .map(({ cue }) => cue);
  const first = cues[0];
  if (!first) throw new Error('A unit without cues');
  return { step: placed(book, first.id).step, cues, needs, attempt: 1 };
}

/** @throws for an id that the talk does not have */
function placed(book: Book, id: string): PlacedCue {
  const found = book.cues.get(id);
  if (!found) throw new Error(`The talk has no cue ${id}`);
  return found;
}
