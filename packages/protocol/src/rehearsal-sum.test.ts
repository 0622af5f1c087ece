import { describe, expect, it } from 'vitest';
import { sumRehearsal } from './rehearsal-sum.ts';
import { rehearsalSchema } from './rehearsal.ts';
import type { Rehearsal, RehearsedCue, RehearsedSlide } from './rehearsal.ts';

const cue = (change: Partial<RehearsedCue> = {}): RehearsedCue => ({
  cue: 'step-1.ping',
  label: 'ping',
  result: 'held',
  attempts: 1,
  unsteady: false,
  why: [],
  took: 1.1,
  ...change,
});

const slide = (change: Partial<RehearsedSlide> = {}): RehearsedSlide => ({
  slide: 'step-1-ping',
  title: 'It answers',
  section: 'step-1',
  target: 30,
  shown: true,
  spent: { typing: 2, waiting: 3, dwelling: 25 },
  cues: [cue()],
  ...change,
});

const rehearsal = (change: Partial<Rehearsal> = {}): Rehearsal => ({
  kind: 'kiosk',
  begun: 1_000,
  ended: 31_000,
  speed: 1,
  loop: 1,
  complete: true,
  preparing: 0,
  interrupted: 0,
  slides: [slide()],
  ...change,
});

const faults = (change: Partial<Rehearsal>): readonly string[] =>
  sumRehearsal(rehearsal(change)).faults;

const spent = (dwelling: number) => ({ typing: 0, waiting: 0, dwelling });

describe('the sum of a rehearsal', () => {
  it('adds up times and results, and finds nothing wrong with a good one', () => {
    expect(rehearsalSchema.parse(rehearsal())).toEqual(rehearsal());
    expect(sumRehearsal(rehearsal())).toEqual({
      target: 30,
      actual: 30,
      spent: { typing: 2, waiting: 3, dwelling: 25 },
      skipped: [],
      cues: { held: 1, failed: 0, recorded: 0, 'not-run': 0 },
      retried: 0,
      faults: [],
    });
  });

  it('counts what was recorded instead as failed', () => {
    const recorded = cue({ result: 'recorded', why: ['there is no lab'] });
    expect(faults({ slides: [slide({ cues: [recorded] })] })).toEqual([
      'step-1.ping was not run, something recorded took its place: there is no lab',
    ]);
  });

  it('tells of an expectation that held only when tried again', () => {
    const again = cue({ attempts: 2, unsteady: true, why: ['TTL 63, expected 64'] });
    expect(faults({ slides: [slide({ cues: [again] })] })).toEqual([
      'step-1.ping held only when tried again: TTL 63, expected 64',
    ]);
    const lost = cue({ attempts: 2, why: ['the shell ended before it did'] });
    expect(faults({ slides: [slide({ cues: [lost] })] })).toEqual([]);
  });

  it('lets a speaker leave cues and slides out, but not the kiosk', () => {
    const slides = [
      slide(),
      slide({ slide: 'x', shown: false, cues: [cue({ result: 'not-run' })] }),
    ];
    expect(faults({ kind: 'speaker', slides })).toEqual([]);
    expect(faults({ slides })).toEqual(['x was never shown', 'step-1.ping was not run']);
  });

  it('allows a little more than planned, and no more', () => {
    expect(faults({ slides: [slide({ spent: spent(34) })] })).toEqual([]);
    expect(faults({ slides: [slide({ spent: spent(36) })] })).toEqual([
      'it took 6 s more than the 30 s planned',
    ]);
  });
});
