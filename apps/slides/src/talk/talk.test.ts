import { terminalId, terminalIdSchema } from '@netstage/protocol';
import { describe, expect, it } from 'vitest';
import type { Block } from './body.ts';
import { stepOf } from './model.ts';
import type { Cue, Section, SlideWords } from './model.ts';
import { nodesOf } from './testing/scripts.ts';
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
});

describe.each(talk)('$id', (slide) => {
  it('has a title that states its point', () => {
    expect(slide.title.split(/\s+/).length).toBeGreaterThan(2);
    expect(slide.title.length).toBeLessThanOrEqual(70);
    expect(slide.title).not.toMatch(/\.$/);
  });

  it('has notes to give it from', () => {
    const sentences = slide.notes.say.join(' ').match(/[.?!:](?:\s|$)/g) ?? [];
    expect(sentences.length).toBeGreaterThanOrEqual(3);
    expect(slide.summary.length).toBeGreaterThan(40);
    for (const { ask, answer } of slide.notes.questions) {
      expect(ask).toMatch(/\?$/);
      expect(answer).toMatch(/[.`]$/);
    }
  });

  it('is not overfull', () => {
    const lines = slide.body.flatMap(linesOf);
    expect(lines.length).toBeLessThanOrEqual(6);
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    expect(lines.filter((line) => (line.match(/`/g) ?? []).length % 2 === 1)).toEqual([]);
  });

  it('has as many fragments as it says', () => {
    expect(slide.fragments).toBe(fragmentsOf(slide));
  });

  it('leaves time for its cues', () => {
    // A command that runs beside others takes no time of its own but its start.
    const needed = sum(slide.cues.map((cue) => (cue.beside ? 4 : cue.target) + cue.dwell));
    expect(slide.target).toBeGreaterThanOrEqual(needed);
    for (const cue of slide.cues) expect(cue.timeout).toBeGreaterThanOrEqual(cue.target * 2);
  });

  it('shows the nodes and terminals of its cues', () => {
    const step = stepOf(slide.section);
    const known = step === null ? [] : nodesOf(step);
    const { stage } = slide;
    const terminals = stage.kind === 'live' ? stage.terminals : [];
    expect(terminals.filter((id) => !terminalIdSchema.safeParse(id).success)).toEqual([]);
    if (stage.kind === 'live') {
      const shown = [...stage.nodes, ...(stage.tables ?? []).map((table) => table.node)];
      expect(shown.filter((node) => !known.includes(node))).toEqual([]);
    }
    for (const cue of slide.cues) {
      expect(known).toContain(cue.node);
      expect(terminals).toContain(terminalId(cue.node, cue.terminal));
      expect(cue.id).toMatch(new RegExp(`^${slide.section}\\.`));
    }
  });

  it('claims only what its cues prove', () => {
    const claims = slide.body.flatMap((block) => (block.kind === 'outcomes' ? block.items : []));
    for (const { cue: id, text } of claims) {
      const cue = slide.cues.find((each) => each.id === id);
      expect(cue, `“${text}” is proven by no cue of the slide`).toBeDefined();
      if (cue === undefined) continue;
      for (const ttl of ttlsIn(text)) expect(proves(cue, ttl), text).toBe(true);
      if (/\blost$/.test(text)) expect(cue.expect.ttl).toBe('lost');
    }
    for (const ttl of ttlsIn(slide.title))
      expect(
        slide.cues.some((cue) => proves(cue, ttl)),
        slide.title,
      ).toBe(true);
    for (const block of slide.body)
      if (block.kind === 'running') expect(block.cues).toEqual(slide.cues.map((cue) => cue.id));
  });

  it('ends what runs beside by a later cue of the slide', () => {
    slide.cues.forEach((cue, at) => {
      if (cue.beside === undefined) return;
      const until = slide.cues.findIndex((other) => other.id === cue.beside?.until);
      expect(until).toBeGreaterThan(at);
      expect(slide.cues[until]?.fragment).toBe(cue.fragment);
    });
  });
});

function stepOfCue(id: string): string {
  return id.slice(0, id.indexOf('.'));
}

function ttlsIn(text: string): number[] {
  return [...text.matchAll(/TTL (?:stays )?(\d+)/g)].map((match) => Number(match[1]));
}

function proves(cue: Cue, ttl: number): boolean {
  return cue.expect.ttl === ttl || (cue.expect.includes ?? []).includes(`ttl ${ttl}`);
}

function linesOf(block: Block): string[] {
  switch (block.kind) {
    case 'statement':
      return [block.text];
    case 'bullets':
      return [...block.items];
    case 'terms':
      return block.items.map(({ term, means }) => `${term} ${means}`);
    case 'table':
      expect(block.rows.filter((row) => row.length !== block.head.length)).toEqual([]);
      return block.rows.map((row) => row.join(' '));
    case 'comparison': {
      const { left, right } = block;
      return left.items.length >= right.items.length ? [...left.items] : [...right.items];
    }
    case 'outcomes':
      return block.items.map((item) => item.text);
    case 'script':
      // Its lines are the file's; a part at a time is lit, with its caption.
      expect(block.parts.filter((part) => part.caption.length > 48)).toEqual([]);
      return [];
    case 'running':
      return [];
  }
}

function fragmentsOf(slide: SlideWords): number {
  const counts = slide.body.map((block) => {
    if (block.kind === 'script') return block.parts.length - 1;
    if (block.kind === 'bullets' || block.kind === 'terms')
      return block.reveal === true ? block.items.length - 1 : 0;
    return 0;
  });
  const frames = slide.stage.kind === 'recorded' ? slide.stage.frames.length - 1 : 0;
  return Math.max(0, frames, ...counts, ...slide.cues.map((cue) => cue.fragment + 1));
}

function duplicates(ids: readonly string[]): string[] {
  return ids.filter((id, index) => ids.indexOf(id) !== index);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
