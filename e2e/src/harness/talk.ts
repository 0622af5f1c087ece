/** Starts the talk as a user does, and stops it as a user does. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { until } from './until.ts';

/** The clone. */
export const ROOT = join(import.meta.dirname, '../../..');

const runSchema = z.object({
  pid: z.int(),
  urls: z.object({
    audience: z.string(),
    stage: z.string(),
    cockpit: z.string(),
    kiosk: z.string(),
  }),
  ready: z.literal(true),
});

export interface Talk {
  readonly urls: z.infer<typeof runSchema>['urls'];
  /** The stage's token, as it stands in the stage's URL. */
  readonly token: string;
  /** Where `run.json`, the secrets and the sockets are. */
  readonly state: string;
  readonly process: ChildProcess;
  /** What it printed so far, both streams. */
  output(): string;
  /** Ctrl-C, and waits for the end. */
  stop(): Promise<void>;
}

/**
 * `npm start` on a free port with a state folder of its own, so that a talk that is being rehearsed
 * in this clone is left in peace.
 *
 * @throws when it ends, or is not ready within two minutes; the error carries what it printed
 */
export async function startTalk(args: readonly string[] = []): Promise<Talk> {
  const state = await mkdtemp(join(tmpdir(), 'netstage-e2e-'));
  const child = spawn(
    process.execPath,
    [join(ROOT, 'scripts/start.mjs'), '--port', '0', '--state', state, ...args],
    { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  // Whatever ends this process, its talk must not be left running.
  const take = () => child.kill('SIGINT');
  process.once('exit', take);
  child.once('exit', () => process.off('exit', take));
  let printed = '';
  const keep = (chunk: Buffer) => {
    printed += chunk.toString();
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const run = await until(
    'the talk is ready',
    async () => {
      if (child.exitCode !== null) throw new Error(`npm start ended early:\n${printed}`);
      const text = await readFile(join(state, 'run.json'), 'utf8').catch(() => null);
      return text === null ? null : runSchema.parse(JSON.parse(text));
    },
    { within: 120_000, about: () => printed },
  );
  return {
    urls: run.urls,
    token: new URL(run.urls.stage).searchParams.get('token') ?? '',
    state,
    process: child,
    output: () => printed,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = once(child, 'exit');
        child.kill('SIGINT');
        await ended;
      }
      await rm(state, { recursive: true, force: true });
    },
  };
}
