/**
 * `npm run fixtures:record`: runs every step's setup.sh line by line on real nodes and writes what
 * their commands print after each line into packages/topology/fixtures/STEP/NN.json.
 */
import {
  cpSync,
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readSteps, startLab, type Lab, type Step } from '@netstage/lab';
import type { Fixture } from '@netstage/topology';
import { rolldown } from 'rolldown';
import { normaliser } from './normalise.ts';
import { recordingSchema, type Recording } from './recording.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const vagrantDir = join(root, 'vagrant');

const temporary = mkdtempSync(join(tmpdir(), 'netstage-record-'));
try {
  // The nodes' uid has to read it.
  chmodSync(temporary, 0o755);
  const bundle = await bundleRecorder(join(temporary, 'recorder'));
  const lab = await startLab({
    vagrantDir,
    stateDir: join(temporary, 'lab'),
    binds: [{ from: bundle, to: '/opt/netstage/agent' }],
  });
  try {
    const steps = readSteps(vagrantDir);
    await Promise.all(steps.map((step) => recordStep(lab, step)));
  } finally {
    await lab.down();
  }
} finally {
  rmSync(temporary, { recursive: true, force: true });
}

async function bundleRecorder(folder: string): Promise<string> {
  mkdirSync(folder);
  const bundle = await rolldown({
    input: fileURLToPath(new URL('record-node.ts', import.meta.url)),
    platform: 'node',
    logLevel: 'warn',
  });
  await bundle.write({ file: join(folder, 'agent.mjs'), format: 'esm' });
  cpSync(fileURLToPath(new URL('../agent.sh', import.meta.url)), join(folder, 'agent.sh'));
  cpSync(fileURLToPath(new URL('../shell', import.meta.url)), join(folder, 'shell'), {
    recursive: true,
  });
  return folder;
}

/** One node after the other, as on stage: the second's lines are recorded with the first one up. */
async function recordStep(lab: Lab, step: Step): Promise<void> {
  const script = readFileSync(join(vagrantDir, step.folder, 'setup.sh'), 'utf8').split('\n');
  const frames: Fixture[] = [];
  const first: Fixture = {
    step: step.folder,
    node: null,
    line: null,
    command: '',
    outside: step.underlay.outside,
    readings: [],
  };
  for (const { name, role } of step.nodes) {
    if (role !== 'node') continue;
    const { before, lines } = await recordNode(lab, name, step.folder);
    const normalise = normaliser();
    const start = normalise(before);
    first.readings.push(start);
    let last = JSON.stringify(start);
    for (const { line, reading } of lines) {
      const now = normalise(reading);
      const text = JSON.stringify(now);
      // `cd`, `source`, a teardown of nothing: no picture of their own.
      if (text === last) continue;
      last = text;
      const command = script[line - 1]?.trim() ?? '';
      frames.push({ ...first, node: name, line, command, readings: [now] });
    }
  }
  const folder = join(root, 'packages/topology/fixtures', step.folder);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [index, frame] of [first, ...frames].entries()) {
    const name = `${String(index).padStart(2, '0')}.json`;
    writeFileSync(join(folder, name), `${JSON.stringify(frame, null, 1)}\n`);
  }
  process.stdout.write(`${step.folder}: ${frames.length + 1} states\n`);
}

function recordNode(lab: Lab, node: string, folder: string): Promise<Recording> {
  return new Promise((resolve, reject) => {
    const child = lab.exec(node, ['sh', '/opt/netstage/agent/agent.sh']);
    let printed = '';
    let said = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    child.on('error', reject);
    child.on('close', (exit) => {
      if (exit !== 0) return reject(new Error(`${node}: the recorder ended with ${exit}: ${said}`));
      try {
        resolve(recordingSchema.parse(JSON.parse(printed)));
      } catch {
        reject(new Error(`${node}: the recorder printed something else: ${printed.slice(-200)}`));
      }
    });
    child.stdin?.end(`${JSON.stringify({ node, step: `/vagrant/${folder}` })}\n`);
  });
}
