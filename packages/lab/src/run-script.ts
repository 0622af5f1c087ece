import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { LabAccess } from './lab.ts';

export interface ScriptRun {
  /** Null when a signal ended it. */
  exit: number | null;
  /** Standard output and standard error, in this order. */
  output: string;
  ms: number;
}

/** Runs a program in a node to its end, with nothing to read. */
export async function runScript(
  lab: Pick<LabAccess, 'exec'>,
  node: string,
  argv: readonly string[],
): Promise<ScriptRun> {
  const begun = performance.now();
  const child = lab.exec(node, argv, { stdio: ['ignore', 'pipe', 'pipe'] });
  const { stdout, stderr } = child;
  if (stdout === null || stderr === null) throw new Error(`${node}: no pipes to ${argv[0]}`);
  const [out, err, [exit]] = await Promise.all([text(stdout), text(stderr), once(child, 'exit')]);
  return {
    exit: typeof exit === 'number' ? exit : null,
    output: out + err,
    ms: performance.now() - begun,
  };
}
