import { parseArgs } from 'node:util';

export interface RehearseOptions {
  readonly speed: number;
  readonly from: string | null;
  readonly to: string | null;
  readonly step: number | null;
  /** Where the report goes as JSON. */
  readonly json: string | null;
}

/** A wrong word on the command line. */
export class UsageError extends Error {}

const help = `Plays the talk headless and reports: every command for real, every second counted.

  --speed N     0.5 to 20 (20): how fast it types and dwells; commands take what they take
  --from ID     the first slide, e.g. step-1-run
  --to ID       the last slide
  --step N      only the slides of step N
  --json FILE   write the report there as well

Ends with 1 when a cue failed, held only when tried again, was replaced by something recorded, or
when the talk took longer than planned.`;

/** @throws UsageError saying which word is wrong; the help text when it was asked for */
export function readOptions(args: readonly string[]): RehearseOptions {
  const values = parse(args);
  if (values.help === true) throw new UsageError(help);
  const speed = Number(values.speed ?? 20);
  if (!(speed >= 0.5 && speed <= 20))
    throw new UsageError(`--speed ${values.speed}: give a number from 0.5 to 20.`);
  const step = values.step === undefined ? null : Number(values.step);
  if (step !== null && !/^[1-9]$/.test(values.step ?? ''))
    throw new UsageError(`--step ${values.step}: give the number of a step, such as 1.`);
  const { from = null, to = null, json = null } = values;
  return { speed, from, to, step, json };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        speed: { type: 'string' },
        from: { type: 'string' },
        to: { type: 'string' },
        step: { type: 'string' },
        json: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${said.split(/\. |\n/)[0] ?? said}.\n\n${help}`, { cause: error });
  }
}
