import { moves } from '../moves.ts';
import type { NodeState } from '../model.ts';
import type { Lines } from './lines.ts';
import type { Place } from './pack.ts';

export interface Slot {
  id: string;
  name: string;
}

/** What a layout remembers so that the next one keeps everything in its place. Opaque. */
export interface Memory {
  /** The viewport's shape: places in px are worth remembering only while it stays. */
  shape: string;
  slots: ReadonlyMap<string, readonly Slot[]>;
  rails: ReadonlyMap<string, ReadonlyMap<string, Place>>;
  lines: ReadonlyMap<string, ReadonlyMap<string, Lines>>;
  /** Key of the port by `node namespace ifindex`: it follows an end that moves. */
  ports: ReadonlyMap<string, string>;
  nodes: ReadonlyMap<string, NodeState>;
}

/** Where to start, and what a reset goes back to. */
export const emptyMemory: Memory = {
  shape: '',
  slots: new Map(),
  rails: new Map(),
  lines: new Map(),
  ports: new Map(),
  nodes: new Map(),
};

/** Newest entries kept per rail and zone, so that a memory stays small however long it lives. */
const MOST_REMEMBERED = 32;

/** The places of now, and of those who left as long as there is room to remember them. */
export const remember = <T>(
  before: ReadonlyMap<string, T> | undefined,
  now: ReadonlyMap<string, T>,
): ReadonlyMap<string, T> => {
  const absent = [...(before ?? [])].filter(([key]) => !now.has(key));
  const room = Math.max(0, MOST_REMEMBERED - now.size);
  return new Map([...(room === 0 ? [] : absent.slice(-room)), ...now]);
};

export const endOf = (node: string, namespace: string, key: string) =>
  `${node} ${namespace} ${key}`;

/**
 * A key for every port. It is made of where the end was first seen, and stays with the end when it
 * moves to another namespace: so a drawing keyed by it sees one thing that travels.
 */
export const portKeys = (
  memory: Pick<Memory, 'ports' | 'nodes'>,
  nodes: readonly NodeState[],
): Map<string, string> => {
  const keys = new Map<string, string>();
  const used = new Set<string>();
  const claim = (end: string, wanted: string) => {
    let key = wanted;
    while (used.has(key)) key += "'";
    used.add(key);
    keys.set(end, key);
  };
  const travelled = new Map<string, string>();
  for (const state of nodes) {
    const before = memory.nodes.get(state.node);
    for (const { from, to } of before === undefined ? [] : moves(before, state)) {
      const key = memory.ports.get(endOf(state.node, from.namespace, from.key));
      if (key !== undefined) travelled.set(endOf(state.node, to.namespace, to.key), key);
    }
  }
  const taken = new Set(travelled.values());
  const ends = nodes.flatMap((state) =>
    Object.values(state.namespaces).flatMap((namespace) =>
      Object.keys(namespace.links).map((key) => endOf(state.node, namespace.id, key)),
    ),
  );
  for (const [end, key] of travelled) claim(end, key);
  for (const end of ends) {
    if (travelled.has(end)) continue;
    const known = memory.ports.get(end);
    // An end that travelled away has taken its key along; what is here now is something new.
    if (known !== undefined && !taken.has(known)) claim(end, known);
  }
  for (const end of ends) if (!keys.has(end)) claim(end, `port ${end}`);
  return keys;
};

/** Places namespaces in slots: the known stay, a name comes back to its slot, the rest line up. */
export const assignSlots = (
  before: readonly Slot[],
  live: readonly Slot[],
  capacity: number,
): { slots: Slot[]; placed: Map<string, number>; folded: string[] } => {
  const slots: Slot[] = [...before];
  const placed = new Map<string, number>();
  const liveIds = new Set(live.map(({ id }) => id));
  const isVacant = (index: number) => {
    const slot = slots[index];
    return slot === undefined || !liveIds.has(slot.id);
  };
  const put = (one: Slot, index: number) => {
    slots[index] = one;
    placed.set(one.id, index);
  };
  for (const one of live) {
    const index = slots.findIndex((slot) => slot.id === one.id);
    if (index >= 0) put(one, index);
  }
  for (const one of live) {
    if (placed.has(one.id)) continue;
    const index = slots.findIndex((slot, at) => slot.name === one.name && isVacant(at));
    if (index >= 0) put(one, index);
  }
  const folded: string[] = [];
  for (const one of live) {
    if (placed.has(one.id)) continue;
    const vacant = slots.findIndex((_, index) => isVacant(index));
    if (slots.length < capacity) put(one, slots.length);
    else if (vacant >= 0) put(one, vacant);
    else folded.push(one.id);
  }
  return { slots, placed, folded };
};
