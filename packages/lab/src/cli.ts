/** `npm run lab -- …`: the lab without the hub, for whoever debugs a demo. */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { attachLab } from './attach-lab.ts';
import { labClean } from './clean.ts';
import { execHere } from './cli-exec.ts';
import { up } from './cli-up.ts';
import { messageOf } from './message-of.ts';
import { startLab } from './start-lab.ts';
import type { Condition } from './state.ts';
import { table } from './table.ts';
import { verify } from './verify.ts';

const USAGE = `Usage: npm run lab -- COMMAND

  up [STEP…]               boots the steps' nodes, all steps by default; they stay until "down"
  down                     ends the lab and everything in it
  reset [STEP…]            replaces the steps' nodes by clean ones, all steps by default
  status                   each node: up? clean? why not?
  exec NODE -- COMMAND…    runs a command in a node, in its step's folder
  verify [STEP…]           setup.sh, test.sh, teardown.sh of each step, in a lab of their own

All but "up" and "verify" work as well on the lab of a running "npm start".

  --vagrant DIR   the folder of the step folders (vagrant)
  --state DIR     where the lab is found by other processes (.netstage)
`;

const repo = join(import.meta.dirname, '../../..');

async function main(args: readonly string[]): Promise<number> {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      help: { type: 'boolean', short: 'h' },
      vagrant: { type: 'string', default: join(repo, 'vagrant') },
      state: { type: 'string', default: join(repo, '.netstage') },
    },
  });
  const [command, ...rest] = positionals;
  const vagrantDir = resolve(values.vagrant);
  const stateDir = resolve(values.state);
  if (values.help === true || command === undefined) {
    process.stdout.write(USAGE);
    return command === undefined && values.help !== true ? 2 : 0;
  }
  switch (command) {
    case 'up': {
      await up(vagrantDir, stateDir, stepNumbers(rest));
      say('npm run lab -- exec NODE -- COMMAND… runs a command, npm run lab -- down ends the lab');
      return 0;
    }
    case 'down':
      await attachLab(stateDir).down();
      say('down');
      return 0;
    case 'reset': {
      const lab = attachLab(stateDir);
      const steps = rest.length > 0 ? stepNumbers(rest) : lab.status().map(({ step }) => step);
      await Promise.all(steps.map((step) => lab.reset(step)));
      say(`clean: step ${steps.join(', ')}`);
      return 0;
    }
    case 'status':
      return status(stateDir);
    case 'exec': {
      const [node, ...argv] = rest;
      if (node === undefined || argv.length === 0)
        throw new Error('exec NODE -- COMMAND… needs a node and a command');
      return execHere(attachLab(stateDir), node, argv);
    }
    case 'verify':
      return verifySteps(vagrantDir, join(stateDir, 'verify'), stepNumbers(rest));
    default:
      throw new Error(`There is no command "${command}".\n\n${USAGE}`);
  }
}

async function status(stateDir: string): Promise<number> {
  const lab = attachLab(stateDir);
  const clean = new Map((await labClean(lab)).map((row) => [row.node, row]));
  const rows = lab.status().flatMap(({ step, condition, nodes }) =>
    nodes.map(({ name, address, condition: own }) => {
      const { up = false, why = [] } = clean.get(name) ?? {};
      const state = inWords(condition.state === 'up' ? own : condition);
      return [`${step}`, name, address, state, up ? why.join('; ') || 'clean' : ''];
    }),
  );
  say(`held by process ${lab.owner.pid}`);
  say(table([['step', 'node', 'address', 'state', ''], ...rows]));
  return 0;
}

async function verifySteps(
  vagrantDir: string,
  stateDir: string,
  steps: readonly number[],
): Promise<number> {
  const lab = await startLab({ vagrantDir, stateDir, steps });
  const stop = () => void lab.down();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  try {
    const rows = await verify(lab, ({ step, title }) => say(`step ${step}: ${title}`));
    const cells = rows.map(({ step, node, ms, faults }) => [
      `${step}`,
      node,
      milliseconds(ms.setup),
      milliseconds(ms.test),
      milliseconds(ms.teardown),
      faults.length === 0 ? 'PASSED' : 'FAILED',
    ]);
    say(`\n${table([['step', 'node', 'setup', 'test', 'teardown', ''], ...cells])}`);
    for (const { node, faults } of rows) for (const fault of faults) say(`\n${node}: ${fault}`);
    return rows.every(({ faults }) => faults.length === 0) ? 0 : 1;
  } finally {
    await lab.down();
  }
}

function stepNumbers(words: readonly string[]): number[] {
  return words.map((word) => {
    if (!/^\d{1,2}$/.test(word)) throw new Error(`A step is a number such as 3, not "${word}"`);
    return Number(word);
  });
}

function inWords(condition: Condition): string {
  return condition.state === 'dead' ? `dead: ${condition.reason}` : condition.state;
}

function milliseconds(ms: number): string {
  return `${Math.round(ms)} ms`;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exitCode = 1;
}
