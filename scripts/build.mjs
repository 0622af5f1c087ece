/** Builds what runs outside of node_modules: the deck, the hub, and the agent that goes on nodes. */
import { precompress } from './lib/precompress.mjs';
import { SetupError, step } from './lib/steps.mjs';
import { root } from './lib/setup.mjs';
import { join } from 'node:path';

const vite = join(root, 'node_modules/vite/bin/vite.js');
try {
  await Promise.all([
    step('Building the deck', process.execPath, [vite, 'build', '--logLevel', 'warn'], {
      cwd: join(root, 'apps/slides'),
      // Also from within a test, whose NODE_ENV would bring React's development build.
      env: { ...process.env, NODE_ENV: 'production' },
    }),
    step('Building the hub', process.execPath, ['build.mjs'], { cwd: join(root, 'apps/hub') }),
    step('Building the agent', process.execPath, ['build.mjs'], { cwd: join(root, 'apps/agent') }),
  ]);
  await precompress(join(root, 'apps/slides/dist/assets'));
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
