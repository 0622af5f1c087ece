/** `npm test`: everything, from a fresh clone. Its last line is `N passed, N failed`. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
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
/**
 * What failed, a line each: said once more at the end, where whoever reads a log looks first.
 *
 * @type {string[]}
 */
const failures = [];

/**
 * @typedef {object} Report what vitest's JSON reporter writes, as far as it is read here
 * @property {number} numPassedTests
 * @property {TestFile[]} testResults
 *
 * @typedef {{ status: string, fullName: string }} Test
 *
 * @typedef {{ name: string, status: string, message: string, assertionResults: Test[] }} TestFile
 */

/** @param {string} check */
async function runCheck(check) {
  const ended = await run(check, 'npm', ['run', '--silent', check], 'whole');
  if (ended === 0) passed += 1;
  else failures.push(check);
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
    /** @type {Report} */
    const { numPassedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
    passed += numPassedTests;
    const missed = testResults.flatMap(missedOf);
    failures.push(...missed);
    if (status !== 0 && missed.length === 0) failures.push(`${project}: ended with ${status}`);
  } catch (error) {
    failures.push(`${project} left no report: ${String(error)}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The tests of a file that did not pass; the file itself when it came to none of them.
 *
 * @param {TestFile} file
 * @returns {string[]}
 */
function missedOf({ name, status, message, assertionResults }) {
  const file = relative(root, name);
  const missed = assertionResults.filter((test) => test.status !== 'passed');
  if (missed.length === 0 && status !== 'passed') return [`${file}: ${message}`];
  return missed.map((test) => `${file}: ${test.fullName} (${test.status})`);
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
  await Promise.all([vitest('e2e'), vitest('rehearse', 'whole')]);
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  failures.push(error.message);
}
process.stdout.write(failures.map((what) => `\nFAILED: ${what}`).join('') + '\n');
process.stdout.write(`\n${passed} passed, ${failures.length} failed\n`);
process.exitCode = failures.length === 0 ? 0 : 1;
