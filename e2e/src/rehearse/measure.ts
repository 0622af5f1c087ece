import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

export interface Measures {
  /** Proportional memory, MB: what is shared by several processes counts once. */
  readonly hub: number;
  readonly agents: number;
  readonly browser: number;
  /** Of it, what runs pages and what paints them. */
  readonly renderers: number;
  readonly gpu: number;
  /** Open descriptors of hub and agents. */
  readonly descriptors: number;
  /** All processes under the hub: lab, agents, shells. */
  readonly processes: number;
  /** Network namespaces that a process is in or a name keeps. */
  readonly namespaces: number;
}

/**
 * Reads from /proc what a talk and a browser use just now.
 *
 * @param hub the hub's process
 * @param browsers the browser's first processes
 */
export function measure(hub: number, browsers: readonly number[]): Measures {
  const children = childrenByParent();
  const under = descendants(hub, children);
  const agents = under.filter((pid) => read(`/proc/${pid}/cmdline`).includes('agent.mjs'));
  const browserPids = browsers.flatMap((pid) => [pid, ...descendants(pid, children)]);
  return {
    hub: memory([hub]),
    agents: memory(agents),
    browser: memory(browserPids),
    renderers: memory(browserPids.filter(isOf('renderer'))),
    gpu: memory(browserPids.filter(isOf('gpu-process'))),
    descriptors: [hub, ...agents].reduce((sum, pid) => sum + list(`/proc/${pid}/fd`).length, 0),
    processes: under.length,
    namespaces: namespaces([hub, ...under]),
  };
}

/** Chromium tells what each of its processes is for. */
function isOf(type: string): (pid: number) => boolean {
  return (pid) => read(`/proc/${pid}/cmdline`).includes(`--type=${type}`);
}

/** The processes under one whose command line says that. */
export function descendantsOf(pid: number, says: string): number[] {
  return descendants(pid, childrenByParent()).filter((child) =>
    read(`/proc/${child}/cmdline`).includes(says),
  );
}

/** The children of a process whose command line says that. */
export function childrenOf(pid: number, says: string): number[] {
  return (childrenByParent().get(pid) ?? []).filter((child) =>
    read(`/proc/${child}/cmdline`).includes(says),
  );
}

function childrenByParent(): Map<number, number[]> {
  const children = new Map<number, number[]>();
  for (const name of list('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    // The name in parentheses may contain anything, so what counts stands after the last one.
    const parent = Number(/\) \S (\d+)/.exec(read(`/proc/${name}/stat`).split('\n')[0] ?? '')?.[1]);
    if (Number.isInteger(parent))
      children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  return children;
}

function descendants(pid: number, children: ReadonlyMap<number, readonly number[]>): number[] {
  return (children.get(pid) ?? []).flatMap((child) => [child, ...descendants(child, children)]);
}

function memory(pids: readonly number[]): number {
  const kilobytes = pids.map((pid) => {
    const pss = /^Pss:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1];
    return Number(pss ?? 0);
  });
  return kilobytes.reduce((sum, kb) => sum + kb, 0) / 1_024;
}

function namespaces(pids: readonly number[]): number {
  const found = new Set<string>();
  for (const pid of pids) {
    const own = link(`/proc/${pid}/ns/net`);
    if (own !== null) found.add(own);
    for (const [name] of read(`/proc/${pid}/mountinfo`).matchAll(/net:\[\d+\]/g)) found.add(name);
  }
  return found.size;
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // Gone between two looks.
    return [];
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function link(file: string): string | null {
  try {
    return readlinkSync(file);
  } catch {
    return null;
  }
}
