import { once } from 'node:events';
import type { LabAccess } from '@netstage/lab';

/**
 * Runs every node's `setup.sh`, so that slides show networks and not empty boxes.
 *
 * @throws Error naming the node whose script failed
 */
export async function setUpSteps(lab: Pick<LabAccess, 'status' | 'exec'>): Promise<void> {
  const nodes = lab.status().flatMap((step) => step.nodes.filter(({ role }) => role === 'node'));
  await Promise.all(
    nodes.map(async ({ name }) => {
      const child = lab.exec(name, ['./setup.sh']);
      child.stdin?.end();
      child.stdout?.resume();
      child.stderr?.resume();
      const [code]: unknown[] = await once(child, 'exit');
      if (code !== 0) throw new Error(`setup.sh on ${name} ended with ${String(code)}.`);
    }),
  );
}
