/** Runs one of our TypeScript programs with its arguments, after bringing the npm packages. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureNodeModules, requirePlatform, root } from './lib/setup.mjs';
import { SetupError } from './lib/steps.mjs';

const [program, ...args] = process.argv.slice(2);
try {
  if (program === undefined)
    throw new SetupError('usage: node scripts/run.mjs PROGRAM [ARGUMENT…]');
  requirePlatform();
  await ensureNodeModules();
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
