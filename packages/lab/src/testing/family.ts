import { processRef, processTable, type ProcessRef } from '../proc.ts';

/** Every process below one, in whatever namespace, the process itself not counted. */
export function descendants(of: number): ProcessRef[] {
  const rows = processTable();
  const family = new Set([of]);
  // A child may stand before its parent: until a whole pass finds no one new.
  for (let size = 0; size < family.size;) {
    size = family.size;
    for (const { pid, parent } of rows) if (family.has(parent)) family.add(pid);
  }
  family.delete(of);
  return [...family].map(processRef).filter((ref) => ref !== undefined);
}

export function parentOf(pid: number): number {
  const parent = processTable().find((row) => row.pid === pid)?.parent;
  if (parent === undefined) throw new Error(`There is no process ${pid}`);
  return parent;
}
