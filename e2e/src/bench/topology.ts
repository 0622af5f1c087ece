import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLab } from '@netstage/lab';
import type { LabAccess } from '@netstage/lab';
import { assemble, BATCH, commandsFor, diff, emptyMemory, layout } from '@netstage/topology';
import type { NodeReading, NodeState, Output } from '@netstage/topology';
import { ROOT } from '../harness/talk.ts';
import { row } from './report.ts';
import type { Report, Row } from './report.ts';
import { summarise } from './stats.ts';

const STEP = 3;
const RUNS = 60;
const WARM_UP = 15;
const VIEWPORT = { width: 1_100, height: 800 };
/** The talk's largest case, and far beyond it. */
const TALK = { namespaces: 6, pairs: 3 } as const;
const CROWD = { namespaces: 50, pairs: 0 } as const;
/** A frame, ms: with less, nobody sees that it was computed. */
const FRAME = 16;
const NO_STUTTER = 50;

/** What reading and laying out cost, on `ip` output of this machine's own kernel. */
export async function benchTopology(): Promise<Report> {
  const stateDir = await mkdtemp(join(tmpdir(), 'netstage-bench-'));
  const lab = await startLab({ vagrantDir: join(ROOT, 'vagrant'), stateDir, steps: [STEP] });
  try {
    const nodes = lab
      .status()
      .flatMap(({ nodes }) => nodes)
      .filter(({ role }) => role === 'node')
      .map(({ name }) => name);
    const talk = await Promise.all(nodes.map((node) => record(lab, node, TALK)));
    await lab.reset(STEP);
    const crowd = await Promise.all(nodes.slice(0, 1).map((node) => record(lab, node, CROWD)));
    return {
      name: 'topology',
      about: 'ip’s output → model → changes → places, on recordings of this machine’s kernel',
      rows: [
        ...costs('2 nodes × 6 namespaces × 8 interfaces', talk, FRAME),
        ...costs('1 node × 50 namespaces', crowd, NO_STUTTER),
      ],
      notes: [
        `processor time in Node; ${RUNS} runs after ${WARM_UP} to warm up`,
        'assemble runs on the node at each change, layout in each browser; a frame is 16 ms',
      ],
    };
  } finally {
    await lab.down();
    await rm(stateDir, { recursive: true, force: true });
  }
}

/** Namespaces on a bridge, each with so many more cables inside, and what `ip` says of them. */
async function record(
  lab: LabAccess,
  node: string,
  { namespaces, pairs }: { namespaces: number; pairs: number },
): Promise<NodeReading> {
  const names = Array.from({ length: namespaces }, (_, index) => `con${index + 1}`);
  const build = [
    'ip link add br0 type bridge && ip link set br0 up && ip addr add 172.16.0.1/24 dev br0',
    ...names.flatMap((name, index) => [
      `ip netns add ${name}`,
      `ip link add veth${index}0 type veth peer name veth${index}1 netns ${name}`,
      `ip link set veth${index}0 master br0 up`,
      `ip -n ${name} addr add 172.16.0.${index + 2}/24 dev veth${index}1`,
      `ip -n ${name} link set veth${index}1 up`,
      `ip -n ${name} route add default via 172.16.0.1`,
      ...Array.from({ length: pairs }, (_, pair) => {
        const [one, other] = [`in${pair}0`, `in${pair}1`];
        return `ip -n ${name} link add ${one} type veth peer name ${other}`;
      }),
    ]),
    'ip netns attach node 1',
  ];
  await printed(lab, node, ['sh', '-e', '-c', build.join('\n')]);
  return {
    node,
    namespaces: await Promise.all(
      ['node', ...names].map(async (handle) => {
        const commands = commandsFor(handle);
        const read = async (what: keyof typeof commands): Promise<Output> => {
          const input = what === 'batch' ? `${BATCH.join('\n')}\n` : '';
          return { ok: true, stdout: await printed(lab, node, commands[what], input) };
        };
        const path = `/run/netns/${handle}`;
        const id = (await printed(lab, node, ['stat', '-L', '-c', '%d:%i', path])).trim();
        const own = handle === 'node';
        return {
          id,
          kind: own ? ('node' as const) : ('named' as const),
          names: [own ? node : handle],
          handle,
          batch: await read('batch'),
          netconf: await read('netconf'),
          fdb: await read('fdb'),
          nsids: await read('nsids'),
        };
      }),
    ),
    tunOwners: [],
  };
}

