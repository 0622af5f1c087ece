import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, watch } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { attachLab, startLab } from '@netstage/lab';
import type { LabAccess } from '@netstage/lab';
import { terminalId } from '@netstage/protocol';
import { ROOT } from '../harness/talk.ts';
import { weigh } from './lab-weight.ts';
import { row } from './report.ts';
import type { Report, Row } from './report.ts';
import { assertOk, connectStage } from './stage-client.ts';
import type { StageClient } from './stage-client.ts';
import { summarise } from './stats.ts';
import { withTalk } from './with-talk.ts';

const MAIN = join(ROOT, 'apps/hub/dist/main.mjs');
const UPS = 5;
const RESETS = 3;
const NODE_STARTS = 10;
/** What a boot or reset may take, ms: agents connected and heard included. */
const BUDGET = 2_000;
/** Starting up takes no longer, or it hangs. */
const PATIENCE = 60_000;

/** Six nodes up, a step back to clean, each step's setup, and what a node weighs. */
export async function benchLab(): Promise<Report> {
  const nodeStart = summarise(times(NODE_STARTS, nodeStartUp)).p50;
  const bare = await bareLab();
  const ups: number[] = [];
  const downs: number[] = [];
  for (let run = 0; run < UPS; run += 1) {
    const { up, down } = await upAndDown();
    ups.push(up - nodeStart);
    downs.push(down);
  }
  const withAgents = await talkLab();
  const up = summarise(ups);
  const bareUp = summarise(bare.ups);
  return {
    name: 'lab',
    about: 'six nodes in four labs of their own, as npm start boots them',
    rows: [
      row('six nodes up, agents heard, worst', up.max, 'ms', {
        atMost: BUDGET,
        ratio: { value: up.p50 / bareUp.p50, to: 'packages/lab alone (p50)' },
      }),
      row('  p50', up.p50, 'ms'),
      row('packages/lab alone, p50', bareUp.p50, 'ms', {
        ratio: { value: bareUp.p50 / nodeStart, to: 'one start of Node' },
      }),
      row('down again by Ctrl-C, p50', summarise(downs).p50, 'ms'),
      ...withAgents.resets.map(({ step, took }) => {
        const { p50, max } = summarise(took);
        const alone = summarise(bare.resets.get(step) ?? []).p50;
        const ratio = { value: p50 / alone, to: 'packages/lab alone (p50)' };
        return row(`step ${step} reset, shells back, worst`, max, 'ms', { atMost: BUDGET, ratio });
      }),
      ...bare.setups,
      ...withAgents.weight,
    ],
    notes: [
      `Node’s own start-up of ${nodeStart.toFixed(0)} ms is taken off; it started ${UPS} times`,
      'memory is PSS: pages that nodes share, such as Node’s own code, count once in all',
    ],
  };
}

function times(count: number, measure: () => number): number[] {
  return Array.from({ length: count }, measure);
}

function nodeStartUp(): number {
  const begun = performance.now();
  spawnSync(process.execPath, ['-e', '0']);
  return performance.now() - begun;
}

async function inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'netstage-bench-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** `npm start` without its looking around for packages and builds, which changes nothing. */
function upAndDown(): Promise<{ up: number; down: number }> {
  return inFolder(async (state) => {
    const begun = performance.now();
    const child = spawn(process.execPath, [MAIN, '--port', '0', '--state', state], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    await appears(join(state, 'run.json'), child);
    const up = performance.now() - begun;
    const asked = performance.now();
    const ended = once(child, 'exit');
    child.kill('SIGINT');
    await ended;
    return { up, down: performance.now() - asked };
  });
}

/** Told by the kernel, not asked again and again. @throws when the program ends before */
function appears(file: string, child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const watcher = watch(join(file, '..'), () => existsSync(file) && end());
    const impatience = setTimeout(() => {
      child.kill('SIGINT');
      end(new Error(`${file} did not appear within ${PATIENCE} ms\n${said}`));
    }, PATIENCE);
    const early = (): void => end(new Error(`It ended before it was ready:\n${said}`));
    child.once('exit', early);
    function end(error?: Error): void {
      watcher.close();
      clearTimeout(impatience);
      child.off('exit', early);
      if (error) reject(error);
      else resolve();
    }
    if (existsSync(file)) end();
  });
}

