import type { LabStep, StageState } from '@netstage/protocol';
import type { NodeState } from '@netstage/topology';
import { leftBehind } from './left-behind.ts';

export interface NodeChecks {
  readonly step: number;
  readonly node: string;
  readonly address: string;
  /** Where the node runs: in the hub's own lab, somewhere else from where it dialled in, or not. */
  readonly from: 'embedded' | 'elsewhere' | 'nowhere';
  /** Why it is not up, connected and clean, in words; empty when it is all three. */
  readonly faults: readonly string[];
}

const MOST = 2;
const STARTING = { booting: 'booting…', resetting: 'starting anew…', down: 'down' } as const;

/**
 * Judges every node of the lab by what the stage knows of it.
 *
 * @param found by the last check, which sees processes as well but is some seconds old
 */
export function checksOf(
  lab: readonly LabStep[],
  nodes: StageState['nodes'],
  found: StageState['left'],
): NodeChecks[] {
  return lab.flatMap((step) =>
    step.nodes.map(({ name, address }) => {
      const view = nodes[name];
      const here = view?.link.status === 'here';
      // A hub that was started without a lab says “down” and may yet have nodes: virtual machines.
      const embedded = step.status !== 'down';
      return {
        step: step.step,
        node: name,
        address,
        from: embedded ? 'embedded' : here ? 'elsewhere' : 'nowhere',
        faults: faultsOf(step, view, embedded, (state) => leftOn(state, address, found[name])),
      } as const;
    }),
  );
}

function faultsOf(
  step: LabStep,
  view: StageState['nodes'][string] | undefined,
  embedded: boolean,
  left: (state: NodeState) => string[],
): string[] {
  if (embedded && step.status !== 'up')
    return [step.status === 'failed' ? (step.reason ?? 'failed') : STARTING[step.status]];
  if (!view || view.link.status === 'booting') return ['its agent has not called yet'];
  if (view.link.status === 'away') return [`no agent: ${view.link.reason}`];
  if (!view.state) return ['it has not told its state yet'];
  const faults = left(view.state);
  if (faults.length <= MOST) return faults;
  return [...faults.slice(0, MOST), `${faults.length - MOST} more`];
}

/** What the kernel says now; where its network is clean, what the last check found beside that. */
function leftOn(state: NodeState, address: string, found: readonly string[] = []): string[] {
  const network = leftBehind(state, address);
  return network.length > 0 ? network : found.filter((words) => isOfProcesses(words));
}

/** The check's words on the network may be older than the state, those on the rest are all we have. */
function isOfProcesses(words: string): boolean {
  return words.startsWith('process ') || words.startsWith('its disk ');
}
