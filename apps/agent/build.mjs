/**
 * Makes dist/: the agent in one file, the shell files it installs, and of node-pty what runs, so
 * that the folder works wherever it is bound or copied to.
 */
import { cp, mkdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, 'dist');
await rm(dist, { recursive: true, force: true });
await mkdir(join(dist, 'node-pty'), { recursive: true });

const bundle = await rolldown({
  input: join(here, 'src/main.ts'),
  platform: 'node',
  external: /^node-pty\//,
  logLevel: 'warn',
});
await bundle.write({
  file: join(dist, 'agent.mjs'),
  format: 'esm',
  minify: true,
  paths: (id) => (id.startsWith('node-pty/') ? `./${id}` : id),
});

const pty = dirname(createRequire(import.meta.url).resolve('node-pty/package.json'));
const copies = [
  [join(here, 'src/agent.sh'), join(dist, 'agent.sh')],
  [join(here, 'src/shell'), join(dist, 'shell')],
  ...['package.json', 'LICENSE', 'lib/utils.js'].map((file) => [
    join(pty, file),
    join(dist, 'node-pty', file),
  ]),
];
for (const [from, to] of copies) await cp(from, to, { recursive: true });
// A prebuilt one for either processor, or what the installation has compiled.
for (const built of ['prebuilds/linux-x64', 'prebuilds/linux-arm64', 'build/Release/pty.node'])
  await cp(join(pty, built), join(dist, 'node-pty', built), { recursive: true }).catch((error) => {
    if (error.code !== 'ENOENT') throw error;
  });