/** The lab without hub and agents. */
function bareLab(): Promise<{ ups: number[]; resets: Map<number, number[]>; setups: Row[] }> {
  return inFolder(async (stateDir) => {
    const ups: number[] = [];
    const resets = new Map<number, number[]>();
    let setups: Row[] = [];
    for (let run = 0; run < UPS; run += 1) {
      const begun = performance.now();
      const lab = await startLab({ vagrantDir: join(ROOT, 'vagrant'), stateDir });
      ups.push(performance.now() - begun);
      try {
        if (run < UPS - 1) continue;
        setups = await setUp(lab);
        for (const { step } of lab.status())
          resets.set(step, await resetTimes(() => lab.reset(step)));
      } finally {
        await lab.down();
      }
    }
    return { ups, resets, setups };
  });
}

async function resetTimes(reset: () => Promise<void>): Promise<number[]> {
  const took: number[] = [];
  for (let round = 0; round < RESETS; round += 1) {
    const begun = performance.now();
    await reset();
    took.push(performance.now() - begun);
  }
  return took;
}

/** Each step's setup.sh on all of its nodes at once, the first time and again. */
async function setUp(lab: LabAccess): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { step, nodes } of lab.status()) {
    const names = nodes.filter(({ role }) => role === 'node').map(({ name }) => name);
    const run = (argv: readonly string[]) =>
      Promise.all(names.map((node) => exec(lab, node, argv)));
    const first = await timed(() => run(['./setup.sh']));
    const again = await timed(() => run(['./setup.sh']));
    const nothing = await timed(() => run(['true']));
    rows.push(
      row(`step ${step} setup.sh`, Math.max(first, again), 'ms', {
        ratio: { value: first / nothing, to: '“true” in the same nodes' },
      }),
    );
  }
  return rows;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** @throws with what it said when the program fails */
export async function exec(lab: LabAccess, node: string, argv: readonly string[]): Promise<void> {
  const child = lab.exec(node, argv, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code]: unknown[] = await once(child, 'close');
  if (code !== 0) throw new Error(`${node}: ${argv.join(' ')} ended with ${String(code)}\n${said}`);
}

/** Resets through the hub, as the stage's button does, and what agents and shells cost at rest. */
async function talkLab(): Promise<{ resets: { step: number; took: number[] }[]; weight: Row[] }> {
  return withTalk([], async (talk) => {
    const stage = await connectStage(talk);
    const resets: { step: number; took: number[] }[] = [];
    for (const { step, nodes } of stage.state().lab) {
      const reset = async () => {
        const shells = newShells(stage, nodes);
        assertOk(await stage.socket.emitWithAck('lab-reset', { step }));
        await shells;
      };
      resets.push({ step, took: await resetTimes(reset) });
    }
    const lab = attachLab(talk.state);
    await setUp(lab);
    const weight = await weigh(lab.status(), talk.process.pid ?? 0);
    stage.close();
    return { resets, weight };
  });
}

/** Resolves once each of the nodes has started another shell and that one is at its prompt. */
function newShells(stage: StageClient, nodes: readonly { name: string }[]): Promise<void> {
  const waiting = new Map(nodes.map(({ name }) => [terminalId(name), false]));
  return new Promise((resolve) => {
    stage.socket.on('event', function hear({ event }) {
      const news =
        event.type === 'terminal'
          ? { id: event.view.id, at: event.view.shell.at }
          : event.type === 'shell'
            ? { id: event.id, at: event.shell.at }
            : null;
      if (news === null || !waiting.has(news.id)) return;
      if (news.at === 'starting') waiting.set(news.id, true);
      else if (news.at === 'prompt' && waiting.get(news.id) === true) waiting.delete(news.id);
      if (waiting.size > 0) return;
      stage.socket.off('event', hear);
      resolve();
    });
  });
}
