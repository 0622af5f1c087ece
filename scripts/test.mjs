/** `npm test`: everything, from a fresh clone. Its last line is `N passed, N failed`. */
import { spawnSync } from 'node:child_process';
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

/** @param {string} title @param {() => boolean} run */
function count(title, run) {
  process.stdout.write(`\n— ${title}\n`);
  if (run()) passed += 1;
  else {
    failed += 1;
    process.stdout.write(`FAILED: ${title}\n`);
  }
}

function npmRun(script) {
  return (
    spawnSync('npm', ['run', '--silent', script], { cwd: root, stdio: 'inherit' }).status === 0
  );
}

/** Counts the tests of one vitest project; a run that can't say what it did is a failure. */
function vitest(project) {
  process.stdout.write(`\n— tests: ${project}\n`);
  const folder = mkdtempSync(join(tmpdir(), 'netstage-test-'));
  const report = join(folder, 'report.json');
  try {
    const { status } = spawnSync(
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
      { cwd: root, stdio: 'inherit' },
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

try {
  requirePlatform();
  await ensureSystemPackages('test');
  await ensureNodeModules();
  for (const check of CHECKS) count(check, () => npmRun(check));
  await ensureBuilt();
  for (const project of ['unit', 'integration', 'e2e']) vitest(project);
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  process.stdout.write(`${error.message}\n`);
  failed += 1;
}
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
