import type { ScriptLine } from './tokenize.ts';

/** The text of a line as it stands in the file. */
export function textOf(line: ScriptLine): string {
  return line.tokens.map(({ text }) => text).join('');
}

/** Whether it is a comment that rules off a section: a heading in a line of dashes. */
export function isRuler(line: ScriptLine): boolean {
  return /^#.*-{4}$/.test(textOf(line));
}

/** First and last line, by index from 0, of the block between empty lines that holds this line. */
export function groupOf(
  lines: readonly ScriptLine[],
  command: string,
): { readonly from: number; readonly to: number } | null {
  const at = lines.findIndex((line) => textOf(line) === command);
  if (at < 0) return null;
  let from = at;
  let to = at;
  const filled = (index: number) => {
    const line = lines[index];
    return line !== undefined && textOf(line).trim() !== '';
  };
  while (filled(from - 1)) from -= 1;
  while (filled(to + 1)) to += 1;
  return { from, to };
}

/**
 * The lines that stand in the other file as well, in the same order: the longest common
 * subsequence, as `diff` has it. Returns their indices in `lines`.
 */
export function commonLines(
  lines: readonly ScriptLine[],
  other: readonly ScriptLine[],
): ReadonlySet<number> {
  const a = lines.map(textOf);
  const b = other.map(textOf);
  // length[i][j]: of the longest common subsequence of a from i and b from j.
  const length = Array.from({ length: a.length + 1 }, () => Array<number>(b.length + 1).fill(0));
  const at = (i: number, j: number) => length[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const row = length[i];
      if (row) row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  const common = new Set<number>();
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) {
      common.add(i);
      i += 1;
      j += 1;
    } else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return common;
}
