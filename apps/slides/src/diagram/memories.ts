import { emptyMemory } from '@netstage/topology';
import type { Memory } from '@netstage/topology';

interface Remembered {
  /** As the nodes were drawn last, in whatever size. */
  last: Memory;
  /** As they were drawn last in each size. */
  readonly sizes: Map<string, Memory>;
}

/** By the nodes that a picture shows. */
const pictures = new Map<string, Remembered>();

/**
 * What is remembered of the places in a picture of these nodes in that size, so that it is the same
 * on every slide it stands on, and its parts in the same order in every size.
 */
export function memoryOf(nodes: string, size: string): Memory {
  const picture = pictures.get(nodes);
  if (!picture) return emptyMemory;
  const { shape, rails } = picture.sizes.get(size) ?? picture.last;
  return { ...picture.last, shape, rails };
}

export function remember(nodes: string, size: string, memory: Memory): void {
  const picture = pictures.get(nodes) ?? { last: memory, sizes: new Map<string, Memory>() };
  picture.last = memory;
  picture.sizes.set(size, memory);
  pictures.set(nodes, picture);
}
