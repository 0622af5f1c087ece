import { realpathSync } from 'node:fs';
import { assertReadable } from './assert-readable.ts';
import { serveControl, type Request } from './control.ts';
import { enterNode } from './enter.ts';
import type { LabEvent } from './events.ts';
import { runsAsRoot, LAB_UID } from './identity.ts';
import type { Lab } from './lab.ts';
import { launchStep, type RunningStep } from './launch.ts';
import { messageOf } from './message-of.ts';
import { processRef } from './proc.ts';
import { skeleton, type Bind } from './skeleton.ts';
import {
  claimState,
  type Condition,
  type LabState,
  type StateFile,
  type StepStatus,
} from './state.ts';
import { readSteps, type Step } from './steps.ts';

export interface LabOptions {
  /** The folder of the step folders; the nodes see it as /vagrant. */
  vagrantDir: string;
  /** Where the lab is found by other processes of this clone; made with mode 0700. */
  stateDir: string;
  /** Step numbers; all by default. */
  steps?: readonly number[];
  /** More of this machine for the nodes to see, below /opt, /srv or /run. */
  binds?: readonly Bind[];
  /** Subscribed before anything starts. What is up may be used while the rest still boots. */
  onEvent?: (event: LabEvent, lab: Lab) => void;
}

/**
 * Boots the steps, all at once. The lab lives as long as this process.
 * @throws LabRunsError when this clone has a lab already
 * @throws Error when a lab.json is wrong, a file can't be read by the lab, or a step doesn't boot;
 * nothing is left of the lab then
 */
export async function startLab(options: LabOptions): Promise<Lab> {
  const steps = choose(readSteps(options.vagrantDir), options.steps, options.vagrantDir);
  const binds = skeleton(realpathSync(options.vagrantDir), options.binds ?? []);
  if (runsAsRoot())
    for (const path of [options.vagrantDir, ...(options.binds ?? []).map(({ from }) => from)])
      assertReadable(path, LAB_UID);
  const entries = steps.map((step): Entry => ({ step, status: initial(step) }));
  const file = await claimState(options.stateDir, stateOf(entries.map(({ status }) => status)));
  const lab = new OwnLab(entries, binds, file, options);
  try {
    await lab.boot();
  } catch (error) {
    await lab.down();
    throw error;
  }
  return lab;
}

interface Entry {
  step: Step;
  status: StepStatus;
  run?: RunningStep;
}

class OwnLab implements Lab {
  readonly #binds: readonly Bind[];
  readonly #steps: ReadonlyMap<number, Entry>;
  readonly #stateDir: string;
  readonly #file: StateFile;
  readonly #listeners = new Set<(event: LabEvent) => void>();
  /** Boots, resets and the end follow one another, step by step. */
  readonly #queues = new Map<number, Promise<void>>();
  #control: { close(): void } | undefined;
  #down: Promise<void> | undefined;

  constructor(
    entries: readonly Entry[],
    binds: readonly Bind[],
    file: StateFile,
    { stateDir, onEvent }: LabOptions,
  ) {
    this.#steps = new Map(entries.map((entry) => [entry.step.step, entry]));
    this.#binds = binds;
    this.#file = file;
    this.#stateDir = stateDir;
    if (onEvent !== undefined) this.#listeners.add((event) => onEvent(event, this));
  }

