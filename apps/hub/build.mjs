/** Makes dist/main.mjs: our TypeScript in one file. What npm brought stays in node_modules. */
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const here = dirname(fileURLToPath(import.meta.url));
await rm(join(here, 'dist'), { recursive: true, force: true });
const bundle = await rolldown({
  input: join(here, 'src/main.ts'),
  platform: 'node',
  external: (id) => !/^(\.|\/|@netstage\/)/.test(id),
  logLevel: 'warn',
});
await bundle.write({ file: join(here, 'dist/main.mjs'), format: 'esm', sourcemap: true });
