import type { ChildProcess } from 'node:child_process';
import { askOwner } from './control.ts';
import { endAll } from './end-all.ts';
import { enterNode } from './enter.ts';
import type { LabAccess } from './lab.ts';
import { allGone, isAlive, kill, processRef, processTable, type ProcessRef } from './proc.ts';
import { processesOf, readState, type LabState } from './state.ts';

/**
 * The lab that another process of this clone holds. Its state is read anew at each call.
 * @throws Error when there is none
 */
export function attachLab(stateDir: string): LabAccess & { owner: LabState['owner'] } {
  const state = () => {
    const found = readState(stateDir);
    if (found === undefined)
      throw new Error('No lab is up. Start one with: npm run lab -- up (or: npm start)');
    return found;
  };
  return {
    owner: state().owner,
    status: () => state().steps,
    exec: (node, argv, options) => {
      const { steps, owner } = state();
      const relay = enterNode(steps, node, argv, options);
      wakeWithout(owner, relay);
      return relay;
    },
    reset: async (step) => {
      state();
      await askOwner(stateDir, { do: 'reset', step });
    },
    down: () => down(stateDir, state()),
  };
}

/**
 * A relay whose program was stopped has stopped itself, and would keep the node from ending. The
 * owner wakes it before it ends the node; when the owner was killed, nobody else would.
 */
function wakeWithout(owner: ProcessRef, relay: ChildProcess): void {
  const timer = setInterval(() => {
    if (!isAlive(owner)) relay.kill('SIGCONT');
  }, 200);
  relay.once('exit', () => clearInterval(timer));
}

/** An owner that hangs still has a lab that has to go. */
const PATIENCE_MS = 5_000;

async function down(stateDir: string, state: LabState): Promise<void> {
  const asked = askOwner(stateDir, { do: 'down' });
  const answered = await Promise.race([
    asked.then(
      () => true,
      () => false,
    ),
    new Promise<boolean>((resolve) => setTimeout(resolve, PATIENCE_MS, false).unref()),
  ]);
  // An owner that exits at once has no time to answer; without its entry the lab is gone.
  if (answered || readState(stateDir) === undefined) return;
  const stages = stagesOf(state);
  kill(state.owner.pid, 'SIGKILL');
  await allGone([state.owner]);
  await endAll(processesOf(state));
  await allGone(stages);
}

/** The processes between the owner and its PID 1s. Each ends a moment after what it waits for. */
function stagesOf(state: LabState): ProcessRef[] {
  const parents = new Map(processTable().map(({ pid, parent }) => [pid, parent]));
  const stages = new Set<number>();
  for (const { pid } of processesOf(state)) {
    const line: number[] = [];
    let above = parents.get(pid);
    for (; above !== undefined && above !== state.owner.pid; above = parents.get(above))
      line.push(above);
    // Not those of a PID 1 whose owner has just gone: they were inherited by who knows whom.
    if (above !== undefined) for (const stage of line) stages.add(stage);
  }
  return [...stages].map(processRef).filter((ref) => ref !== undefined);
}
