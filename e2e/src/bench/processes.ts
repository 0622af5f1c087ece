/** What processes cost, as /proc tells. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** USER_HZ: what /proc counts processor time in, on every architecture that Node runs on. */
const TICKS_PER_MS = 100 / 1_000;
const KB_PER_MB = 1_024;
const LOOK_EVERY = 50;

/** Processor time used so far by all threads, ms. */
export function processorMs(pid: number): number {
  const [user = 0, system = 0] = times(pid);
  return user + system;
}

/** The same with that of all its children that have ended, ms. */
export function processorMsWithEnded(pid: number): number {
  return times(pid).reduce((sum, ms) => sum + ms, 0);
}

/** utime, stime, cutime and cstime, ms. */
function times(pid: number): number[] {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name in parentheses may hold anything; utime is field 14.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields.slice(11, 15).map((ticks) => Number(ticks) / TICKS_PER_MS);
}

/** Memory in MB, its shared pages divided among the processes that share them. */
export function proportionalMb(pid: number): number {
  return kilobytes(`/proc/${pid}/smaps_rollup`, 'Pss') / KB_PER_MB;
}

/** Memory in MB that is not shared with anybody or backed by a file: what the process piled up. */
export function privateMb(pid: number): number {
  return kilobytes(`/proc/${pid}/status`, 'RssAnon') / KB_PER_MB;
}

function kilobytes(file: string, field: string): number {
  const found = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(readFileSync(file, 'utf8'));
  if (!found) throw new Error(`${file} has no ${field}`);
  return Number(found[1]);
}

/** All processes in the pid namespace of `init`, itself among them, with their command lines. */
export function processesWith(init: number): { pid: number; command: string }[] {
  const namespace = readlinkSync(`/proc/${init}/ns/pid`);
  return readdirSync('/proc').flatMap((entry) => {
    if (!/^\d+$/.test(entry)) return [];
    try {
      if (readlinkSync(`/proc/${entry}/ns/pid`) !== namespace) return [];
      const command = readFileSync(`/proc/${entry}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
      return [{ pid: Number(entry), command }];
    } catch {
      // It ended meanwhile.
      return [];
    }
  });
}

/** The largest of a reading while some work goes on, beside the work's own result. */
export async function peakDuring<T>(
  read: () => number,
  work: () => Promise<T>,
): Promise<{ peak: number; result: T }> {
  let peak = read();
  let timer: NodeJS.Timeout | undefined;
  const trouble = new Promise<never>((_, reject) => {
    timer = setInterval(() => {
      try {
        peak = Math.max(peak, read());
      } catch (error) {
        // The process that is watched has ended: the work would wait for it in vain.
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    }, LOOK_EVERY);
  });
  try {
    const result = await Promise.race([work(), trouble]);
    return { peak: Math.max(peak, read()), result };
  } finally {
    clearInterval(timer);
  }
}
