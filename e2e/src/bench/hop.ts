import { now } from './clock.ts';

/** A shell at the other end of a wire. */
export interface Hop {
  type(text: string): void;
  /** All output from now on, as it comes. @returns the way to stop listening */
  listen(take: (text: string) => void): () => void;
  close(): Promise<void> | void;
}

/** Characters kept for what is looked for, which may come in two pieces. */
const TAIL = 512;

/** The shell's prompt is complete: OSC 133;B, which both kinds of shell here are made to print. */
export const PROMPT = '\u001B]133;B';

/**
 * Does something and waits for its answer on the screen.
 *
 * @returns milliseconds from the act to the arrival of the output that completes `wanted`
 * @throws when it does not come within `within` ms, with the last that came
 */
export function answered(
  hop: Hop,
  act: () => void,
  wanted: string,
  within = 20_000,
): Promise<number> {
  return new Promise((resolve, reject) => {
    let tail = '';
    const stop = hop.listen((text) => {
      const seen = tail + text;
      if (seen.includes(wanted)) {
        const took = now() - begun;
        clearTimeout(timer);
        stop();
        resolve(took);
      }
      tail = seen.slice(-TAIL);
    });
    const timer = setTimeout(() => {
      stop();
      const last = JSON.stringify(tail.slice(-200));
      reject(
        new Error(`${JSON.stringify(wanted)} did not come within ${within} ms; last: ${last}`),
      );
    }, within);
    const begun = now();
    act();
  });
}

/** Runs a command to the next prompt. @returns milliseconds */
export function carriedOut(hop: Hop, command: string, within?: number): Promise<number> {
  return answered(hop, () => hop.type(`${command}\r`), PROMPT, within);
}
