import { askOwner } from './control.ts';
import { endAll } from './end-all.ts';
import { enterNode } from './enter.ts';
import type { LabAccess } from './lab.ts';
import { allGone, kill } from './proc.ts';
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
    exec: (node, argv, options) => enterNode(state().steps, node, argv, options),
    reset: async (step) => {
      state();
      await askOwner(stateDir, { do: 'reset', step });
    },
    down: () => down(stateDir, state()),
  };
}

/** An owner that hangs still has a lab that has to go. */
const PATIENCE_MS = 10_000;

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
  kill(state.owner.pid, 'SIGKILL');
  await allGone([state.owner]);
  await endAll(processesOf(state));
}
