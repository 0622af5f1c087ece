/**
 * The process behind `npm run lab -- up`: holds the lab until it is asked to end. Its parent waits
 * for the lab to be up and then leaves it alone.
 */
import { z } from 'zod';
import { messageOf } from './message-of.ts';
import { startLab } from './start-lab.ts';

const argumentsSchema = z.object({
  vagrantDir: z.string(),
  stateDir: z.string(),
  steps: z.array(z.int()),
});

/** Tells the parent that all is up; false when it goes without having taken notice. */
function parentKnows(): Promise<boolean> {
  if (!process.connected) return Promise.resolve(false);
  return new Promise((resolve) => {
    process.once('disconnect', () => resolve(false));
    process.once('message', () => {
      resolve(true);
      process.disconnect();
    });
    tell({ type: 'complete' });
  });
}

/** The parent may go at any moment; then nobody reads it. */
function tell(message: object): void {
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
}

const log = (line: string) => process.stdout.write(`${new Date().toISOString()} ${line}\n`);

try {
  const lab = await startLab({
    ...argumentsSchema.parse(JSON.parse(process.argv[2] ?? '')),
    onEvent: (event) => {
      log(JSON.stringify(event));
      tell(event);
    },
  });
  const end = () => void lab.down();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  // Whoever breaks `up` off, even in its last moment, has not been told of this lab.
  if (!(await parentKnows())) await lab.down();
} catch (error) {
  log(messageOf(error));
  tell({ type: 'failed', message: messageOf(error) });
  if (process.connected) process.disconnect();
  process.exitCode = 1;
}
