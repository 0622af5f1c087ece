/** `npm start`: from a fresh clone to the talk. Sets up what is missing, then becomes the hub. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ensureBuilt,
  ensureNodeModules,
  ensureSystemPackages,
  requirePlatform,
  root,
} from './lib/setup.mjs';
import { SetupError } from './lib/steps.mjs';

if (process.argv.includes('--help') || process.argv.includes('-h')) {
  process.stdout.write(readFileSync(join(root, 'scripts/help.txt'), 'utf8'));
} else {
  try {
    requirePlatform();
    await ensureSystemPackages('run');
    await ensureNodeModules();
    await ensureBuilt();
    await import(new URL('../apps/hub/dist/main.mjs', import.meta.url).href);
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
