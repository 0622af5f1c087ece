/** What `npm start` becomes once everything is set up and built. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { LabRunsError } from '@netstage/lab';
import { watchLauncher } from './program/launcher.ts';
import { readOptions, UsageError } from './program/options.ts';
import { startTalk, StartError } from './program/program.ts';
import { RunsAlready } from './program/run-file.ts';

/** Both as source in src/ and as a bundle in dist/. */
const ROOT = join(import.meta.dirname, '../../..');
/** An orderly end takes a fraction of this; what hangs longer is left to the kernel. */
const PATIENCE = 5_000;

// While somebody types, frames of output live long, and V8 learns to make them in its old space. In
// the next flood each of them then holds its text until the next full collection: 70 MB and more.
setFlagsFromString('--no-allocation-site-pretenuring');
// A key comes a few times a second, and V8 compiles what has run for long: by its own measure the way
// of a key through the hub would stay half compiled for the whole talk.
setFlagsFromString('--interrupt-budget=3000');

let end: (() => Promise<void>) | null = null;
let ending = false;

try {
  const options = readOptions(process.argv.slice(2));
  if (options.help) process.stdout.write(readFileSync(join(ROOT, 'scripts/help.txt'), 'utf8'));
  else await run();

  async function run(): Promise<void> {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => stop(0, signal));
    process.on('uncaughtException', (error) => {
      process.stderr.write(`${error.stack ?? error.message}\n`);
      stop(1, 'a fault');
    });
    watchLauncher(() => stop(0, 'npm is gone'));
    end = await startTalk(options, ROOT);
    // Asked to end while it was still starting.
    if (ending) await finish(0);
  }
} catch (error) {
  const known = [UsageError, StartError, RunsAlready, LabRunsError].some(
    (kind) => error instanceof kind,
  );
  process.stderr.write(`${known && error instanceof Error ? error.message : stackOf(error)}\n`);
  process.exit(error instanceof UsageError ? 2 : 1);
}

/** Ends everything; asked a second time, at once: the lab's processes end with this one. */
function stop(code: number, why: string): void {
  if (ending) process.exit(code || 130);
  ending = true;
  process.stderr.write(`\nEnding (${why}) …\n`);
  setTimeout(() => process.exit(1), PATIENCE).unref();
  if (end) void finish(code);
}

async function finish(code: number): Promise<void> {
  try {
    await end?.();
  } catch (error) {
    process.stderr.write(`${stackOf(error)}\n`);
    process.exit(1);
  }
  process.exit(code);
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
