/** The steps' folders, as the tests of the talk's words read them. */
const files = import.meta.glob<string>('../../../../../vagrant/*/*.{sh,json}', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The text of a file of a step's folder. */
export function scriptOf(step: number, name: string): string {
  const path = Object.keys(files).find((path) =>
    new RegExp(`/vagrant/${step}-[^/]+/${name.replace('.', '\\.')}$`).test(path),
  );
  const source = path === undefined ? undefined : files[path];
  if (source === undefined) throw new Error(`step ${step} has no ${name}`);
  return source;
}

/** The names of a step's nodes, from its lab.json. */
export function nodesOf(step: number): string[] {
  return [...scriptOf(step, 'lab.json').matchAll(/"name": "([^"]+)"/g)].map(
    (match) => match[1] ?? '',
  );
}

export interface Group {
  /** Commands, without comments. */
  readonly lines: readonly string[];
}

/** What empty lines part, less what holds comments only. */
export function groups(source: string): Group[] {
  return source
    .split(/\n{2,}/)
    .map((text) => ({ lines: commands(text) }))
    .filter((group) => group.lines.length > 0);
}

/** The commands that `source` has and `before` has not. */
export function diffLines(source: string, before: string): string[] {
  const known = new Set(before.split('\n'));
  return commands(source).filter((line) => !known.has(line));
}

function commands(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
}
