import { emptyMemory } from '@netstage/topology';
import type { Memory } from '@netstage/topology';

/** What each picture remembers of its places, so that it is the same on every slide it stands on. */
const memories = new Map<string, Memory>();

export function memoryOf(picture: string): Memory {
  return memories.get(picture) ?? emptyMemory;
}

export function remember(picture: string, memory: Memory): void {
  memories.set(picture, memory);
}