/** @throws when the program fails */
async function printed(
  lab: LabAccess,
  node: string,
  argv: readonly string[],
  input = '',
): Promise<string> {
  const child = lab.exec(node, argv, { stdio: ['pipe', 'pipe', 'pipe'] });
  let text = '';
  let complaint = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (complaint += chunk));
  child.stdin?.end(input);
  const [code]: unknown[] = await once(child, 'close');
  if (code !== 0)
    throw new Error(`${node}: ${argv.join(' ')} ended with ${String(code)}\n${complaint}`);
  return text;
}

function costs(what: string, readings: readonly NodeReading[], budget: number): Row[] {
  const states = readings.map((reading) => stateOf(reading, null));
  const changed = states.map(withOneChange);
  const input = { nodes: named(states), outside: '10.0.0.1', viewport: VIEWPORT };
  const { memory, scene } = layout(input, emptyMemory);
  const parsing = measured(() => readings.forEach(parseAll));
  const assembling = measured(() =>
    readings.forEach((reading, index) => stateOf(reading, states[index] ?? null)),
  );
  const diffing = measured(() =>
    states.forEach((state, index) => diff(state, changed[index] ?? state)),
  );
  const cold = measured(() => layout(input, emptyMemory));
  const warm = measured(() => layout({ ...input, nodes: named(changed) }, memory));
  const links = states
    .flatMap(({ namespaces }) => Object.values(namespaces))
    .reduce((sum, { links }) => sum + Object.keys(links).length, 0);
  const to = 'JSON.parse of the same';
  return [
    row(`${what} (${links} interfaces): assemble, p50`, assembling.p50, 'ms', {
      atMost: budget,
      ratio: { value: assembling.p50 / parsing.p50, to },
    }),
    row('  p95', assembling.p95, 'ms'),
    row('  diff, one interface changed, p50', diffing.p50, 'ms'),
    row(`  layout of ${scene.elements.length} elements, one changed, p50`, warm.p50, 'ms', {
      atMost: budget,
      ratio: { value: warm.p50 / cold.p50, to: 'the first layout' },
    }),
    row('    p95', warm.p95, 'ms'),
    row('  layout the first time, p50', cold.p50, 'ms', { atMost: NO_STUTTER }),
  ];
}

function named(states: readonly NodeState[]): { name: string; state: NodeState }[] {
  return states.map((state) => ({ name: state.node, state }));
}

/** Processor time in ms: other work on the machine shows less in it than in the clock's. */
function measured(work: () => unknown): ReturnType<typeof summarise> {
  const took: number[] = [];
  for (let run = 0; run < WARM_UP + RUNS; run += 1) {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    if (run >= WARM_UP) took.push((user + system) / 1_000);
  }
  return summarise(took);
}

/** @throws with the problem when a reading is not understood */
function stateOf(reading: NodeReading, previous: NodeState | null): NodeState {
  const { state, problems } = assemble(reading, previous, 0);
  if (!state || problems.length > 0)
    throw new Error(`${reading.node} was not understood: ${JSON.stringify(problems.slice(0, 3))}`);
  return state;
}

function parseAll({ namespaces }: NodeReading): void {
  for (const { batch, netconf, fdb, nsids } of namespaces)
    for (const output of [batch, netconf, fdb, nsids])
      if (output.ok)
        for (const line of output.stdout.split('\n')) if (line.startsWith('[{')) JSON.parse(line);
}

/** The same with a namespace's first cable switched off. */
function withOneChange(state: NodeState): NodeState {
  const namespace = Object.values(state.namespaces).find(({ kind }) => kind === 'named');
  const found = Object.entries(namespace?.links ?? {}).find(([, { kind }]) => kind === 'veth');
  if (!namespace || !found) throw new Error(`${state.node} has no cable`);
  const [key, link] = found;
  const links = { ...namespace.links, [key]: { ...link, up: false, carrier: false } };
  return {
    ...state,
    namespaces: { ...state.namespaces, [namespace.id]: { ...namespace, links } },
  };
}
