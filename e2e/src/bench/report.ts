/** What a benchmark found: rows against targets, and notes. */

export type Unit = 'ms' | 'µs' | 'MB' | 'MB/s' | 'bytes' | '×' | '%' | '';

export interface Row {
  what: string;
  value: number;
  unit: Unit;
  /** Null for what is only good to know. */
  target: { is: 'at most' | 'at least'; value: number } | null;
  /** The same run's yardstick that the value is seen against: machines differ, ratios less. */
  ratio: { value: number; to: string } | null;
}

export interface Report {
  name: string;
  /** What was done, in a sentence. */
  about: string;
  rows: readonly Row[];
  /** What the reader must know to judge the numbers. */
  notes: readonly string[];
}

export function row(
  what: string,
  value: number,
  unit: Unit,
  rest: { atMost?: number; atLeast?: number; ratio?: Row['ratio'] } = {},
): Row {
  const { atMost, atLeast, ratio = null } = rest;
  if (atMost !== undefined)
    return { what, value, unit, target: { is: 'at most', value: atMost }, ratio };
  if (atLeast !== undefined)
    return { what, value, unit, target: { is: 'at least', value: atLeast }, ratio };
  return { what, value, unit, target: null, ratio };
}

/** Null when there is nothing to hold. */
export function held({ value, target }: Row): boolean | null {
  if (target === null) return null;
  return target.is === 'at most' ? value <= target.value : value >= target.value;
}

export function renderReport({ name, about, rows, notes }: Report): string {
  const cells = [
    ['what', 'value', 'target', 'ratio', ''],
    ...rows.map((one) => [
      one.what,
      amount(one.value, one.unit),
      one.target === null
        ? ''
        : `${one.target.is === 'at most' ? '≤' : '≥'} ${amount(one.target.value, one.unit)}`,
      one.ratio === null ? '' : `${digits(one.ratio.value)}× ${one.ratio.to}`,
      { true: 'held', false: 'MISSED', null: '' }[String(held(one))] ?? '',
    ]),
  ];
  const said = notes.map((note) => `  · ${note}`);
  return [`— ${name}: ${about}`, ...columns(cells).map((line) => `  ${line}`), ...said].join('\n');
}

/** The first and fourth columns are words, the others numbers. */
function columns(cells: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const line of cells)
    for (const [at, cell] of line.entries()) widths[at] = Math.max(widths[at] ?? 0, cell.length);
  return cells.map((line) =>
    line
      .map((cell, at) =>
        at === 1 || at === 2 ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
}

function amount(value: number, unit: Unit): string {
  return unit === '' ? digits(value) : `${digits(value)} ${unit}`;
}

/** Three figures are more than a shared machine can repeat. */
function digits(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (size >= 100 || Number.isInteger(value)) return value.toFixed(0);
  return value.toFixed(size >= 10 ? 1 : 2);
}
