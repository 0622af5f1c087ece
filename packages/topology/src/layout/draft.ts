import type { Link, Namespace, NodeState } from '../model.ts';
import type { Lines } from './lines.ts';
import type { Memory } from './memory.ts';
import { endOf } from './memory.ts';
import type { Frame, Metrics } from './metrics.ts';
import type { Place } from './pack.ts';
import type { Measure, Ref, SceneElement } from './scene.ts';

/** One layout at work: what it may look at, and what it fills in. */
export interface Draft {
  metrics: Metrics;
  measure: Measure;
  memory: Memory;
  ports: ReadonlyMap<string, string>;
  rails: Map<string, ReadonlyMap<string, Place>>;
  lines: Map<string, ReadonlyMap<string, Lines>>;
  elements: SceneElement[];
  /** Kinds of routes in few letters, all of them alike. */
  brief: boolean;
  /** Whether the drawing is given up once a route found no room. */
  whole: boolean;
  /** Whether a route found no room. */
  cut: boolean;
}

/** Nothing more of it is of any use: another drawing follows. */
export const isGivenUp = ({ whole, cut }: Draft): boolean => whole && cut;

/** One node at work. */
export interface NodeDraft {
  draft: Draft;
  state: NodeState;
  hue: number;
  frame: Frame;
  /** Keys of the node's own links that are on the underlay, by segment prefix. */
  uplinks: ReadonlyMap<string, string>;
}

/**
 * How a port's cable leaves it: straight into the channel between namespaces and stack, through the
 * gap beneath a higher row, or sideways into a gutter.
 */
export type Exit =
  | { via: 'channel'; x: number; d: number }
  | { via: 'gap'; x: number; d: number; row: number; column: number }
  | { via: 'gutter'; x: number; d: number; gutter: number };

export const portKeyOf = ({ draft, state }: NodeDraft, namespace: string, key: string): string => {
  const end = endOf(state.node, namespace, key);
  return draft.ports.get(end) ?? `port ${end}`;
};

export const linkRef = (node: NodeDraft, namespace: Namespace, key: string): Ref => ({
  type: 'link',
  node: node.state.node,
  namespace: namespace.id,
  key,
});

/** The namespace's links in an order that does not depend on how they came in. */
export const sortedLinks = (namespace: Namespace): [string, Link][] =>
  Object.entries(namespace.links).toSorted(([, a], [, b]) => a.ifindex - b.ifindex);
