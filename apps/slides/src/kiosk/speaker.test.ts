import { emptyStage, sumRehearsal } from '@netstage/protocol';
import type { RunPhase, StageState } from '@netstage/protocol';
import { describe, expect, it } from 'vitest';
import { talk } from '../talk/words/index.ts';
import { bookOf } from './book.ts';
import { beginRehearsal, endRehearsal, noteStage } from './speaker.ts';

const book = bookOf(talk);
const CUE = 'step-1.setup';

const at = (slide: string, cues: StageState['cues'] = {}): StageState => ({
  ...emptyStage(slide),
  cues,
});
const ran = (run: string, state: RunPhase): StageState['cues'] => ({
  [CUE]: {
    terminal: '1-network-namespace/main',
    run: { run, cue: CUE, command: './setup.sh', state },
  },
});
const ended = (held: boolean): RunPhase => ({
  phase: 'ended',
  exit: held ? 0 : 1,
  took: 1_500,
  verdict: { held, why: held ? [] : ['exit code 1, expected 0'] },
});

/** Looks at one stage after the other, each shown for its seconds. */
function given(...looks: readonly (readonly [StageState, number])[]) {
  const [first] = looks;
  if (!first) throw new Error('nothing was given');
  let now = 0;
  let [was] = first;
  let log = beginRehearsal(book, was, now);
  for (const [stage, seconds] of looks) {
    log = noteStage(log, was, stage, now);
    was = stage;
    now += seconds * 1_000;
    log = noteStage(log, was, stage, now);
  }
  const rehearsal = endRehearsal(log, book);
  const slide = (id: string) => rehearsal.slides.find((entry) => entry.slide === id);
  return { rehearsal, slide };
}

describe("a speaker's rehearsal", () => {
  it('books the time on the slide that was shown, however often', () => {
    const { slide, rehearsal } = given([at('title'), 30], [at('plan'), 10], [at('title'), 5]);
    expect(slide('title')?.spent).toEqual({ typing: 0, waiting: 0, dwelling: 35 });
    expect(slide('plan')?.spent.dwelling).toBe(10);
    expect(rehearsal.complete).toBe(false);
    expect(sumRehearsal(rehearsal).skipped).toHaveLength(talk.length - 2);
  });

  it('notes the cues that were run, and what came of them', () => {
    const slide = 'step-1-run';
    const { slide: entry } = given(
      [at(slide), 4],
      [at(slide, ran('a', { phase: 'typing' })), 1],
      [at(slide, ran('a', { phase: 'running' })), 2],
      [at(slide, ran('a', ended(false))), 3],
      [at(slide, ran('b', ended(true))), 1],
    );
    expect(entry(slide)?.spent).toEqual({ typing: 1, waiting: 2, dwelling: 8 });
    expect(entry(slide)?.cues[0]).toMatchObject({
      result: 'held',
      attempts: 2,
      unsteady: true,
      why: ['exit code 1, expected 0'],
      took: 1.5,
    });
  });

  it('leaves out what was run before it began', () => {
    const { slide } = given([at('step-1-run', ran('old', ended(true))), 4]);
    expect(slide('step-1-run')?.cues[0]?.result).toBe('not-run');
  });
});
