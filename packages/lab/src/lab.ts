import type { ChildProcess } from 'node:child_process';
import type { ExecOptions } from './enter.ts';
import type { LabEvent } from './events.ts';
import type { StepStatus } from './state.ts';

/** A lab as everybody sees it, whichever process holds it. */
export interface LabAccess {
  /** Each step and node as it stands now. */
  status(): StepStatus[];
  /**
   * Starts a program in a node, in its step's folder. Throws when the node isn't up.
   * @param node a name as in `lab.json`, or "STEP-outside"
   */
  exec(node: string, argv: readonly string[], options?: ExecOptions): ChildProcess;
  /** Replaces one step's nodes by clean ones, whatever runs or hangs in them. */
  reset(step: number): Promise<void>;
  /** Ends every process of the lab; resolves when none is left. */
  down(): Promise<void>;
}

/** A lab that this process holds. */
export interface Lab extends LabAccess {
  /** @returns the way to unsubscribe */
  subscribe(listener: (event: LabEvent) => void): () => void;
}
