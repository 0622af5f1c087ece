import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** What a terminal's shell finds about itself; readable by root alone. */
export interface TerminalFolder {
  path: string;
  /** The word that tells the shell's own marks from anybody's. */
  nonce: string;
}

/** Prepares the folder of one terminal: nonce, prompt label, and the two fifos of pacing. */
export function terminalFolder(root: string, name: string, label: string): TerminalFolder {
  const path = join(root, name);
  rmSync(path, { recursive: true, force: true });
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const nonce = randomBytes(12).toString('hex');
  writeFileSync(join(path, 'nonce'), `${nonce}\n`, { mode: 0o600 });
  writeFileSync(join(path, 'label'), `${label}\n`);
  const made = spawnSync('mkfifo', ['-m', '600', join(path, 'ask'), join(path, 'go')]);
  if (made.status !== 0)
    throw new Error(`mkfifo in ${path}: ${made.error?.message ?? made.stderr.toString()}`);
  return { path, nonce };
}

/**
 * Lets every interactive bash under `home` read our rc file, in `ip netns exec con1 bash` and in tmux
 * as well: `--rcfile` would only reach the first shell.
 */
export function installRc(root: string, home: string, rc: string): void {
  mkdirSync(root, { recursive: true, mode: 0o700 });
  const installed = join(root, 'bashrc');
  writeFileSync(installed, rc);
  const line = `[ -r ${installed} ] && . ${installed}`;
  addLine(join(home, '.bashrc'), line);
  // Login shells, which tmux starts, read this one instead, and not all of them are bash.
  addLine(join(home, '.profile'), `[ -n "\${BASH-}" ] && ${line}`);
}

function addLine(path: string, line: string): void {
  const before = existsSync(path) ? readFileSync(path, 'utf8') : '';
  if (!before.split('\n').includes(line))
    writeFileSync(path, `${before}${before === '' || before.endsWith('\n') ? '' : '\n'}${line}\n`);
}

/**
 * What the prompt calls the node: `node`, or `node-2` where a step has several. The full name is on
 * the terminal's frame and in the diagram; the line is for what is typed.
 */
export function promptLabel(node: string, stepFolder: string): string {
  const step = basename(stepFolder);
  const rest = node.startsWith(step) ? node.slice(step.length) : `-${node}`;
  return `node${rest}`;
}
