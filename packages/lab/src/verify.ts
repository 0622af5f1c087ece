import { labClean } from './clean.ts';
import type { LabAccess } from './lab.ts';
import { runScript } from './run-script.ts';
import type { StepStatus } from './state.ts';

/** One node's way through its step: setup, test, teardown, and what that left behind. */
export interface Verified {
  step: number;
  node: string;
  /** Milliseconds of each script. */
  ms: { setup: number; test: number; teardown: number };
  /** What failed, with the script's output; empty when all is right. */
  faults: string[];
}

const SCRIPTS = ['setup', 'test', 'teardown'] as const;

/** Takes every step through its scripts, one step after the other, its nodes side by side. */
export async function verify(
  lab: Pick<LabAccess, 'status' | 'exec'>,
  onStep: (step: StepStatus) => void = () => undefined,
): Promise<Verified[]> {
  const verified: Verified[] = [];
  for (const step of lab.status()) {
    onStep(step);
    verified.push(...(await verifyStep(lab, step)));
  }
  const rows = await labClean(lab);
  for (const { node, why } of rows)
    verified
      .find((row) => row.node === node)
      ?.faults.push(...why.map((fault) => `after: ${fault}`));
  return verified;
}

async function verifyStep(
  lab: Pick<LabAccess, 'exec'>,
  { step, nodes }: StepStatus,
): Promise<Verified[]> {
  const rows = nodes
    .filter(({ role }) => role === 'node')
    .map(({ name }) => ({
      step,
      node: name,
      ms: { setup: 0, test: 0, teardown: 0 },
      faults: new Array<string>(),
    }));
  for (const script of SCRIPTS)
    // All nodes are set up before any is tested: a test reaches the other node.
    await Promise.all(
      rows.map(async (row) => {
        const { exit, output, ms } = await runScript(lab, row.node, [`./${script}.sh`]);
        row.ms[script] = ms;
        if (exit !== 0) row.faults.push(`${script}.sh (exit ${exit}):\n${output.trimEnd()}`);
      }),
    );
  return rows;
}
