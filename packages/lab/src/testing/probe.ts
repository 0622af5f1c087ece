/**
 * Starts a lab and tries a list of commands in it, whatever they do: `probe.mjs JSON`. Prints what
 * each gave. Bundled, so that any user may run it.
 */
import { z } from 'zod';
import { labClean } from '../clean.ts';
import { runScript } from '../run-script.ts';
import { startLab } from '../start-lab.ts';

const argumentSchema = z.object({
  vagrantDir: z.string(),
  stateDir: z.string(),
  node: z.string(),
  step: z.int(),
  attempts: z.array(z.string()),
});

const argument = argumentSchema.parse(JSON.parse(process.argv[2] ?? ''));
const lab = await startLab(argument);
try {
  const results = [];
  for (const attempt of argument.attempts) {
    const { exit, output } = await runScript(lab, argument.node, ['bash', '-c', attempt]);
    results.push({ exit, output });
  }
  await lab.reset(argument.step);
  process.stdout.write(JSON.stringify({ results, after: await labClean(lab) }));
} finally {
  await lab.down();
}
