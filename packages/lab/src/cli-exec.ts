import { once } from 'node:events';
import { constants } from 'node:os';
import { signalInside } from './enter.ts';
import type { LabAccess } from './lab.ts';

/** Runs a command in a node as if it ran here. Returns its exit code, 128 + N for a signal. */
export async function execHere(
  lab: Pick<LabAccess, 'exec'>,
  node: string,
  argv: readonly string[],
): Promise<number> {
  const tty = process.stdin.isTTY && process.stdout.isTTY;
  const { TERM = 'dumb' } = process.env;
  const child = lab.exec(node, argv, { tty, stdio: 'inherit', env: { TERM } });
  // With a terminal its keys arrive there by themselves; the relay must only not die first.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const)
    process.on(signal, () => {
      if (!tty || signal === 'SIGTERM' || signal === 'SIGHUP') signalInside(child, signal);
    });
  await once(child, 'exit');
  const { exitCode, signalCode } = child;
  return signalCode === null ? (exitCode ?? 1) : 128 + constants.signals[signalCode];
}
