/** Where a row or its place ends, in px of the window. */
interface Edge {
  readonly bottom: number;
}

/** Px by which rows may end lower than their place: what is scaled is not rounded alike. */
const TOLERANCE = 1;

/**
 * How many rows lie below the seen part of the place that they scroll in: none while the last one
 * is seen, else also those that the note of `noteHeight` px at its end covers.
 */
export function rowsBelow(rows: readonly Edge[], place: Edge, noteHeight: number): number {
  const within = place.bottom + TOLERANCE;
  if (rows.every(({ bottom }) => bottom <= within)) return 0;
  return rows.filter(({ bottom }) => bottom > within - noteHeight).length;
}
