import { spawn, type ChildProcess } from 'node:child_process';
import { Socket } from 'node:net';
import { shellWord } from '@netstage/topology';

/** What a program printed; `exit` is null when it was ended by a signal. */
export type Ran =
  { ok: true; exit: number | null; stdout: string; stderr: string } | { ok: false; reason: string };

export interface RunOptions {
  /** Its standard input, lines. */
  input?: string;
  /** Milliseconds; then the program is killed and the result says so. */
  timeout: number;
}

export type Run = (argv: readonly string[], options: RunOptions) => Promise<Ran>;

/** Beyond this many characters of output a program has gone mad. */
const MOST_OUTPUT = 64 * 1024 * 1024;
const MOST_COMPLAINTS = 4_000;

const running = new Set<number>();

/** The programs started by {@link run} that have not ended: a stuck `ip` sits in the namespace it reads. */
export const runningPrograms: ReadonlySet<number> = running;

const idle: Launcher[] = [];

/**
 * Runs a program to its end, never rejects. The program gets none of this process's environment,
 * and must not print NUL bytes.
 *
 * Forking a process of Node's size takes longer than all that an `ip` does, so the forking is left
 * to small shells that stay, as many as there are programs at a time.
 */
export const run: Run = (argv, options) => {
  let launcher = idle.pop();
  while (launcher?.ended === true) launcher = idle.pop();
  launcher ??= new Launcher((free) => idle.push(free));
  return launcher.run(argv, options);
};

/**
 * A request is a number of lines of input, these lines, and the command. The answer is the program's
 * pid on descriptor 3, what it prints, and then a NUL on stderr, and a NUL and its exit status on
 * stdout.
 */
const SCRIPT = `
while IFS= read -r count; do
  input=
  while [ "$count" -gt 0 ]; do
    IFS= read -r line
    input="$input$line
"
    count=$((count - 1))
  done
  IFS= read -r command
  eval "exec $command" 3>&- <<END &
$input
END
  echo "$!" >&3
  wait "$!"
  printf '\\0%d\\n' "$?"
  printf '\\0' >&2
done`;

/** The exit statuses with which a shell says that it could not start a program. */
const NOT_STARTED = new Set([126, 127]);

/** A shell that runs one program after the other. */
class Launcher {
  ended = false;
  readonly #shell: ChildProcess;
  readonly #onFree: (free: Launcher) => void;
  #program = '';
  #pid: number | undefined;
  #stdout = '';
  #stderr = '';
  #timer: NodeJS.Timeout | undefined;
  /** Undefined between programs, and while one that was given up does not end. */
  #settle: ((ran: Ran) => void) | undefined;

  constructor(onFree: (free: Launcher) => void) {
    this.#onFree = onFree;
    this.#shell = spawn('sh', ['-c', SCRIPT], {
      stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
      env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C' },
    });
    this.#shell.on('error', (error) => this.#end(`sh can't be started: ${error.message}`));
    this.#shell.on('exit', () => this.#end(`the shell that ran ${this.#program} was ended`));
    this.#shell.stdin?.on('error', () => undefined);
    this.#hear(1, (text) => {
      this.#stdout += text;
      if (this.#stdout.length <= MOST_OUTPUT) return;
      this.#stdout = '';
      this.#giveUp(`${this.#program} prints without end`);
    });
    this.#hear(2, (text) => {
      this.#stderr += text;
      if (this.#stderr.length <= MOST_COMPLAINTS) return;
      const end = this.#stderr.endsWith('\0') ? '\0' : '';
      this.#stderr = this.#stderr.slice(0, MOST_COMPLAINTS - 1) + end;
    });
    this.#hear(3, (text) => {
      this.#pid = Number(text);
      running.add(this.#pid);
    });
    // A shell that waits for requests must not keep this process from ending.
    this.#shell.unref();
    for (const stream of this.#shell.stdio) if (stream instanceof Socket) stream.unref();
  }

  run(argv: readonly string[], { input = '', timeout }: RunOptions): Promise<Ran> {
    this.#program = argv[0] ?? '';
    this.#timer = setTimeout(
      () => this.#giveUp(`${this.#program} did not end within ${timeout} ms`),
      timeout,
    );
    const lines = input === '' ? [] : input.replace(/\n$/, '').split('\n');
    const request = [String(lines.length), ...lines, argv.map(shellWord).join(' ')];
    this.#shell.stdin?.write(`${request.join('\n')}\n`);
    return new Promise((resolve) => {
      this.#settle = resolve;
    });
  }

  #hear(descriptor: 1 | 2 | 3, take: (text: string) => void): void {
    const stream = this.#shell.stdio[descriptor];
    if (!(stream instanceof Socket)) return;
    stream.setEncoding('utf8').on('data', (text: string) => {
      take(text);
      this.#finish();
    });
  }

  /** Once all three have said what they have to say, in whatever order that is read. */
  #finish(): void {
    const [, stdout, status] = /^(.*)\0(\d+)\n$/s.exec(this.#stdout) ?? [];
    if (stdout === undefined || !this.#stderr.endsWith('\0') || this.#pid === undefined) return;
    const stderr = this.#stderr.slice(0, -1);
    const exit = Number(status);
    running.delete(this.#pid);
    this.#pid = undefined;
    this.#stdout = '';
    this.#stderr = '';
    this.#answer(
      NOT_STARTED.has(exit)
        ? { ok: false, reason: `${this.#program} can't be started: ${stderr.trim()}` }
        : { ok: true, exit: exit > 128 ? null : exit, stdout, stderr },
    );
    this.#onFree(this);
  }

  #giveUp(reason: string): void {
    if (this.#pid !== undefined) kill(this.#pid);
    this.#answer({ ok: false, reason });
  }

  #end(reason: string): void {
    this.ended = true;
    if (this.#pid !== undefined) running.delete(this.#pid);
    this.#answer({ ok: false, reason });
  }

  #answer(ran: Ran): void {
    clearTimeout(this.#timer);
    this.#settle?.(ran);
    this.#settle = undefined;
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has just ended.
  }
}
