import { fork } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { complaint, preflight } from './preflight.ts';
import { makePrivateDir, readState, LabRunsError } from './state.ts';

const messageSchema = z.looseObject({ type: z.string() });
const upSchema = z.object({ type: z.literal('up'), step: z.int(), ms: z.number() });
const failedSchema = z.object({ type: z.literal('failed'), message: z.string() });

/**
 * Starts a lab that outlives this process and waits until it is up.
 * @throws LabRunsError when there is one already
 * @throws Error when the machine lacks something or a step doesn't boot
 */
export async function up(
  vagrantDir: string,
  stateDir: string,
  steps: readonly number[],
): Promise<void> {
  const running = readState(stateDir);
  if (running !== undefined) throw new LabRunsError(running.owner);
  const missing = complaint(await preflight({ trial: false }));
  if (missing !== undefined) throw new Error(missing);
  makePrivateDir(stateDir);
  const log = openSync(join(stateDir, 'lab.log'), 'a', 0o600);
  const keeper = fork(
    join(import.meta.dirname, 'keeper.ts'),
    [JSON.stringify({ vagrantDir, stateDir, steps })],
    { detached: true, stdio: ['ignore', log, log, 'ipc'] },
  );
  closeSync(log);
  await new Promise<void>((resolve, reject) => {
    let failure: string | undefined;
    keeper.on('message', (json) => {
      const message = messageSchema.parse(json);
      const step = upSchema.safeParse(message);
      if (step.success)
        process.stdout.write(`step ${step.data.step} up in ${Math.round(step.data.ms)} ms\n`);
      if (message.type === 'complete') keeper.send('noted');
      const failed = failedSchema.safeParse(message);
      if (failed.success) failure = failed.data.message;
    });
    keeper.once('disconnect', () => {
      if (failure === undefined && readState(stateDir) !== undefined) resolve();
      else reject(new Error(failure ?? `The lab ended at once; see ${join(stateDir, 'lab.log')}`));
    });
    keeper.once('error', reject);
  });
  keeper.unref();
}
