/** Steps whose setup.sh makes one namespace only; a test holds this against the recordings. */
const ALONE: ReadonlySet<number> = new Set([1]);

/**
 * Columns of namespaces in a step's nodes. A namespace that will stay alone gets the node's whole
 * width; whether it will must be known before there is one, for nothing moves when a second comes.
 */
export function columnsOf(step: number | null): number | undefined {
  return step !== null && ALONE.has(step) ? 1 : undefined;
}
