import { isAlive, kill, livePids, userNamespace, type ProcessRef } from './proc.ts';

/**
 * Kills the PID 1s of a step and, with them, everything in their pid namespaces.
 *
 * A program that was started in a node from outside has its parent, nsenter, out here. The kernel
 * lets a PID 1 go only when that parent has taken its child's exit status, and nsenter stops
 * itself when its child is stopped: so whoever is in a user namespace of the step goes too.
 */
export function endAll(refs: readonly ProcessRef[]): void {
  const alive = refs.filter(isAlive);
  const own = userNamespace(process.pid);
  const namespaces = new Set(alive.map(({ pid }) => userNamespace(pid)));
  namespaces.delete(undefined);
  // Between two stages of a boot a process may still be in our own.
  namespaces.delete(own);
  for (const { pid } of alive) kill(pid, 'SIGKILL');
  for (const pid of livePids()) {
    const namespace = userNamespace(pid);
    if (namespace !== undefined && namespaces.has(namespace)) kill(pid, 'SIGKILL');
  }
}
