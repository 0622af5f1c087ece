import {
  allGone,
  isAlive,
  kill,
  livePids,
  processRef,
  userNamespace,
  type ProcessRef,
} from './proc.ts';

/** A relay that is merely slow takes less; one that still holds on is killed. */
const PATIENCE_MS = 1_000;

/**
 * Kills the PID 1s of a step and, with them, everything in their pid namespaces. Resolves once
 * they are gone.
 *
 * A program that was started in a node from outside has its parent, nsenter, out here. The kernel
 * lets a PID 1 go only when that parent has taken its child's exit status, and an nsenter whose
 * child is stopped has stopped itself: so those are woken. Killing them would leave their children
 * to this machine's init, which may take its time.
 */
export async function endAll(refs: readonly ProcessRef[]): Promise<void> {
  const alive = refs.filter(isAlive);
  const relays = processesIn(alive.map(({ pid }) => userNamespace(pid)));
  for (const { pid } of alive) kill(pid, 'SIGKILL');
  const begun = performance.now();
  const nudge = () => {
    const signal = performance.now() - begun < PATIENCE_MS ? 'SIGCONT' : 'SIGKILL';
    for (const relay of relays) if (isAlive(relay)) kill(relay.pid, signal);
  };
  nudge();
  // Again and again: a relay may be about to stop itself.
  const timer = setInterval(nudge, 20);
  await allGone(alive);
  clearInterval(timer);
}

function processesIn(namespaces: readonly (string | undefined)[]): ProcessRef[] {
  const wanted = new Set(namespaces);
  wanted.delete(undefined);
  // Between two stages of a boot a process may still be in our own.
  wanted.delete(userNamespace(process.pid));
  return livePids()
    .filter((pid) => wanted.has(userNamespace(pid)))
    .map(processRef)
    .filter((ref) => ref !== undefined);
}
