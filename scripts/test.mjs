/** `npm test`: everything, from a fresh clone. Its last line is `N passed, N failed`. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ensureBuilt,
  ensureNodeModules,
  ensureSystemPackages,
  requirePlatform,
  root,
} from './lib/setup.mjs';
import { SetupError } from './lib/steps.mjs';

const CHECKS = ['check:format', 'check:lint', 'check:types', 'check:unused'];

let passed = 0;
let failed = 0;

/** @param {string} check */
async function runCheck(check) {
  const ended = await run(check, 'npm', ['run', '--silent', check], 'whole');
  if (ended === 0) passed += 1;
  else {
    failed += 1;
    process.stdout.write(`FAILED: ${check}\n`);
  }
}

/**
 * Counts the tests of one vitest project; a run that can't say what it did is a failure.
 *
 * @param {string} project
 * @param {'live' | 'whole'} output
 */
async function vitest(project, output = 'live') {
  const folder = mkdtempSync(join(tmpdir(), 'netstage-test-'));
  const report = join(folder, 'report.json');
  try {
    const status = await run(
      `tests: ${project}`,
      process.execPath,
      [
        join(root, 'node_modules/vitest/vitest.mjs'),
        'run',
        '--project',
        project,
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${report}`,
      ],
      output,
    );
    const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(
      readFileSync(report, 'utf8'),
    );
    passed += numPassedTests;
    failed += numFailedTests + numPendingTests;
    if (status !== 0 && numFailedTests === 0) failed += 1;
  } catch (error) {
    process.stdout.write(`FAILED: ${project} left no report: ${String(error)}\n`);
    failed += 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} title
 * @param {string} command
 * @param {readonly string[]} args
 * @param {'live' | 'whole'} output as it comes, or all at once at the end where others run beside it
 * @returns {Promise<number | null>} its exit code
 */
async function run(title, command, args, output) {
  const begun = performance.now();
  if (output === 'live') process.stdout.write(`\n— ${title}\n`);
  const color = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {};
  const child = spawn(command, args, {
    cwd: root,
    env: output === 'live' ? process.env : { ...process.env, ...color },
    stdio: output === 'live' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text) => (said += text));
  const [code] = await once(child, 'close');
  const took = `${((performance.now() - begun) / 1_000).toFixed(0)} s`;
  process.stdout.write(output === 'live' ? `  took ${took}\n` : `\n— ${title}, ${took}\n${said}`);
  return code;
}

try {
  requirePlatform();
  await ensureSystemPackages('test');
  await ensureNodeModules();
  // Side by side, for two processors. From then on what runs is timed, and has the machine alone.
  const checks = (async () => {
    for (const check of CHECKS) await runCheck(check);
  })();
  const units = ensureBuilt().then(() => vitest('unit', 'whole'));
  for (const { reason } of await Promise.allSettled([checks, units])) if (reason) throw reason;
  await Promise.all([vitest('integration'), vitest('leave-one-out', 'whole')]);
  await vitest('e2e');
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  process.stdout.write(`${error.message}\n`);
  failed += 1;
}
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
