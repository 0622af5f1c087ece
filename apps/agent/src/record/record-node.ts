/**
 * The recorder's half inside a node: runs setup.sh line by line and prints what the node's commands
 * say after each line, as one JSON object. Started like the agent, by agent.sh.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readFileSync } from 'node:fs';
import type { NodeReading } from '@netstage/topology';
import { z } from 'zod';
import { nodeReader } from '../observer/read-node.ts';
import { pacer } from '../sessions/pacer.ts';
import { terminalFolder } from '../sessions/terminal-folder.ts';
import { normaliser } from './normalise.ts';
import type { Recording } from './recording.ts';

/** Milliseconds between two readings that have to be equal, and until the last of them. */
const PAUSE = 250;
const PATIENCE = 8_000;

const taskSchema = z.object({ node: z.string(), step: z.string() });

for await (const chunk of process.stdin) {
  const { node, step } = taskSchema.parse(JSON.parse(String(chunk)));
  const recording = JSON.stringify(await record(node, step));
  // A pipe takes it piece by piece; exiting before would cut it.
  process.stdout.write(recording, () => process.exit(0));
}

async function record(node: string, step: string): Promise<Recording> {
  const read = nodeReader({
    node,
    names: '/proc/1/root/run/netns',
    handles: '/run/netns',
    proc: '/proc',
  });
  const settled = () => restful(async () => (await read()).reading);
  const before = await settled();
  const lines: Recording['lines'] = [];
  let current: number | undefined;
  let last = before;
  const took = (next: number | undefined) => {
    if (current !== undefined) lines.push({ line: current, reading: last });
    current = next;
  };

  const { path } = terminalFolder('/run/netstage-record', 'main', node);
  const template = readFileSync(
    join(fileURLToPath(new URL('shell/', import.meta.url)), 'pace.sh'),
    'utf8',
  );
  const pace = pacer({
    folder: path,
    template,
    async settle() {
      last = await settled();
      return 0;
    },
  });
  pace.arm({ mode: 'timed', ms: 0 }, ({ line }) => took(line));
  await runScript(step, join(path, 'pace.sh'));
  last = await settled();
  took(undefined);
  pace.close();
  return { before, lines };
}

function stable(reading: NodeReading): string {
  return JSON.stringify(normaliser()(reading));
}

/** Reads until nothing moves any more: a new IPv6 address is tentative for more than a second. */
async function restful(read: () => Promise<NodeReading>): Promise<NodeReading> {
  const patience = performance.now() + PATIENCE;
  let before = await read();
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    const now = await read();
    const text = JSON.stringify(now);
    const moving = text.includes('tentative') || stable(before) !== stable(now);
    if (!moving || performance.now() > patience) return now;
    before = now;
  }
}

function runScript(step: string, pace: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const words = ['--mount=/proc/1/ns/mnt', '--', 'env', `--chdir=${step}`, `BASH_ENV=${pace}`];
    const child = spawn('nsenter', [...words, 'bash', './setup.sh'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text;
      });
    child.on('error', reject);
    child.on('exit', (exit) => {
      if (exit === 0) resolve();
      else reject(new Error(`setup.sh ended with ${exit}: ${said}`));
    });
  });
}
