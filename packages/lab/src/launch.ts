import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Readable, Writable } from 'node:stream';
import { z } from 'zod';
import { endAll } from './end-all.ts';
import { processRef, processTable, type ProcessRef } from './proc.ts';
import { INFO_FD, LAB_PATH, labRootCommand, nodeArgs, SCRIPT_FD } from './recipe.ts';
import { rootScript } from './root-script.ts';
import type { Bind } from './skeleton.ts';
import type { Step } from './steps.ts';

/** A step that is up: the PID 1 of its lab root and of each node, as this machine counts them. */
export interface RunningStep {
  root: ProcessRef;
  nodes: Map<string, ProcessRef>;
  /** Resolves once no process of the step is left. */
  stop(): Promise<void>;
}

export interface Deaths {
  onNodeDied(node: string, reason: string): void;
  /** The whole step is gone without `stop` having been called. */
  onStepDied(reason: string): void;
}

const eventSchema = z.discriminatedUnion('event', [
  z.object({ event: z.literal('node'), node: z.string(), pid: z.int().positive() }),
  z.object({ event: z.literal('ready'), node: z.string() }),
  z.object({ event: z.literal('died'), node: z.string(), status: z.int() }),
]);

const infoSchema = z.object({ 'child-pid': z.int().positive() });

/** A boot takes a tenth of a second; this long means that it hangs. */
const BOOT_TIMEOUT_MS = 20_000;

/**
 * Boots one step: its lab root, the underlay and all its hosts.
 * @param binds the skeleton that every root is made of
 * @throws Error with what bwrap and the boot scripts said
 */
export async function launchStep(
  step: Step,
  binds: readonly Bind[],
  deaths: Deaths,
): Promise<RunningStep> {
  const [program = '', ...words] = labRootCommand(binds);
  const child = spawn(program, words, {
    stdio: ['pipe', 'pipe', 'pipe', 'pipe', 'pipe'],
    env: { PATH: LAB_PATH, LANG: 'C.UTF-8' },
    // A session of its own: Ctrl-C ends the lab through its owner, in order, not all at once.
    detached: true,
  });
  const exit = exitOf(child);
  const complaints = collect(child.stderr);
  let stopping = false;
  const boot = new Boot(step, child, (node, reason) => {
    // What was said before the stop may be read after it, when the next nodes are up.
    if (!stopping) deaths.onNodeDied(node, reason);
  });
  const stop = async () => {
    stopping = true;
    await endAll([...(boot.root === undefined ? [] : [boot.root]), ...boot.nodes.values()]);
    if (boot.root === undefined) child.kill('SIGKILL');
    await exit;
  };
  void exit.then((how) => {
    if (!stopping && boot.isUp) deaths.onStepDied(`its lab root ${how}`);
  });
  const timer = new AbortController();
  try {
    feed(child, rootScript(step, nodeArgs(binds)));
    await Promise.race([
      boot.up,
      exit.then((how) => {
        throw new Error(`its lab root ${how}`);
      }),
      timeout(timer.signal),
    ]);
  } catch (error) {
    await stop();
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(
      [`Step ${step.step} (${step.folder}) did not come up: ${why}`, ...complaints()].join('\n  '),
      { cause: error },
    );
  } finally {
    timer.abort();
  }
  const { root } = boot;
  if (root === undefined) throw new Error(`Step ${step.step}: bwrap named no child`);
  return { root, nodes: boot.nodes, stop };
}

/** Follows a boot through bwrap's info and the scripts' events. */
class Boot {
  root: ProcessRef | undefined;
  readonly nodes = new Map<string, ProcessRef>();
  isUp = false;
  readonly up: Promise<void>;
  readonly #step: Step;
  readonly #ready = new Set<string>();
  readonly #onNodeDied: Deaths['onNodeDied'];

  constructor(step: Step, child: ChildProcess, onNodeDied: Deaths['onNodeDied']) {
    this.#step = step;
    this.#onNodeDied = onNodeDied;
    this.up = new Promise((resolve, reject) => {
      let info = '';
      readable(child, INFO_FD).on('data', (chunk: string) => {
        info += chunk;
        if (this.root !== undefined || !info.includes('}')) return;
        this.root = processRef(infoSchema.parse(JSON.parse(info))['child-pid']);
      });
      createInterface({ input: readable(child, 1) }).on('line', (line) => {
        try {
          this.#hear(line);
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
        if (!this.isUp && this.#ready.size === step.nodes.length) {
          this.isUp = true;
          resolve();
        }
      });
    });
  }

  #hear(line: string): void {
    const event = eventSchema.parse(JSON.parse(line));
    switch (event.event) {
      case 'node':
        this.nodes.set(event.node, this.#find(event.node, event.pid));
        return;
      case 'ready':
        this.#ready.add(event.node);
        return;
      case 'died': {
        const reason = `its PID 1 ${statusText(event.status)}`;
        if (!this.isUp) throw new Error(`${event.node}: ${reason}`);
        this.#onNodeDied(event.node, reason);
      }
    }
  }

  /** The lab root counts pids in its own namespace; ours is found through its parent's parent. */
  #find(name: string, pidInRoot: number): ProcessRef {
    const rows = processTable();
    const parents = new Map(rows.map(({ pid, parent }) => [pid, parent]));
    for (const { pid, parent, pids } of rows) {
      if (pids.at(-1) !== 1 || pids.at(-2) !== pidInRoot) continue;
      if (parents.get(parent) !== this.root?.pid) continue;
      const ref = processRef(pid);
      if (ref !== undefined) return ref;
    }
    throw new Error(`${name} of step ${this.#step.step} ended while it booted`);
  }
}

/** As a shell reports it: above 128 it is the signal that ended the process. */
function statusText(status: number): string {
  return status > 128 ? `was killed (signal ${status - 128})` : `ended (exit ${status})`;
}

function exitOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(`could not be started: ${error.message}`));
    child.once('exit', (code, signal) =>
      resolve(signal === null ? statusText(code ?? 0) : `was killed (${signal})`),
    );
  });
}

function collect(stream: Readable | null): () => string[] {
  let text = '';
  stream?.setEncoding('utf8').on('data', (chunk: string) => {
    text = (text + chunk).slice(-4_000);
  });
  return () => text.split('\n').filter((line) => line.trim() !== '');
}

function feed(child: ChildProcess, script: string): void {
  const stream = child.stdio[SCRIPT_FD];
  if (!(stream instanceof Writable)) throw new Error('the lab root has no script descriptor');
  // A bwrap that fails early closes it; its exit says why.
  stream.on('error', () => undefined);
  stream.end(script);
}

function readable(child: ChildProcess, fd: number): Readable {
  const stream = child.stdio[fd];
  if (!(stream instanceof Readable)) throw new Error(`the lab root has no descriptor ${fd}`);
  return stream.setEncoding('utf8');
}

async function timeout(signal: AbortSignal): Promise<never> {
  const timer = AbortSignal.timeout(BOOT_TIMEOUT_MS);
  await once(AbortSignal.any([timer, signal]), 'abort');
  throw new Error(`it was not up after ${BOOT_TIMEOUT_MS / 1000} s`);
}
