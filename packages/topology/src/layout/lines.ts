/** Where an item stands in a zone of lines: `at` is its first line, counted from the top. */
export interface Lines {
  at: number;
  size: number;
}

const overlaps = (a: Lines, b: Lines) => a.at < b.at + b.size && b.at < a.at + a.size;

/** Items must not run over the end of a column of `perColumn` lines. */
const fits = (lines: Lines, count: number, perColumn: number, taken: readonly Lines[]) =>
  lines.at >= 0 &&
  lines.at + lines.size <= count &&
  Math.floor(lines.at / perColumn) === Math.floor((lines.at + lines.size - 1) / perColumn) &&
  !taken.some((other) => overlaps(lines, other));

const firstFree = (
  size: number,
  count: number,
  perColumn: number,
  taken: readonly Lines[],
  fromEnd: boolean,
): Lines | null => {
  for (let step = 0; step <= count - size; step += 1) {
    const lines = { at: fromEnd ? count - size - step : step, size };
    if (fits(lines, count, perColumn, taken)) return lines;
  }
  return null;
};

export interface Zone {
  columns: number;
  perColumn: number;
}

/**
 * Gives each item its lines: remembered ones stay, newcomers take the first free lines from the top
 * (`fromEnd`: from the bottom). Items without room are missing from the answer.
 */
export const assignLines = (
  sizes: ReadonlyMap<string, number>,
  remembered: ReadonlyMap<string, Lines>,
  zone: Zone,
  blocked: readonly Lines[],
  fromEnd: boolean,
): Map<string, Lines> => {
  const count = zone.columns * zone.perColumn;
  const assigned = new Map<string, Lines>();
  const taken = () => [...blocked, ...assigned.values()];
  for (const [key, size] of sizes) {
    const old = remembered.get(key);
    if (old === undefined) continue;
    const lines = { at: old.at, size };
    if (fits(lines, count, zone.perColumn, taken())) assigned.set(key, lines);
  }
  const absent = [...remembered].flatMap(([key, lines]) => (sizes.has(key) ? [] : [lines]));
  for (const [key, size] of sizes) {
    if (assigned.has(key)) continue;
    const lines =
      firstFree(size, count, zone.perColumn, [...taken(), ...absent], fromEnd) ??
      firstFree(size, count, zone.perColumn, taken(), fromEnd);
    if (lines !== null) assigned.set(key, lines);
  }
  return assigned;
};
