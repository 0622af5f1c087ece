import { apply, emptyMemory, emptyState, layout } from '@netstage/topology';
import type { Measure, NodeState, Scene } from '@netstage/topology';
import { columnsOf } from '../diagram/columns.ts';
import type { Recording } from '../recorded/recording.ts';

/** One line of a step's setup.sh on one of its nodes, and the network right after it. */
export interface Plate {
  /** `00`, `01`, …: the fixture's and the committed drawing's name. */
  readonly name: string;
  readonly node: string | null;
  readonly line: number | null;
  readonly command: string;
  readonly nodes: readonly string[];
  readonly states: readonly NodeState[];
  readonly scene: Scene;
}

/** px: the deck's panes for one node beside a terminal and for two alone, and a phone's. */
export function viewportOf(nodes: number, phone: boolean): { width: number; height: number } {
  if (phone) return { width: 362, height: nodes > 1 ? 1005 : 472 };
  return nodes > 1 ? { width: 1204, height: 480 } : { width: 620, height: 430 };
}

/** A step's drawings in the order of its lines, each with the places of the one before. */
export function platesOf(
  step: number,
  { outside, frames }: Recording,
  phone: boolean,
  measure: Measure | null,
): readonly Plate[] {
  const states = new Map<string, NodeState>();
  const columns = columnsOf(step);
  let memory = emptyMemory;
  return frames.map(({ node, line, command, changes }, index) => {
    for (const [name, list] of Object.entries(changes))
      states.set(name, apply(states.get(name) ?? emptyState(name), list));
    const nodes = [...states.keys()];
    const input = {
      nodes: nodes.map((name) => ({ name, state: states.get(name) ?? null })),
      outside,
      viewport: viewportOf(nodes.length, phone),
      ...(columns === undefined ? {} : { columns }),
      ...(measure ? { measure } : {}),
    };
    const laid = layout(input, memory);
    ({ memory } = laid);
    const name = String(index).padStart(2, '0');
    return { name, node, line, command, nodes, states: [...states.values()], scene: laid.scene };
  });
}
