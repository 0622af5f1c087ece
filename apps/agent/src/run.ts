import { spawn } from 'node:child_process';

/** What a program printed; `exit` is null when it was ended by a signal. */
export type Ran =
  { ok: true; exit: number | null; stdout: string; stderr: string } | { ok: false; reason: string };

export interface RunOptions {
  input?: string;
  /** Milliseconds; then the program is killed and the result says so. */
  timeout: number;
}

export type Run = (argv: readonly string[], options: RunOptions) => Promise<Ran>;

/** Beyond this many characters of output a program has gone mad. */
const MOST_OUTPUT = 64 * 1024 * 1024;

const running = new Set<number>();

/** The programs started by {@link run} that have not ended: a stuck `ip` sits in the namespace it reads. */
export const runningPrograms: ReadonlySet<number> = running;

/** Runs a program to its end, never rejects. The program gets none of this process's environment. */
export const run: Run = (argv, { input, timeout }) =>
  new Promise((resolve) => {
    const [program = '', ...words] = argv;
    const child = spawn(program, words, {
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C' },
    });
    const { pid } = child;
    if (pid !== undefined) running.add(pid);
    let stdout = '';
    let stderr = '';
    const giveUp = (reason: string) => {
      child.kill('SIGKILL');
      child.stdout?.destroy();
      child.stderr?.destroy();
      resolve({ ok: false, reason });
    };
    const timer = setTimeout(
      () => giveUp(`${argv.join(' ')} did not end within ${timeout} ms`),
      timeout,
    );
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      if (stdout.length > MOST_OUTPUT) giveUp(`${argv.join(' ')} prints without end`);
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      stderr = (stderr + text).slice(0, 4_000);
    });
    child.on('error', (error) => {
      clearTimeout(timer);
      resolve({ ok: false, reason: `${program} can't be started: ${error.message}` });
    });
    child.on('exit', () => {
      if (pid !== undefined) running.delete(pid);
    });
    child.on('close', (exit) => {
      clearTimeout(timer);
      resolve({ ok: true, exit, stdout, stderr });
    });
    // A program that ends without reading its input is no error of ours.
    child.stdin?.on('error', () => undefined).end(input);
  });
