/**
 * Makes dist/, or the folder named: the agent in one file, the shell files it installs, and of
 * node-pty what runs, so that the folder works wherever it is bound or copied to.
 *
 * A running lab has the folder bound into its nodes and starts agents from it at any time: it is
 * never removed, and its files are replaced one by one, each at once.
 */
import { chmod, cp, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const here = dirname(fileURLToPath(import.meta.url));
const dist = process.argv[2] ?? join(here, 'dist');
await mkdir(dist, { recursive: true });
const fresh = await mkdtemp(join(dist, '.fresh-'));
await chmod(fresh, 0o755);
try {
  await build(fresh);
  await moveAll(fresh, dist);
} finally {
  await rm(fresh, { recursive: true, force: true });
}

async function build(to) {
  const bundle = await rolldown({
    input: join(here, 'src/main.ts'),
    platform: 'node',
    external: /^node-pty\//,
    logLevel: 'warn',
  });
  await bundle.write({
    file: join(to, 'agent.mjs'),
    format: 'esm',
    minify: true,
    paths: (id) => (id.startsWith('node-pty/') ? `./${id}` : id),
  });

  await cp(join(here, 'src/agent.sh'), join(to, 'agent.sh'));
  await cp(join(here, 'src/shell'), join(to, 'shell'), { recursive: true });
  const pty = dirname(createRequire(import.meta.url).resolve('node-pty/package.json'));
  for (const file of ['package.json', 'LICENSE', 'lib/utils.js'])
    await cp(join(pty, file), join(to, 'node-pty', file));
  // A prebuilt one for either processor, or what the installation has compiled.
  for (const built of ['prebuilds/linux-x64', 'prebuilds/linux-arm64', 'build/Release/pty.node'])
    await cp(join(pty, built), join(to, 'node-pty', built), { recursive: true }).catch((error) => {
      if (error.code !== 'ENOENT') throw error;
    });
}

async function moveAll(from, to) {
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (!entry.isDirectory()) await rename(source, target);
    else {
      await mkdir(target, { recursive: true });
      await moveAll(source, target);
    }
  }
}
