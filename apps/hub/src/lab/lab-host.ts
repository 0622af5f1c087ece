import { chmodSync, mkdirSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { accepted, refuse } from '@netstage/protocol';
import type { Answer, LabStep, StageState } from '@netstage/protocol';
import { labClean, startLab } from '@netstage/lab';
import type { Lab, LabEvent, Step } from '@netstage/lab';
import { agentToken } from '../auth/secrets.ts';
import type { Secrets } from '../auth/secrets.ts';
import type { Log } from '../base/log.ts';
import type { Hub } from '../hub.ts';
import { AgentKeeper } from './agent-keeper.ts';

/** Where the nodes see what they are shown; agent.sh looks for Node.js there. */
const AGENT_IN_NODE = '/opt/netstage/agent';
const NODE_IN_NODE = '/opt/netstage/node/bin/node';
const SOCKET_IN_NODE = '/run/netstage-hub';
/** How long nodes may take to tell their state after a boot, ms; it takes a tenth of that. */
const PATIENCE = 20_000;

export interface LabHostOptions {
  steps: readonly Step[];
  vagrantDir: string;
  stateDir: string;
  /** The built agent. */
  agentDir: string;
  /** The hub's Unix socket, alone in its folder. */
  agentSocket: string;
  secrets: Secrets;
  log: Log;
}

/** The talk's nodes of a step: all but the outside host. */
export function talkNodes(step: Step): { name: string; address: string; step: number }[] {
  return step.nodes
    .filter(({ role }) => role === 'node')
    .map(({ name, address }) => ({ name, address, step: step.step }));
}

/** A step as the stage shows it. */
export function labStep(step: Step, status: LabStep['status'], reason: string | null): LabStep {
  const { prefix, outside } = step.underlay;
  return {
    step: step.step,
    title: step.title,
    underlay: { prefix, outside },
    nodes: talkNodes(step).map(({ name, address }) => ({ name, address })),
    status,
    reason,
  };
}

/** The lab under the hub: boots it, keeps an agent on each node, and tells the stage how it stands. */
export class LabHost {
  readonly #options: LabHostOptions;
  readonly #hub: Hub;
  readonly #keepers = new Map<string, AgentKeeper>();
  #lab: Lab | null = null;

  constructor(options: LabHostOptions, hub: Hub) {
    this.#options = options;
    this.#hub = hub;
  }

  /** @throws Error when the lab does not boot; nothing is left of it then */
  async start(): Promise<void> {
    const { vagrantDir, stateDir, steps, agentDir, agentSocket } = this.#options;
    const socketDir = dirname(agentSocket);
    // Shown to the nodes, whatever the umask: they have to find the socket in it.
    mkdirSync(socketDir, { recursive: true });
    chmodSync(socketDir, 0o755);
    for (const step of steps) this.#hub.setLab(labStep(step, 'booting', null));
    this.#lab = await startLab({
      vagrantDir,
      stateDir,
      steps: steps.map(({ step }) => step),
      binds: [
        { from: agentDir, to: AGENT_IN_NODE },
        { from: realpathSync(process.execPath), to: NODE_IN_NODE },
        { from: socketDir, to: SOCKET_IN_NODE },
      ],
      // Agents start while other steps still boot.
      onEvent: (event, lab) => this.#heard(event, lab),
    });
  }

  /** Brings one step back to clean, shells and all. */
  async reset(number: number): Promise<Answer> {
    const step = this.#step(number);
    if (!step || !this.#lab) return refuse('failed', `This lab has no step ${number}.`);
    try {
      await this.#lab.reset(number);
      await withPatience(this.#hub.heardOf(talkNodes(step).map(({ name }) => name)));
      return accepted;
    } catch (error) {
      return refuse('failed', error instanceof Error ? error.message : String(error));
    }
  }

  /** What the talk's nodes have that their boot did not leave there, in words, by node. */
  async check(): Promise<StageState['left']> {
    if (!this.#lab) throw new Error('The lab is not up yet.');
    const nodes = new Set(this.#options.steps.flatMap(talkNodes).map(({ name }) => name));
    const rows = await labClean(this.#lab);
    return Object.fromEntries(
      rows.filter(({ node }) => nodes.has(node)).map(({ node, why }) => [node, why]),
    );
  }

  /** Resolves once every node has told its state. @throws Error naming what it waited for in vain */
  heard(): Promise<void> {
    const nodes = this.#options.steps.flatMap(talkNodes).map(({ name }) => name);
    return withPatience(this.#hub.heardOf(nodes));
  }

  async stop(): Promise<void> {
    for (const keeper of this.#keepers.values()) keeper.stop();
    await this.#lab?.down();
  }

  #heard(event: LabEvent, lab: Lab): void {
    if (event.type === 'down') {
      for (const keeper of this.#keepers.values()) keeper.stop();
      if (event.by === 'owner') return;
      this.#options.log.warn('the lab was taken down by another process');
      for (const step of this.#options.steps)
        this.#end(step, 'down', 'it was taken down from outside; end the talk and start it again');
      return;
    }
    const step = this.#step(event.step);
    if (!step) return;
    switch (event.type) {
      case 'starting':
        this.#stopAgents(step);
        this.#hub.renew(talkNodes(step).map(({ name }) => name));
        this.#hub.setLab(labStep(step, this.#lab ? 'resetting' : 'booting', null));
        return;
      case 'up':
        this.#hub.setLab(labStep(step, 'up', null));
        this.#startAgents(step, lab);
        return;
      case 'node-died':
        this.#keepers.get(event.node)?.stop();
        this.#hub.setAway(event.node, event.reason);
        this.#hub.setLab(
          labStep(step, 'failed', `${event.node}: ${event.reason}. Reset the step.`),
        );
        return;
      case 'step-died':
        this.#end(step, 'failed', `${event.reason}. Reset the step.`);
    }
  }

  #end(step: Step, status: 'down' | 'failed', reason: string): void {
    this.#stopAgents(step);
    this.#hub.setLab(labStep(step, status, reason));
    for (const { name } of talkNodes(step)) this.#hub.setAway(name, reason);
  }

  #startAgents(step: Step, lab: Lab): void {
    for (const { name } of talkNodes(step)) {
      const keeper = this.#keepers.get(name) ?? this.#keeper(name, step, lab);
      this.#keepers.set(name, keeper);
      keeper.start();
    }
  }

  #stopAgents(step: Step): void {
    for (const { name } of talkNodes(step)) this.#keepers.get(name)?.stop();
  }

  #keeper(node: string, step: Step, lab: Lab): AgentKeeper {
    const { secrets, agentSocket, log } = this.#options;
    return new AgentKeeper({
      node,
      log,
      start: () => lab.exec(node, ['sh', join(AGENT_IN_NODE, 'agent.sh')], { cwd: '/' }),
      config: () => ({
        hub: join(SOCKET_IN_NODE, agentSocket.slice(dirname(agentSocket).length + 1)),
        node,
        token: agentToken(secrets, node),
        step: `/vagrant/${step.folder}`,
      }),
      onEnd: (reason) => this.#hub.setAway(node, reason),
    });
  }

  #step(number: number): Step | undefined {
    return this.#options.steps.find(({ step }) => step === number);
  }
}

async function withPatience(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const impatience = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error('Not every node has told its state; see the log (--verbose).')),
      PATIENCE,
    );
  });
  try {
    await Promise.race([work, impatience]);
  } finally {
    clearTimeout(timer);
  }
}
