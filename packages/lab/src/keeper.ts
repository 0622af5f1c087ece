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

const log = (line: string) => process.stdout.write(`${new Date().toISOString()} ${line}\n`);

try {
  const lab = await startLab({
    ...argumentsSchema.parse(JSON.parse(process.argv[2] ?? '')),
    onEvent: (event) => {
      log(JSON.stringify(event));
      // The parent may have gone; then nobody reads the progress.
      if (process.connected) process.send?.(event);
    },
  });
  const end = () => void lab.down();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  if (process.connected) process.disconnect();
  // Ctrl-C in `up`: nobody has been told of this lab.
  else await lab.down();
} catch (error) {
  log(messageOf(error));
  if (process.connected) {
    process.send?.({ type: 'failed', message: messageOf(error) });
    process.disconnect();
  }
  process.exitCode = 1;
}
