import { parseArgs } from 'node:util';

export const NAMES = [
  'lab',
  'paint',
  'stage',
  'echo',
  'followers',
  'stall',
  'storm',
  'talk',
  'topology',
  'page',
] as const;
export type Name = (typeof NAMES)[number];

export interface Options {
  only: readonly Name[];
  /** Where to write the reports as JSON; null for nowhere. */
  json: string | null;
  /** A missed target makes the exit code 1. */
  strict: boolean;
  help: boolean;
}

export const USAGE = `Usage: npm run bench [-- OPTIONS]

  --only LIST   of ${NAMES.join(', ')}; all by default
  --json FILE   writes what was measured there, too
  --strict      exits with 1 when a target is missed
  --help        this text

Takes some ten minutes, only touches this machine's loopback and namespaces of its own, and stops
by itself. Two cores are what the targets are for; other work on the machine shows in the numbers.
`;

/** @throws Error saying which word is wrong */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string' },
      json: { type: 'string' },
      strict: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  return {
    only: values.only === undefined ? NAMES : values.only.split(',').map(nameOf),
    json: values.json ?? null,
    strict: values.strict,
    help: values.help,
  };
}

function nameOf(word: string): Name {
  const name = NAMES.find((name) => name === word.trim());
  if (name === undefined)
    throw new Error(`--only ${word}: there is no such benchmark, only ${NAMES.join(', ')}`);
  return name;
}
