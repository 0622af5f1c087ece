/**
 * What a fresh machine needs before anything of ours can run. Plain JavaScript with nothing but
 * Node, because it runs before `npm ci` has brought the rest.
 */
import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SetupError, step } from './steps.mjs';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Programs by the Debian package that brings them. */
const RUN_PACKAGES = {
  bubblewrap: 'bwrap',
  curl: 'curl',
  iproute2: 'ip',
  'iputils-ping': 'ping',
  procps: 'sysctl',
  python3: 'python3',
  socat: 'socat',
  tshark: 'tshark',
  'util-linux': 'nsenter',
};
const TEST_PACKAGES = {
  ...RUN_PACKAGES,
  chromium: 'chromium',
  htop: 'htop',
  'nginx-light': 'nginx',
  openssl: 'openssl',
  'poppler-utils': 'pdftotext',
  shellcheck: 'shellcheck',
  tmux: 'tmux',
  vagrant: 'vagrant',
  vim: 'vim',
};

/** @throws {SetupError} on a machine that can't run the lab, with what to do instead */
export function requirePlatform(platform = process.platform, version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    throw new SetupError(`Netstage needs Node 20.19 or later, this is ${version}.`);
  if (platform !== 'linux')
    throw new SetupError(
      'The lab runs on Linux: its nodes are Linux namespaces.\n' +
        'On macOS or Windows use a Linux VM (Debian or Ubuntu) and run npm start in it,\n' +
        'or bring the same nodes up as VMs with Vagrant: see vagrant/README.md.',
    );
}

/** @param {'run' | 'test'} purpose */
export async function ensureSystemPackages(purpose) {
  const missing = missingPackages(purpose === 'test' ? TEST_PACKAGES : RUN_PACKAGES);
  if (missing.length === 0) return;
  const may = process.getuid?.() === 0 && findProgram('apt-get') !== null;
  const byHand = `sudo apt-get update && sudo apt-get install -y ${missing.join(' ')}`;
  if (!may) throw new SetupError(`Missing system packages. Install them with:\n  ${byHand}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await step('Reading the package lists', 'apt-get', ['update', '-q'], { env });
  await step(
    `Installing ${missing.join(', ')}`,
    'apt-get',
    ['install', '-y', '-q', '--no-install-recommends', ...missing],
    { env, mend: byHand },
  );
  const still = missingPackages(purpose === 'test' ? TEST_PACKAGES : RUN_PACKAGES);
  if (still.length > 0) throw new SetupError(`apt-get did not bring ${still.join(', ')}.`);
}

/** @param {Record<string, string>} packages */
function missingPackages(packages) {
  return Object.entries(packages)
    .filter(([, program]) => findProgram(program) === null)
    .map(([name]) => name);
}

/** @param {string} program */
function findProgram(program) {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  for (const folder of folders) {
    const path = join(folder, program);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      continue;
    }
  }
  return null;
}

/** `npm ci`, unless what is installed is what the lock file says. */
export async function ensureNodeModules() {
  if (installedAsLocked()) return;
  // Scripts of dependencies run only where package.json's allowScripts names them.
  await step('Installing the npm packages', 'npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: root,
    mend: 'check the network and the disk, then run npm start again',
  });
}

/** npm keeps its own record of what it installed; every package in it has to be the locked one. */
function installedAsLocked() {
  const record = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages;
  const locked = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(locked).every(
    ([path, { version, optional }]) =>
      !path.startsWith('node_modules/') ||
      installed[path]?.version === version ||
      (optional === true && installed[path] === undefined),
  );
}

/** Builds deck, hub and agent, unless their sources are those of the last build. */
export async function ensureBuilt() {
  const stamp = join(root, 'node_modules', '.netstage-build');
  const wanted = hashOf([
    join(root, 'package-lock.json'),
    ...sources('apps'),
    ...sources('packages'),
    ...sources('vagrant'),
    ...sources('scripts'),
  ]);
  const built = [
    'apps/slides/dist/index.html',
    'apps/hub/dist/main.mjs',
    'apps/agent/dist/agent.mjs',
  ];
  const whole = built.every((path) => existsSync(join(root, path)));
  if (whole && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  // One at a time: another talk may be about to start in the same clone.
  const build = [`${stamp}.lock`, process.execPath, 'scripts/build.mjs'];
  await step('Building deck, hub and agent', 'flock', build, { cwd: root });
  writeFileSync(stamp, wanted);
}

/** @param {string} folder */
function sources(folder) {
  const skipped = /(^|\/)(node_modules|dist|fixtures|gallery)(\/|$)/;
  const base = join(root, folder);
  if (!existsSync(base)) return [];
  return readdirSync(base, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !skipped.test(path.slice(root.length + 1)))
    .sort();
}

/** @param {readonly string[]} paths */
function hashOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(path.slice(root.length)).update(readFileSync(path));
  return hash.digest('hex');
}
