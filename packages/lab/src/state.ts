import {
  chmodSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { endAll } from './end-all.ts';
import { isAlive, type ProcessRef } from './proc.ts';

const processSchema = z.strictObject({ pid: z.int().positive(), startTime: z.string() });

const conditionSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('starting') }),
  z.strictObject({ state: z.literal('up') }),
  z.strictObject({ state: z.literal('dead'), reason: z.string() }),
]);

const nodeSchema = z.strictObject({
  name: z.string(),
  hostname: z.string(),
  address: z.string(),
  role: z.enum(['node', 'outside']),
  condition: conditionSchema,
  /** The node's PID 1, as this machine counts it; null until it is there. */
  init: processSchema.nullable(),
});

const stepSchema = z.strictObject({
  step: z.int(),
  title: z.string(),
  folder: z.string(),
  prefix: z.string(),
  outside: z.string(),
  condition: conditionSchema,
  /** PID 1 of the step's lab root. */
  root: processSchema.nullable(),
  nodes: z.array(nodeSchema),
});

const stateSchema = z.strictObject({
  version: z.literal(1),
  /** The process that holds the lab: with it, the lab goes. */
  owner: processSchema,
  steps: z.array(stepSchema),
});

export type Condition = z.infer<typeof conditionSchema>;
export type NodeStatus = z.infer<typeof nodeSchema>;
export type StepStatus = z.infer<typeof stepSchema>;
/** What `lab.json` in the state folder says, for other processes to find the lab. */
export type LabState = z.infer<typeof stateSchema>;

/**
 * The lab's entry in its state folder. Only the owner writes it; anybody with the same rights
 * may read it.
 */
export interface StateFile {
  write(state: LabState): void;
  remove(): void;
}

/** A lab of this clone is up already. */
export class LabRunsError extends Error {
  readonly owner: ProcessRef;

  constructor(owner: ProcessRef) {
    super(
      `A lab of this clone is up already, held by process ${owner.pid}. ` +
        `Stop it with: npm run lab -- down (or: kill ${owner.pid})`,
    );
    this.owner = owner;
  }
}

/**
 * Claims the state folder for a new lab and ends what a killed owner may have left.
 * @throws LabRunsError when the folder's lab is up
 */
export async function claimState(stateDir: string, state: LabState): Promise<StateFile> {
  makePrivateDir(stateDir);
  const file = join(stateDir, 'lab.json');
  const draft = join(stateDir, `lab.json.${process.pid}`);
  const prepare = (state: LabState) =>
    writeFileSync(draft, `${JSON.stringify(state, undefined, 2)}\n`, { mode: 0o600 });
  try {
    // link(2) refuses an existing name: of two owners that start at once one gets it, whole.
    prepare(state);
    while (!linked(draft, file)) await clearStale(file);
  } finally {
    rmSync(draft, { force: true });
  }
  return {
    write: (state) => {
      prepare(state);
      renameSync(draft, file);
    },
    remove: () => rmSync(file, { force: true }),
  };
}

/** The state of the folder's lab; undefined when none is up. */
export function readState(stateDir: string): LabState | undefined {
  const state = parseState(join(stateDir, 'lab.json'));
  return state !== undefined && isAlive(state.owner) ? state : undefined;
}

/** A folder for nobody but its owner: what is in it steers root shells. */
export function makePrivateDir(dir: string): void {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  chmodSync(dir, 0o700);
}

async function clearStale(file: string): Promise<void> {
  const state = parseState(file);
  if (state !== undefined && isAlive(state.owner)) throw new LabRunsError(state.owner);
  if (state !== undefined) await endAll(processesOf(state));
  rmSync(file, { force: true });
}

export function processesOf(state: LabState): ProcessRef[] {
  return state.steps
    .flatMap(({ root, nodes }) => [root, ...nodes.map(({ init }) => init)])
    .filter((ref) => ref !== null);
}

function parseState(file: string): LabState | undefined {
  try {
    return stateSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // Missing, cut short by a full disk, or of another version: no lab that can be reached.
    return undefined;
  }
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}
