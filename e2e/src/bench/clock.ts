/** One clock for all processes of a measurement: the machine's, finer than a millisecond. */

/** How long the two clocks are compared, ms. */
const COMPARE = 20;

/**
 * What to add to `performance.now()`. Date.now() is whole milliseconds, rounded down, and a process
 * may be held up between the two readings: either way the difference comes out too small, so the
 * largest is right. performance.timeOrigin is not used: it is as old as the process, and the
 * machine's clock may have been set right since.
 */
function offset(): number {
  const end = performance.now() + COMPARE;
  let largest = -Infinity;
  while (performance.now() < end) largest = Math.max(largest, Date.now() - performance.now());
  return largest;
}

const OFFSET = offset();

/** Milliseconds since 1970, with fractions. */
export function now(): number {
  return OFFSET + performance.now();
}
