import type { LabStep, StageState } from '@netstage/protocol';
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

/** Judges every node of the lab by what the stage knows of it. */
export function checksOf(lab: readonly LabStep[], nodes: StageState['nodes']): NodeChecks[] {
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
        faults: faultsOf(step, view, address, embedded),
      } as const;
    }),
  );
}

function faultsOf(
  step: LabStep,
  view: StageState['nodes'][string] | undefined,
  address: string,
  embedded: boolean,
): string[] {
  if (embedded && step.status !== 'up')
    return [step.status === 'failed' ? (step.reason ?? 'failed') : `${step.status}…`];
  if (!view || view.link.status === 'booting') return ['its agent has not called yet'];
  if (view.link.status === 'away') return [`no agent: ${view.link.reason}`];
  if (!view.state) return ['it has not told its state yet'];
  const left = leftBehind(view.state, address);
  if (left.length <= MOST) return left;
  return [...left.slice(0, MOST), `${left.length - MOST} more`];
}
