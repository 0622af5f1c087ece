import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';

/**
 * A process that a reused pid can't be mistaken for: field 22 of /proc/PID/stat is its start in
 * clock ticks since boot.
 */
export interface ProcessRef {
  pid: number;
  startTime: string;
}

/** One row of the process table, as this process's /proc shows it. */
export interface ProcessRow {
  pid: number;
  parent: number;
  /** Its pid in each nested pid namespace, ours first (`NSpid` of /proc/PID/status). */
  pids: number[];
}

/** The live process's identity; undefined when there is none or it is a zombie. */
export function processRef(pid: number): ProcessRef | undefined {
  const stat = readProc(`${pid}/stat`);
  if (stat === undefined) return undefined;
  // The command's name is in parentheses and may itself hold spaces and parentheses.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state] = fields;
  const startTime = fields[19];
  if (startTime === undefined || state === 'Z' || state === 'X') return undefined;
  return { pid, startTime };
}

export function isAlive(ref: ProcessRef): boolean {
  return processRef(ref.pid)?.startTime === ref.startTime;
}

/** Resolves once none of them is left. Only for processes that are ending: it has no time limit. */
export async function allGone(refs: readonly ProcessRef[]): Promise<void> {
  // Node has no pidfd to wait on, and these aren't our children.
  while (refs.some(isAlive)) await setTimeout(2);
}

export function processTable(): ProcessRow[] {
  const rows: ProcessRow[] = [];
  for (const pid of livePids()) {
    const status = readProc(`${pid}/status`);
    const parent = status?.match(/^PPid:\t(\d+)$/m)?.[1];
    const pids = status?.match(/^NSpid:\t([\d\t]+)$/m)?.[1];
    if (parent !== undefined && pids !== undefined)
      rows.push({ pid, parent: Number(parent), pids: pids.split('\t').map(Number) });
  }
  return rows;
}

/** The user namespace of a process, e.g. "user:[4026532255]"; undefined when it may not be read. */
export function userNamespace(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/ns/user`);
  } catch {
    return undefined;
  }
}

/** Kills, and says whether there was something to kill. */
export function kill(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

export function livePids(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

function readProc(path: string): string | undefined {
  try {
    return readFileSync(`/proc/${path}`, 'utf8');
  } catch {
    // Processes end while they are being read.
    return undefined;
  }
}
