/** What can be wrong with a slide's words, each check as a list of faults. */
import { terminalIdSchema } from '@netstage/protocol';
import { outcomeOf } from '../../cue/outcome.ts';
import { plannedSize } from '../../slides/planned-size.ts';
import type { Block } from '../body.ts';
import { stepOf } from '../model.ts';
import type { Cue, SlideWords } from '../model.ts';
import { terminalOf } from '../terminal-of.ts';
import { nodesOf } from './scripts.ts';

export type Check = (slide: SlideWords) => string[];

const LONGEST_TITLE = 70;
const LONGEST_LINE = 80;
const LONGEST_CAPTION = 48;
const LONGEST_OUTCOME = 40;
const MOST_LINES = 6;
/** The longest that stands before a command, as where a step has two nodes. */
const PROMPT = 'node-1 # ';

/** A title states the point: it is a phrase, and fits in two lines. */
export const title: Check = ({ title }) => [
  ...when(title.split(/\s+/).length <= 2, `“${title}” names a topic and states no point`),
  ...when(title.length > LONGEST_TITLE, `“${title}” is too long`),
  ...when(title.endsWith('.'), `“${title}” ends with a full stop`),
];

/** The notes are enough to give the slide from, cold. */
export const notes: Check = ({ notes, summary }) => {
  const sentences = notes.say.join(' ').match(/[.?!:](?:\s|$)/g) ?? [];
  return [
    ...when(sentences.length < 3, `${sentences.length} sentences are too few to speak from`),
    ...when(summary.length < 40, 'the summary does not say what is seen'),
    ...notes.questions.flatMap(({ ask, answer }) => [
      ...when(!ask.endsWith('?'), `“${ask}” is no question`),
      ...when(!/[.`]$/.test(answer), `the answer to “${ask}” does not end`),
    ]),
  ];
};

export const fullness: Check = ({ body }) => {
  const lines = body.flatMap(linesOf);
  return [
    ...when(lines.length > MOST_LINES, `${lines.length} lines are too many`),
    ...lines
      .filter((line) => line.length > LONGEST_LINE)
      .map((line) => `“${line}” is too long for one line`),
    ...lines
      .filter((line) => (line.match(/`/g) ?? []).length % 2 === 1)
      .map((line) => `“${line}” has a backquote open`),
    ...body.flatMap((block) =>
      block.kind === 'script'
        ? block.parts
            .filter((part) => part.caption.length > LONGEST_CAPTION)
            .map((part) => `“${part.caption}” is too long for a caption`)
        : [],
    ),
    ...body.flatMap((block) =>
      block.kind === 'table'
        ? block.rows
            .filter((row) => row.length !== block.head.length)
            .map((row) => `“${row.join(' | ')}” has not as many cells as the head`)
        : [],
    ),
  ];
};

export const fragments: Check = (slide) => {
  const shown = slide.body.map((block) => {
    if (block.kind === 'script') return block.parts.length - 1;
    if (block.kind === 'bullets' || block.kind === 'terms')
      return block.reveal === true ? block.items.length - 1 : 0;
    return 0;
  });
  const frames = slide.stage.kind === 'recorded' ? slide.stage.frames.length - 1 : 0;
  const needed = Math.max(0, frames, ...shown, ...slide.cues.map((cue) => cue.fragment + 1));
  return when(
    slide.fragments !== needed,
    `it has ${slide.fragments} fragments, its parts ${needed}`,
  );
};

export const time: Check = ({ target, cues }) => {
  // What runs beside other cues takes no time of its own but its start.
  const needed = sum(cues.map((cue) => (cue.beside ? 4 : cue.target) + cue.dwell));
  return [
    ...when(target < needed, `its cues take ${needed} s, its target is ${target} s`),
    ...cues
      .filter((cue) => cue.timeout < cue.target * 2)
      .map((cue) => `the timeout of ${cue.id} is too close to its target`),
  ];
};

/** All that cues use is on the slide, and what the slide shows is in the step's lab. */
export const places: Check = ({ section, stage, cues }) => {
  const step = stepOf(section);
  const known = step === null ? [] : nodesOf(step);
  const terminals = stage.kind === 'live' ? stage.terminals : [];
  const nodes =
    stage.kind === 'live'
      ? [...stage.nodes, ...(stage.tables ?? []).map((table) => table.node)]
      : [];
  return [
    ...[...nodes, ...cues.map((cue) => cue.node)]
      .filter((node) => !known.includes(node))
      .map((node) => `${node} is no node of its step`),
    ...terminals
      .filter((id) => !terminalIdSchema.safeParse(id).success)
      .map((id) => `“${id}” is no terminal`),
    ...cues
      .filter((cue) => !terminals.includes(terminalOf(cue)))
      .map((cue) => `the terminal of ${cue.id} is not on the slide`),
    ...cues
      .filter((cue) => !cue.id.startsWith(`${section}.`))
      .map((cue) => `${cue.id} is not named after its section`),
  ];
};

/** A command breaks in mid-word where it is wider than its terminal. */
export const commands: Check = (slide) => {
  if (slide.stage.kind !== 'live') return [];
  const { cols } = plannedSize(slide, slide.stage);
  return slide.cues
    .filter(({ command }) => PROMPT.length + command.length > cols)
    .map(({ id, command }) => `${id} does not fit ${cols} columns: ${command}`);
};

/** A claim about an outcome stands only where a cue of the slide proves it. */
export const claims: Check = ({ title, body, cues }) => [
  ...ttlsIn(title)
    .filter((ttl) => !cues.some((cue) => proves(cue, ttl)))
    .map((ttl) => `no cue proves TTL ${ttl} of the title`),
  ...body.flatMap((block) => {
    if (block.kind !== 'running') return [];
    const unknown = block.cues.filter((id) => !cues.some((cue) => cue.id === id));
    return unknown.map((id) => `${id} runs a script here but is no cue of the slide`);
  }),
  ...cues.flatMap((cue) => {
    const text = outcomeOf(cue);
    const { includes = [], excludes = [] } = cue.expect;
    const lost = /\blost$/.test(text) && cue.expect.ttl !== 'lost';
    return [
      ...ttlsIn(text)
        .filter((ttl) => !proves(cue, ttl))
        .map((ttl) => `${cue.id} does not prove TTL ${ttl}`),
      ...when(lost, `${cue.id} does not prove that the ping is lost`),
      ...when(text.length > LONGEST_OUTCOME, `“${text}” is too long for a chip`),
      ...[...text.matchAll(/`([^`]+)`/g)]
        .map(([, said = '']) => said)
        .filter((said) => ![...includes, ...excludes].some((piece) => piece.includes(said)))
        .map((said) => `${cue.id} looks for no “${said}” in the output`),
    ];
  }),
];

export const beside: Check = ({ cues }) =>
  cues.flatMap((cue, at) => {
    if (cue.beside === undefined) return [];
    const end = cues.findIndex((other) => other.id === cue.beside?.until);
    return [
      ...when(end <= at, `${cue.id} is to end with ${cue.beside.until}, which does not follow it`),
      ...when(cues[end]?.fragment !== cue.fragment, `${cue.id} ends on another fragment`),
    ];
  });

function linesOf(block: Block): string[] {
  switch (block.kind) {
    case 'statement':
      return [block.text];
    case 'bullets':
      return [...block.items];
    case 'terms':
      return block.items.map(({ term, means }) => `${term} ${means}`);
    case 'table':
      return block.rows.map((row) => row.join(' '));
    case 'comparison': {
      const { left, right } = block;
      return left.items.length >= right.items.length ? [...left.items] : [...right.items];
    }
    case 'session':
      return [block.command, block.output];
    case 'script':
    case 'running':
      // The lines are the file's, a few at a time.
      return [];
  }
}

function ttlsIn(text: string): number[] {
  return [...text.matchAll(/TTL (?:stays )?(\d+)/g)].map((match) => Number(match[1]));
}

function proves(cue: Cue, ttl: number): boolean {
  return cue.expect.ttl === ttl || (cue.expect.includes ?? []).includes(`ttl ${ttl}`);
}

function when(wrong: boolean, fault: string): string[] {
  return wrong ? [fault] : [];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