  async boot(): Promise<void> {
    this.#control = await serveControl(this.#stateDir, (request) => this.#serve(request));
    const boots = [...this.#steps.keys()].map((step) => this.reset(step));
    const failed = (await Promise.allSettled(boots)).filter(({ status }) => status === 'rejected');
    if (failed.length > 0)
      throw new Error(
        failed.map((boot) => ('reason' in boot ? messageOf(boot.reason) : '')).join('\n'),
      );
  }

  status(): StepStatus[] {
    return structuredClone([...this.#steps.values()].map(({ status }) => status));
  }

  exec(...[node, argv, options]: Parameters<Lab['exec']>): ReturnType<Lab['exec']> {
    return enterNode(this.status(), node, argv, options);
  }

  subscribe(listener: (event: LabEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async reset(number: number): Promise<void> {
    const entry = this.#steps.get(number);
    if (entry === undefined)
      throw new Error(`This lab has no step ${number}, only ${[...this.#steps.keys()].join(', ')}`);
    const before = this.#queues.get(number) ?? Promise.resolve();
    const turn = before.catch(() => undefined).then(() => this.#replace(number));
    this.#queues.set(number, turn);
    await turn;
  }

  down(): Promise<void> {
    return this.#end('owner');
  }

  async #replace(number: number): Promise<void> {
    const entry = this.#steps.get(number);
    if (entry === undefined || this.#down !== undefined) throw new Error('The lab is going down');
    const { step } = entry;
    const begun = performance.now();
    this.#enter(entry, { state: 'starting' }, { type: 'starting', step: number });
    await entry.run?.stop();
    delete entry.run;
    let run: RunningStep;
    try {
      run = await launchStep(step, this.#binds, {
        onNodeDied: (node, reason) => this.#nodeDied(number, node, reason),
        onStepDied: (reason) =>
          this.#enter(
            entry,
            { state: 'dead', reason },
            { type: 'step-died', step: number, reason },
          ),
      });
    } catch (error) {
      const reason = messageOf(error);
      this.#enter(entry, { state: 'dead', reason }, { type: 'step-died', step: number, reason });
      throw error;
    }
    entry.run = run;
    entry.status.root = run.root;
    for (const node of entry.status.nodes) node.init = run.nodes.get(node.name) ?? null;
    const ms = performance.now() - begun;
    this.#enter(entry, { state: 'up' }, { type: 'up', step: number, ms });
  }

  #enter(entry: Entry, condition: Condition, event: LabEvent): void {
    const { status } = entry;
    status.condition = condition;
    if (condition.state !== 'up') status.root = null;
    for (const node of status.nodes) {
      node.condition = condition;
      if (condition.state !== 'up') node.init = null;
    }
    this.#tell(event);
  }

  #nodeDied(step: number, name: string, reason: string): void {
    const node = this.#steps.get(step)?.status.nodes.find((node) => node.name === name);
    if (node === undefined) return;
    node.condition = { state: 'dead', reason };
    node.init = null;
    this.#tell({ type: 'node-died', step, node: name, reason });
  }

  #tell(event: LabEvent): void {
    try {
      if (this.#down === undefined) this.#file.write(stateOf(this.status()));
    } catch (error) {
      // A full disk takes the lab from other processes' sight, and nothing from this one.
      process.emitWarning(`The lab's entry could not be written: ${messageOf(error)}`);
    }
    for (const listener of this.#listeners) listener(event);
  }

  async #serve(request: Request): Promise<void> {
    if (request.do === 'reset') await this.reset(request.step);
    else await this.#end('another process');
  }

  #end(by: 'owner' | 'another process'): Promise<void> {
    this.#down ??= (async () => {
      await Promise.allSettled(this.#queues.values());
      await Promise.all([...this.#steps.values()].map(async ({ run }) => run?.stop()));
      this.#control?.close();
      this.#file.remove();
      this.#tell({ type: 'down', by });
    })();
    return this.#down;
  }
}

function stateOf(steps: StepStatus[]): LabState {
  const owner = processRef(process.pid);
  if (owner === undefined) throw new Error('This process is missing in /proc');
  return { version: 1, owner, steps };
}

function choose(all: Step[], wanted: readonly number[] | undefined, vagrantDir: string): Step[] {
  if (wanted === undefined || wanted.length === 0) return all;
  for (const number of wanted)
    if (!all.some(({ step }) => step === number))
      throw new Error(
        `${vagrantDir} has no step ${number}. It has ${all.map(({ step }) => step).join(', ')}`,
      );
  return all.filter(({ step }) => wanted.includes(step));
}

function initial({ step, title, folder, underlay, nodes }: Step): StepStatus {
  const condition = { state: 'starting' as const };
  return {
    step,
    title,
    folder,
    prefix: underlay.prefix,
    outside: underlay.outside,
    condition,
    root: null,
    nodes: nodes.map((node) => ({ ...node, condition, init: null })),
  };
}
