import { describe, expect, it } from 'vitest';
import type { Section } from './model.ts';
import { nodesOf } from './testing/scripts.ts';
import {
  beside,
  claims,
  commands,
  fragments,
  fullness,
  notes,
  places,
  time,
  title,
} from './testing/slide-faults.ts';
import { planned } from './timing.ts';
import { talk } from './words/index.ts';

const cues = talk.flatMap((slide) => slide.cues);
const SECTIONS: readonly Section[] = [
  'preparation',
  'introduction',
  'step-1',
  'step-2',
  'step-3',
  'step-4',
  'conclusion',
];

describe('the talk', () => {
  it('has ids of their own for slides and cues', () => {
    expect(duplicates(talk.map((slide) => slide.id))).toEqual([]);
    expect(duplicates(cues.map((cue) => cue.id))).toEqual([]);
  });

  it('keeps to the order of its sections', () => {
    const order = talk.map((slide) => SECTIONS.indexOf(slide.section));
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  it('takes as long as planned, 40 to 45 minutes', () => {
    const sums = SECTIONS.map((section) => [
      section,
      sum(talk.filter((slide) => slide.section === section).map((slide) => slide.target)),
    ]);
    expect(Object.fromEntries(sums)).toEqual(planned);
    const total = sum(Object.values(planned));
    expect(total).toBeGreaterThanOrEqual(40 * 60);
    expect(total).toBeLessThanOrEqual(45 * 60);
  });

  it('needs only cues that come before, in the same step', () => {
    const faults = cues.flatMap((cue, at) =>
      cue.needs
        .filter((need) => {
          const found = cues.findIndex((other) => other.id === need);
          return found === -1 || found >= at || stepOfCue(need) !== stepOfCue(cue.id);
        })
        .map((need) => `${cue.id} needs ${need}`),
    );
    expect(faults).toEqual([]);
  });

  it('lists all that a cue needs, also what those need in turn', () => {
    const faults = cues.flatMap((cue) =>
      cue.needs
        .flatMap((need) => cues.find((other) => other.id === need)?.needs ?? [])
        .filter((deeper) => !cue.needs.includes(deeper))
        .map((deeper) => `${cue.id} does not list ${deeper}`),
    );
    expect(faults).toEqual([]);
  });

  it('runs setup.sh and test.sh on every node', () => {
    const nodes = [1, 2, 3, 4].flatMap(nodesOf);
    for (const command of ['./setup.sh', './test.sh'])
      expect(cues.filter((cue) => cue.command === command).map((cue) => cue.node)).toEqual(nodes);
  });
});

describe.each(talk)('$id', (slide) => {
  it('has a title that states its point', () => expect(title(slide)).toEqual([]));
  it('has notes to give it from', () => expect(notes(slide)).toEqual([]));
  it('is not overfull', () => expect(fullness(slide)).toEqual([]));
  it('has as many fragments as it says', () => expect(fragments(slide)).toEqual([]));
  it('leaves time for its cues', () => expect(time(slide)).toEqual([]));
  it('shows the nodes and terminals of its cues', () => expect(places(slide)).toEqual([]));
  it('types commands that fit in a line', () => expect(commands(slide)).toEqual([]));
  it('claims only what its cues prove', () => expect(claims(slide)).toEqual([]));
  it('ends what runs beside by a later cue', () => expect(beside(slide)).toEqual([]));
});

function stepOfCue(id: string): string {
  return id.slice(0, id.indexOf('.'));
}

function duplicates(ids: readonly string[]): string[] {
  return ids.filter((id, index) => ids.indexOf(id) !== index);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
