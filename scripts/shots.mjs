/** `npm run shots`: every slide in every size and theme, on one contact sheet. */
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

try {
  requirePlatform();
  await ensureSystemPackages('test');
  await ensureNodeModules();
  await ensureBuilt();
  const tsx = join(root, 'node_modules/tsx/dist/cli.mjs');
  const { status } = spawnSync(
    process.execPath,
    [tsx, join(root, 'e2e/src/shots.ts'), ...process.argv.slice(2)],
    { stdio: 'inherit' },
  );
  process.exitCode = status ?? 1;
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
