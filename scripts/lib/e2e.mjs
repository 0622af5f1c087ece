import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import {
  ensureBuilt,
  ensureNodeModules,
  ensureSystemPackages,
  requirePlatform,
  root,
} from './setup.mjs';
import { SetupError } from './steps.mjs';

/**
 * Runs a program of e2e/ with this process's arguments, from a fresh clone, and exits as it does.
 *
 * @param {string} program its path in the clone
 */
export async function runE2e(program) {
  try {
    requirePlatform();
    await ensureSystemPackages('test');
    await ensureNodeModules();
    await ensureBuilt();
    const tsx = join(root, 'node_modules/tsx/dist/cli.mjs');
    const { status } = spawnSync(
      process.execPath,
      [tsx, join(root, program), ...process.argv.slice(2)],
      { stdio: 'inherit' },
    );
    process.exitCode = status ?? 1;
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
