import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, processRef } from '@netstage/lab';
import { z } from 'zod';

const lockSchema = z.object({ pid: z.int(), startTime: z.string() });
const runSchema = z.object({ urls: z.object({ audience: z.string() }) });

export interface Urls {
  audience: string;
  stage: string;
  cockpit: string;
  kiosk: string;
}

export interface RunFile {
  /** Tells tests and people's scripts that everything is up, and where. */
  ready(urls: Urls): void;
  remove(): void;
}

/** Netstage runs from this state folder already. */
export class RunsAlready extends Error {}

/**
 * Claims the state folder for this process. What a killed one left is overwritten.
 * @throws RunsAlready saying which process it is and how to stop it
 */
export function claimRun(stateDir: string): RunFile {
  const lock = join(stateDir, 'start.lock');
  const run = join(stateDir, 'run.json');
  const own = processRef(process.pid);
  if (!own) throw new Error('This process is missing in /proc');
  const draft = `${lock}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(own), { mode: 0o600 });
  try {
    // link(2) refuses an existing name: of two that start at once, one gets it, whole.
    while (!linked(draft, lock)) clearStale(lock, run);
  } finally {
    rmSync(draft, { force: true });
  }
  rmSync(run, { force: true });
  return {
    ready(urls) {
      const text = JSON.stringify({ pid: process.pid, urls, ready: true }, null, 2);
      const draft = `${run}.${process.pid}`;
      writeFileSync(draft, `${text}\n`, { mode: 0o600 });
      renameSync(draft, run);
    },
    remove() {
      rmSync(run, { force: true });
      rmSync(lock, { force: true });
    },
  };
}

function clearStale(lock: string, run: string): void {
  const owner = read(lock, lockSchema);
  if (owner && isAlive(owner)) {
    const url = read(run, runSchema)?.urls.audience;
    throw new RunsAlready(
      `Netstage runs already${url === undefined ? '' : ` at ${url}`}, as process ${owner.pid}.\n` +
        `Stop it with Ctrl-C in its terminal, or: kill ${owner.pid}`,
    );
  }
  rmSync(lock, { force: true });
}

function read<T>(file: string, schema: z.ZodType<T>): T | null {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // Missing, or cut short by whatever killed its writer: of no use either way.
    return null;
  }
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}
