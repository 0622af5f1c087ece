/** What agents and shells cost when nothing happens. */
import { setTimeout } from 'node:timers/promises';
import type { StepStatus } from '@netstage/lab';
import { processesWith, processorMsWithEnded, proportionalMb } from './processes.ts';
import { row } from './report.ts';
import type { Row } from './report.ts';
import { summarise } from './stats.ts';

/** Of one core, %. */
const IDLE_BUDGET = 1;
/** An idle agent looks around every few seconds, ms. */
const IDLE_FOR = 30_000;
const SETTLED_AFTER = 5_000;

type Processes = ReturnType<typeof processesWith>;

/** Each node's processes, and those that the agent is made of: itself and its `ip monitor`. */
function processesByNode(steps: readonly StepStatus[]): { all: Processes; agent: Processes }[] {
  return steps
    .flatMap(({ nodes }) => nodes)
    .filter(({ role, init }) => role === 'node' && init !== null)
    .map(({ init }) => {
      const all = processesWith(init?.pid ?? 0);
      const agent = all.filter(({ command }) => /agent\.mjs|^ip .* monitor/.test(command));
      return { all, agent };
    });
}

/** @param hub the hub's process, which memory is compared with */
export async function weigh(steps: readonly StepStatus[], hub: number): Promise<Row[]> {
  const begun = new Set(processesByNode(steps).flatMap(({ all }) => all.map(({ pid }) => pid)));
  await setTimeout(SETTLED_AFTER);
  // What an agent starts to read with is gone in milliseconds, and none of the node's weight.
  const stays = ({ pid }: { pid: number }) => begun.has(pid);
  const nodes = processesByNode(steps).map(({ all, agent }) => ({
    all: all.filter(stays),
    agent: agent.filter(stays),
  }));
  const idle = await idleCost(nodes.map(({ agent }) => agent));
  return [
    row('idle agent, its network set up, most of one core', idle, '%', { atMost: IDLE_BUDGET }),
    ...memoryOf(nodes, hub),
  ];
}

/** @returns processor time of the agent that uses most, its programs included, % of one core */
async function idleCost(agents: readonly Processes[]): Promise<number> {
  const used = () =>
    agents.map((agent) => agent.reduce((ms, { pid }) => ms + processorMsWithEnded(pid), 0));
  const before = used();
  const begun = performance.now();
  await setTimeout(IDLE_FOR);
  const spent = performance.now() - begun;
  return summarise(used().map((ms, at) => ((ms - (before[at] ?? 0)) / spent) * 100)).max;
}

function memoryOf(nodes: ReturnType<typeof processesByNode>, hub: number): Row[] {
  const all = nodes.map((node) => megabytes(node.all));
  const worst = summarise(all).max;
  return [
    row('memory of a node, agent and shell included, most', worst, 'MB', {
      ratio: { value: worst / proportionalMb(hub), to: 'the hub' },
    }),
    row('  of it the agent', summarise(nodes.map(({ agent }) => megabytes(agent))).max, 'MB'),
    row(
      'memory of all six nodes',
      all.reduce((mb, each) => mb + each, 0),
      'MB',
    ),
  ];
}

function megabytes(processes: Processes): number {
  return processes.reduce((mb, { pid }) => mb + proportionalMb(pid), 0);
}
