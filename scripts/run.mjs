/**
 * Runs one of our TypeScript programs with its arguments, from a fresh clone.
 *
 * `node scripts/run.mjs [--e2e] PROGRAM [ARGUMENT…]`; with --e2e the program needs the built talk and
 * what its tests need, a browser above all.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import {
  ensureBuilt,
  ensureNodeModules,
  ensureSystemPackages,
  requirePlatform,
  root,
} from './lib/setup.mjs';
import { SetupError } from './lib/steps.mjs';

const e2e = process.argv[2] === '--e2e';
const [program, ...args] = process.argv.slice(e2e ? 3 : 2);
try {
  if (program === undefined)
    throw new SetupError('usage: node scripts/run.mjs [--e2e] PROGRAM [ARGUMENT…]');
  requirePlatform();
  if (e2e) await ensureSystemPackages('test');
  await ensureNodeModules();
  if (e2e) await ensureBuilt();
  const tsx = join(root, 'node_modules/tsx/dist/cli.mjs');
  const { status } = spawnSync(process.execPath, [tsx, join(root, program), ...args], {
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
