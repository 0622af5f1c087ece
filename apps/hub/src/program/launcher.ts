import { readFileSync } from 'node:fs';
import { isAlive, processRef } from '@netstage/lab';
import type { ProcessRef } from '@netstage/lab';

const EVERY = 1_000;

/**
 * Calls back when npm, which started this process, is gone. Killed with SIGKILL it tells nobody, and
 * its terminal would be free while the talk went on. Started by hand, there is nobody to watch.
 *
 * @returns the way to stop watching
 */
export function watchLauncher(gone: () => void): () => void {
  const launchers =
    process.env['npm_lifecycle_event'] === undefined ? [] : launchersOf(process.ppid);
  if (launchers.length === 0) return () => undefined;
  const timer = setInterval(() => {
    if (launchers.every(isAlive)) return;
    clearInterval(timer);
    gone();
  }, EVERY);
  timer.unref();
  return () => clearInterval(timer);
}

/** npm itself and the shell that it runs scripts in; not the person's own shell above them. */
function launchersOf(parent: number): ProcessRef[] {
  const launchers: ProcessRef[] = [];
  for (let pid = parent; pid > 1;) {
    const ref = processRef(pid);
    const words = read(`/proc/${pid}/cmdline`).split('\0');
    const npm =
      words.some((word) => /\bnpm(-cli)?(\.js)?$/.test(word)) ||
      (words[0] ?? '').startsWith('npm ');
    const shell = words[1] === '-c';
    if (!ref || !(npm || shell)) break;
    launchers.push(ref);
    if (npm) break;
    pid = Number(/^PPid:\t(\d+)$/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0);
  }
  return launchers;
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
