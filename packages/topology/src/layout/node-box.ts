import { nodeNamespace } from '../find.ts';
import type { Link, Namespace, NodeState } from '../model.ts';
import { isGivenUp, type Draft, type Exit, type NodeDraft } from './draft.ts';
import { layFold } from './fold.ts';
import { layHeader } from './header.ts';
import { assignSlots, type Slot } from './memory.ts';
import { frameOf, MOST_BOXES, rowD } from './metrics.ts';
import { layNamespace } from './namespace-box.ts';
import type { SceneElement } from './scene.ts';
import { layStack, type StackResult } from './stack.ts';
import { layCables, layLooseEnds } from './veth-cables.ts';

export interface NodeInput {
  name: string;
  /** Null as long as nothing is known of the node. */
  state: NodeState | null;
}

/** A node as drawn, for what is drawn between nodes. */
export interface LaidNode {
  node: NodeDraft;
  own: Namespace;
  stack: StackResult;
}

export interface NodePlace {
  /** Position among all nodes. */
  index: number;
  nodes: number;
  /** Keys of its own links that are on the underlay, with the segment's prefix. */
  uplinks: ReadonlyMap<string, string>;
  /** Whether the list of folded namespaces is open. */
  open: boolean;
}

const byName = (a: Namespace, b: Namespace): number => {
  const [one, other] = [a.names[0] ?? '', b.names[0] ?? ''];
  if (one !== other) return one < other ? -1 : 1;
  return a.id < b.id ? -1 : 1;
};

/** Gives namespaces their slots and says how many rows that makes; one row is always there. */
const slotsFor = (draft: Draft, state: NodeState, slots: Map<string, readonly Slot[]>) => {
  const namespaces = Object.values(state.namespaces)
    .filter(({ kind }) => kind !== 'node')
    .toSorted(byName);
  const assigned = assignSlots(
    draft.memory.slots.get(state.node) ?? [],
    namespaces.map(({ id, names }) => ({ id, name: names[0] ?? id })),
    MOST_BOXES,
  );
  slots.set(state.node, assigned.slots);
  const used = Math.max(0, ...assigned.placed.values());
  return {
    boxed: namespaces.flatMap((namespace) => {
      const slot = assigned.placed.get(namespace.id);
      return slot === undefined ? [] : [{ namespace, slot }];
    }),
    folded: namespaces.filter(({ id }) => assigned.folded.includes(id)),
    rows: Math.floor(used / draft.metrics.columns) + 1,
  };
};

/** A cable passes over boxes and ends in ports, which it must not notch: a hollow one is down. */
const LAYERS: Readonly<Record<SceneElement['type'], number>> = {
  box: 0,
  route: 0,
  switch: 0,
  cable: 1,
  port: 2,
};

/** Draws one node whole; what leads out of it is left to the underlay. */
export const layNode = (
  draft: Draft,
  input: NodeInput,
  place: NodePlace,
  slots: Map<string, readonly Slot[]>,
): LaidNode | null => {
  const { metrics } = draft;
  const { index: hue, nodes, uplinks, open } = place;
  const frame = frameOf(metrics, hue, nodes);
  const state = input.state ?? { node: input.name, namespaces: {} };
  const own = nodeNamespace(state);
  const node: NodeDraft = { draft, state, hue, frame, uplinks };
  const { boxed, folded, rows } = slotsFor(draft, state, slots);

  const at = draft.elements.length;
  const exits = new Map<string, ReadonlyMap<string, Exit>>();
  for (const { namespace, slot } of boxed) {
    exits.set(namespace.id, layNamespace(node, namespace, slot));
    if (isGivenUp(draft)) return null;
  }
  const foldD = rowD(metrics, rows - 1) + metrics.namespace + 8;
  const headerD = foldD - 5 + layFold(node, folded, open, foldD);

  let stack: StackResult | null = null;
  if (own !== undefined) {
    const peerX = ({ peer }: Link) =>
      peer.type === 'known'
        ? (exits.get(peer.namespace)?.get(String(peer.ifindex))?.x ?? null)
        : null;
    stack = layStack(node, own, boxed.length === 0, peerX);
    exits.set(own.id, stack.exits);
    layCables(node, exits);
    layLooseEnds(node, exits);
  }
  const texts = layHeader(draft, frame, input.name, own, hue, headerD);
  const inside = draft.elements.splice(at);
  draft.elements.push({
    type: 'box',
    role: 'node',
    key: `node ${input.name}`,
    ref: { type: 'node', node: input.name },
    hue,
    texts,
    title: `node ${input.name}`,
    stale: own?.stale != null,
    up: input.state !== null,
    ...frame.box(frame.x, 0, metrics.nodeWidth, headerD + metrics.header),
  });
  draft.elements.push(...inside.toSorted((a, b) => LAYERS[a.type] - LAYERS[b.type]));
  return own === undefined || stack === null ? null : { node, own, stack };
};
