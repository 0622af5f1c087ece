/** One clock for all processes of a measurement: the machine's, finer than a millisecond. */

/**
 * What to add to `performance.now()`. Date.now() is whole milliseconds, so its tick is awaited
 * (1 ms at most); performance.timeOrigin is not used: it is as old as the process, and the machine's
 * clock may have been set right since.
 */
function offset(): number {
  const begun = Date.now();
  let ticked = begun;
  while (ticked === begun) ticked = Date.now();
  return ticked - performance.now();
}

const OFFSET = offset();

/** Milliseconds since 1970, with fractions. */
export function now(): number {
  return OFFSET + performance.now();
}
