/** Where each point of the talk is told. */
import type { SlideWords } from './model.ts';
import { pointSections } from './points.ts';
import type { Point } from './points.ts';

export interface Covered {
  readonly point: Point;
  readonly slides: readonly SlideWords[];
}

export function coverage(points: readonly Point[], talk: readonly SlideWords[]): Covered[] {
  return points.map((point) => ({
    point,
    slides: talk.filter((slide) => slide.covers.includes(point.id)),
  }));
}

/** What is wrong with the coverage, a line each: points nobody tells, and slides' unknown points. */
export function gaps(points: readonly Point[], talk: readonly SlideWords[]): string[] {
  const known = new Set(points.map((point) => point.id));
  return [
    ...coverage(points, talk)
      .filter((covered) => !isTold(covered))
      .map(({ point }) => `“${point.id}” (${point.point}) is on no slide`),
    ...talk.flatMap((slide) =>
      slide.covers
        .filter((id) => !known.has(id))
        .map((id) => `slide ${slide.id} covers “${id}”, which is no point of the talk`),
    ),
  ];
}

/** The preflight slide is for the speaker alone: it counts for the preparation only. */
function isTold({ point, slides }: Covered): boolean {
  return slides.some((slide) => slide.section !== 'preparation' || point.section === 'Preparation');
}

/** The table as Markdown, in the form that Prettier gives it. */
export function renderCoverage(points: readonly Point[], talk: readonly SlideWords[]): string {
  const covered = coverage(points, talk);
  const tables = pointSections.map((section) => {
    const rows = covered
      .filter(({ point }) => point.section === section)
      .map(({ point, slides }) => [
        point.point,
        code(slides.map((slide) => slide.id)),
        code(slides.flatMap((slide) => slide.cues.map((cue) => cue.id))),
      ]);
    return `## ${section}\n\n${renderTable([['Point', 'Slides', 'Their cues'], ...rows])}\n`;
  });
  return [
    '# What the talk covers\n',
    `${points.length} points on ${talk.length} slides. Generated from \`src/talk\`; after a change of`,
    'points or slides:\n',
    '```sh',
    'npx vitest run --project unit apps/slides/src/talk/coverage.test.ts -u',
    '```\n',
    'What is said of each point stands in the notes of its slides.\n',
    tables.join('\n'),
  ].join('\n');
}

function code(ids: readonly string[]): string {
  return ids.map((id) => `\`${id}\``).join(', ');
}

function renderTable(rows: readonly (readonly string[])[]): string {
  const [head = []] = rows;
  const widths = head.map((_, column) =>
    Math.max(3, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)));
  const rule = widths.map((width) => '-'.repeat(width));
  return [...lines.slice(0, 1), rule, ...lines.slice(1)]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}
