import type { Question } from '@netstage/protocol';

/** Formats that the list can be taken home in, by the ending of the file's name. */
export const exports = {
  json: { type: 'application/json; charset=utf-8', write: asJson },
  csv: { type: 'text/csv; charset=utf-8', write: asCsv },
  md: { type: 'text/markdown; charset=utf-8', write: asMarkdown },
} as const;

function asJson(questions: readonly Question[]): string {
  return `${JSON.stringify(questions, null, 2)}\n`;
}

function asCsv(questions: readonly Question[]): string {
  const rows = questions.map(({ text, name, votes, at, state }) => [
    state,
    String(votes),
    new Date(at).toISOString(),
    name ?? '',
    text,
  ]);
  const lines = [['state', 'votes', 'asked at', 'name', 'question'], ...rows];
  return lines.map((cells) => `${cells.map(cell).join(',')}\r\n`).join('');
}

/** A text that begins like a formula is one to a spreadsheet: the apostrophe makes it text. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

function asMarkdown(questions: readonly Question[]): string {
  const of = (title: string, state: Question['state']): string => {
    const some = questions.filter((question) => question.state === state);
    if (some.length === 0) return '';
    const lines = some.map(
      ({ text, name, votes }) =>
        `- ${escaped(text)} — ${name === null ? 'anonymous' : escaped(name)}, ${votes === 1 ? '1 vote' : `${votes} votes`}\n`,
    );
    return `\n## ${title}\n\n${lines.join('')}`;
  };
  return `# Questions\n${of('Open', 'open')}${of('Answered', 'answered')}${of('Hidden', 'hidden')}`;
}

function escaped(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>()#+!|~-]/g, String.raw`\$&`);
}
