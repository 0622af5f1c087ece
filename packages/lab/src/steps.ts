import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { contains, parseAddress, parsePrefix } from './ipv4.ts';

const address = z.string().refine((text) => parseAddress(text) !== undefined, {
  error: (issue) => `${JSON.stringify(issue.input)} is not an IPv4 address such as 10.0.0.10`,
});

const prefix = z.string().refine((text) => parsePrefix(text) !== undefined, {
  error: (issue) =>
    `${JSON.stringify(issue.input)} is not an IPv4 prefix such as 10.0.0.0/24 (host bits zero, length 8 to 30)`,
});

/** RFC 1123: what both `hostname` and a Vagrant machine accept. */
const hostname = z.string().regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, {
  error: (issue) =>
    `${JSON.stringify(issue.input)} is not a hostname: up to 63 lower-case letters, digits and inner hyphens`,
});

const labFileSchema = z
  .strictObject({
    step: z.int().min(1).max(99),
    title: z.string().min(1),
    underlay: z.strictObject({ prefix, outside: address }),
    nodes: z
      .array(z.strictObject({ name: hostname, address }))
      .min(1)
      .max(16),
  })
  .superRefine((lab, context) => {
    const refuse = (path: PropertyKey[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    const underlay = parsePrefix(lab.underlay.prefix);
    if (underlay === undefined) return;
    const owners = new Map([[lab.underlay.outside, 'underlay.outside']]);
    if (!contains(underlay, lab.underlay.outside))
      refuse(
        ['underlay', 'outside'],
        `${lab.underlay.outside} is no host of ${lab.underlay.prefix}`,
      );
    const names = new Map([[outsideName(lab.step), 'the outside host']]);
    for (const [index, node] of lab.nodes.entries()) {
      const at = `nodes[${index}]`;
      if (!contains(underlay, node.address))
        refuse(['nodes', index, 'address'], `${node.address} is no host of ${lab.underlay.prefix}`);
      const owner = owners.get(node.address);
      if (owner !== undefined)
        refuse(['nodes', index, 'address'], `${node.address} is already ${owner}'s`);
      owners.set(node.address, at);
      const namesake = names.get(node.name);
      if (namesake !== undefined)
        refuse(['nodes', index, 'name'], `"${node.name}" is already the name of ${namesake}`);
      names.set(node.name, at);
    }
  });

type LabFile = z.infer<typeof labFileSchema>;

/** A host of a step's lab: one of the talk's nodes, or the underlay's outside host. */
export interface StepNode {
  /** Unique among all steps; what `exec` takes. */
  name: string;
  hostname: string;
  /** Its IPv4 address on the underlay, without the prefix length. */
  address: string;
  role: 'node' | 'outside';
}

/** One step's lab, as its `lab.json` says. */
export interface Step {
  step: number;
  title: string;
  /** The folder's name below the vagrant folder, e.g. "3-multi-node". */
  folder: string;
  underlay: { prefix: string; length: number; outside: string };
  /** The talk's nodes in file order, then the outside host. */
  nodes: StepNode[];
}

/** The name by which `exec` reaches a step's outside host. */
export function outsideName(step: number): string {
  return `${step}-outside`;
}

/**
 * Reads the `lab.json` of every folder below `vagrantDir`, in step order.
 * @throws Error naming the file, the path of the fault in it, and what was found
 */
export function readSteps(vagrantDir: string): Step[] {
  const files: { folder: string; file: string; text: string }[] = [];
  for (const entry of readdirSync(vagrantDir, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const file = join(vagrantDir, entry.name, 'lab.json');
    const text = readIfThere(file);
    if (text !== undefined) files.push({ folder: entry.name, file, text });
  }
  if (files.length === 0)
    throw new Error(`${vagrantDir} has no step: no folder in it holds a lab.json`);
  const steps = files.map(({ folder, file, text }) => parseStep(text, folder, file));
  refuseTwins(steps, vagrantDir);
  return steps.sort((a, b) => a.step - b.step);
}

/**
 * One `lab.json`'s text as a step.
 * @throws Error naming `file` and the path of the fault
 */
export function parseStep(text: string, folder: string, file: string): Step {
  if (!/^[\w.-]+$/.test(folder))
    throw new Error(`${file}: the folder's name may hold letters, digits, "-", "_" and "." only`);
  const lab = check(text, file);
  const underlay = parsePrefix(lab.underlay.prefix);
  if (underlay === undefined) throw new Error(`${file}: underlay.prefix: ${lab.underlay.prefix}`);
  return {
    step: lab.step,
    title: lab.title,
    folder,
    underlay: { ...lab.underlay, length: underlay.length },
    nodes: [
      ...lab.nodes.map((node) => ({ ...node, hostname: node.name, role: 'node' as const })),
      {
        name: outsideName(lab.step),
        hostname: 'outside',
        address: lab.underlay.outside,
        role: 'outside' as const,
      },
    ],
  };
}

function check(text: string, file: string): LabFile {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new Error(
      `${file} is not JSON: ${error instanceof Error ? error.message : 'unreadable'}`,
      {
        cause: error,
      },
    );
  }
  const parsed = labFileSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `  ${pathText(path)}: ${message}`);
  throw new Error(`${file} is wrong:\n${faults.join('\n')}`);
}

function pathText(path: readonly PropertyKey[]): string {
  if (path.length === 0) return '(the whole file)';
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
}

function refuseTwins(steps: readonly Step[], vagrantDir: string): void {
  const folders = new Map<number, string>();
  const nodes = new Map<string, string>();
  for (const { step, folder, nodes: own } of steps) {
    const twin = folders.get(step);
    if (twin !== undefined)
      throw new Error(
        `${vagrantDir}: ${twin}/lab.json and ${folder}/lab.json are both step ${step}`,
      );
    folders.set(step, folder);
    for (const { name } of own) {
      const owner = nodes.get(name);
      if (owner !== undefined)
        throw new Error(
          `${vagrantDir}: ${owner}/lab.json and ${folder}/lab.json both have a node "${name}"`,
        );
      nodes.set(name, folder);
    }
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
