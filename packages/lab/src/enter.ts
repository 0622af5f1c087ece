import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { asLabUser } from './identity.ts';
import { isAlive, kill, processTable } from './proc.ts';
import { LAB_PATH } from './recipe.ts';
import { shellCommand, words } from './shell-quote.ts';
import type { StepStatus } from './state.ts';

export interface ExecOptions {
  /** Added to PATH, HOME, LANG and USER; nothing of this process's environment goes along. */
  env?: Readonly<Record<string, string>>;
  /** A folder in the node; the step's folder by default. */
  cwd?: string;
  /** As of `spawn`; all pipes by default. */
  stdio?: StdioOptions;
  /**
   * Gives the program a terminal of its own that relays to this process's. It never gets this
   * process's terminal itself: whoever is root in a node could type into it (TIOCSTI).
   */
  tty?: boolean;
}

const NODE_ENVIRONMENT = {
  PATH: LAB_PATH,
  HOME: '/root',
  USER: 'root',
  LOGNAME: 'root',
  SHELL: '/bin/bash',
  LANG: 'C.UTF-8',
};

/**
 * Starts a program in a node, from outside. The child is the relay: it ends with the program's
 * exit code, and killing it with SIGKILL kills the program; for other signals see
 * {@link signalInside}.
 * @throws Error when there is no such node or it isn't up, saying what to do
 */
export function enterNode(
  steps: readonly StepStatus[],
  name: string,
  argv: readonly string[],
  options: ExecOptions = {},
): ChildProcess {
  const { folder, init } = findNode(steps, name);
  const relay = [
    ...asLabUser(),
    ...words(`nsenter --preserve-credentials --target ${init.pid}`),
    ...words('--user --mount --uts --ipc --net --pid --'),
    // nsenter waits outside of the pid namespace: when it is killed, the program has to be told.
    ...words('setpriv --no-new-privs --pdeathsig KILL --'),
    'env',
    '-C',
    options.cwd ?? `/vagrant/${folder}`,
    '--',
    ...argv,
  ];
  const command = options.tty === true ? withTerminal(relay) : relay;
  const [program = '', ...rest] = command;
  return spawn(program, rest, {
    stdio: options.stdio ?? 'pipe',
    // A session of its own, without this process's terminal and its Ctrl-C.
    detached: options.tty !== true,
    env: { ...NODE_ENVIRONMENT, ...options.env },
  });
}

/** Sends a signal to the program itself, not to the relay that {@link enterNode} returned. */
export function signalInside(relay: ChildProcess, signal: NodeJS.Signals): boolean {
  const inside = processTable().find(({ parent }) => parent === relay.pid);
  return inside !== undefined && kill(inside.pid, signal);
}

function findNode(steps: readonly StepStatus[], name: string) {
  for (const { step, folder, nodes, condition: whole } of steps) {
    const node = nodes.find((node) => node.name === name);
    if (node === undefined) continue;
    const condition = whole.state === 'up' ? node.condition : whole;
    const mend = `Bring it back with: npm run lab -- reset ${step}`;
    if (condition.state === 'starting') throw new Error(`${name} is starting; try again`);
    if (condition.state === 'dead')
      throw new Error(`${name} is dead: ${condition.reason}. ${mend}`);
    if (node.init === null || !isAlive(node.init)) throw new Error(`${name} has ended. ${mend}`);
    return { folder, init: node.init };
  }
  const names = steps.flatMap(({ nodes }) => nodes.map((node) => node.name));
  throw new Error(`There is no node "${name}" in this lab. Its nodes: ${names.join(', ')}`);
}

function withTerminal(relay: readonly string[]): string[] {
  return [...words('script --quiet --return --flush --command'), shellCommand(relay), '/dev/null'];
}
