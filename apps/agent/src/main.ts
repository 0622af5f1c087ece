import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { startAgent } from './agent.ts';
import { closeInherited } from './close-inherited.ts';
import { readConfig } from './config.ts';

/** One line each on stderr, with what it is about and no secrets. */
const tell = (line: string) => process.stderr.write(`agent: ${line}\n`);
// Whoever read our words may be gone; that is no reason to end.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

// As in the hub: what carries a key is compiled after some dozens of them, not some thousands.
setFlagsFromString('--interrupt-budget=3000');

try {
  closeInherited();
  const config = await readConfig(process.argv.slice(2), process.stdin);
  process.stdin.destroy();
  const shell = fileURLToPath(new URL('shell/', import.meta.url));
  const end = startAgent({ config, shell, tell });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => void end().then(() => process.exit(0)));
} catch (error) {
  tell(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
