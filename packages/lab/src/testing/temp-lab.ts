import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Two small steps in a folder of their own, for tests that aren't about the talk's scripts. */
const TWO_STEPS = {
  '1-one': lab(1, ['one']),
  '3-pair': lab(3, ['pair-1', 'pair-2']),
};

/** A clone's two folders, empty but for the steps' lab.json. */
export interface TempClone {
  dir: string;
  vagrantDir: string;
  stateDir: string;
  remove(): void;
}

export function lab(step: number, names: readonly string[]) {
  return {
    step,
    title: `Step ${step}`,
    underlay: { prefix: '10.0.0.0/24', outside: '10.0.0.1' },
    nodes: names.map((name, index) => ({ name, address: `10.0.0.${10 * (index + 1)}` })),
  };
}

export function tempClone(steps: Readonly<Record<string, unknown>> = TWO_STEPS): TempClone {
  const dir = mkdtempSync(join(tmpdir(), 'netstage-lab-'));
  const vagrantDir = join(dir, 'vagrant');
  for (const [folder, content] of Object.entries(steps)) {
    mkdirSync(join(vagrantDir, folder), { recursive: true });
    const text = typeof content === 'string' ? content : JSON.stringify(content);
    writeFileSync(join(vagrantDir, folder, 'lab.json'), text);
  }
  return {
    dir,
    vagrantDir,
    stateDir: join(dir, '.netstage'),
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}
