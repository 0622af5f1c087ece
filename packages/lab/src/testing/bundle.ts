import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'rolldown';
import { LAB_UID } from '../identity.ts';

/**
 * Makes one of our programs runnable by a user who may read neither this clone nor, where Node is
 * below root's home, Node.
 * @returns the command
 */
export async function bundleFor(source: string, dir: string): Promise<string[]> {
  const file = join(dir, 'program.mjs');
  await build({
    input: source,
    platform: 'node',
    output: { file, format: 'esm' },
    logLevel: 'silent',
  });
  chmodSync(file, 0o644);
  return [reachableNode(dir), file];
}

function reachableNode(dir: string): string {
  const identity = ['--reuid', `${LAB_UID}`, '--regid', `${LAB_UID}`, '--clear-groups'];
  const root = process.getuid?.() === 0;
  if (!root || spawnSync('setpriv', [...identity, process.execPath, '--version']).status === 0)
    return process.execPath;
  const copy = join(dir, 'node');
  copyFileSync(process.execPath, copy);
  chmodSync(copy, 0o755);
  return copy;
}
