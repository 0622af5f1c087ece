import { describe, expect, it } from 'vitest';
import {
  emptyMemory,
  layout,
  plugsOf,
  type Point,
  type Scene,
  type Viewport,
} from '../src/index.ts';
import { faultsOf } from '../src/testing/geometry.ts';
import { recordedSteps, type RecordedStep } from './fixtures.ts';

/** px on the deck's canvas of 1280×720; a phone's are its own. */
interface Pane {
  name: string;
  nodes: number;
  viewport: Viewport;
  /** The smallest letters at all, of interfaces and their addresses, and of the node's own name. */
  least: number;
  interfaces: number;
  host: number;
}

const panes: Pane[] = [
  {
    name: 'beside a terminal',
    nodes: 1,
    viewport: { width: 620, height: 430 },
    least: 16,
    interfaces: 18,
    host: 20,
  },
  ...[330, 340, 350].map((height) => ({
    name: `over terminals, ${height} px high`,
    nodes: 2,
    viewport: { width: 1204, height },
    least: 14,
    interfaces: 15,
    host: 16,
  })),
  {
    name: 'alone',
    nodes: 2,
    viewport: { width: 1204, height: 480 },
    least: 16,
    interfaces: 16,
    host: 18,
  },
  ...[472, 1005].map((height, index) => ({
    name: 'on a phone',
    nodes: index + 1,
    viewport: { width: 362, height },
    least: 13,
    interfaces: 13,
    host: 16,
  })),
];

const drawn = ({ frames, step }: RecordedStep, viewport: Viewport): Scene[] => {
  let memory = emptyMemory;
  return frames.map(({ states, fixture }) => {
    const nodes = states.map((state) => ({ name: state.node, state }));
    const columns = step.startsWith('1-') ? { columns: 1 } : {};
    const laid = layout({ nodes, outside: fixture.outside, viewport, ...columns }, memory);
    ({ memory } = laid);
    return laid.scene;
  });
};

const firstNode = ({ step, frames }: RecordedStep): RecordedStep => ({
  step,
  frames: frames.map((frame) => ({ ...frame, states: frame.states.slice(0, 1) })),
});

const sizes = (scenes: readonly Scene[], of: (element: Scene['elements'][number]) => boolean) =>
  scenes.flatMap(({ elements, viewBox }) =>
    elements.filter(of).flatMap(({ texts }) => texts.map(({ font }) => ({ font, viewBox }))),
  );

const smallest = (
  found: readonly { font: { size: number }; viewBox: { width: number } }[],
  { width }: Viewport,
) => Math.min(...found.map(({ font, viewBox }) => (font.size * width) / viewBox.width));

const upright = (points: readonly Point[]) =>
  points[0]?.x === points[1]?.x && points.at(-1)?.x === points.at(-2)?.x;

describe.each(panes)('$nodes node(s) $name', ({ nodes, viewport, least, interfaces, host }) => {
  const steps = recordedSteps().filter(({ frames }) => frames[0]?.states.length === nodes);

  it.each(steps)('has letters for the last row after every line of $step', (recorded) => {
    const scenes = drawn(recorded, viewport);
    expect(scenes.flatMap(faultsOf)).toEqual([]);
    expect(
      smallest(
        sizes(scenes, () => true),
        viewport,
      ),
    ).toBeGreaterThanOrEqual(least);
    const names = sizes(scenes, ({ type }) => type === 'port').filter(
      ({ font }) => font.weight === 600,
    );
    expect(smallest(names, viewport)).toBeGreaterThanOrEqual(interfaces);
    const hosts = sizes(scenes, (one) => one.type === 'box' && one.role === 'node');
    expect(smallest(hosts, viewport)).toBeGreaterThanOrEqual(host);
  });

  it.each(steps)('shows both plugs of every cable of $step', (recorded) => {
    const plugs = drawn(recorded, viewport).flatMap(({ elements }) =>
      elements.flatMap((one) =>
        // Out of a box's side a cable has no more room than the gutter takes.
        one.type === 'cable' && one.kind === 'veth' && upright(one.points)
          ? [plugsOf(one.points, one.radius).match(/M/g)?.length]
          : [],
      ),
    );
    expect(plugs.filter((count) => count !== 2)).toEqual([]);
  });

  // A script is told beside its first node alone.
  const shown = nodes === 1 ? recordedSteps().map(firstNode) : steps;
  it.each(shown)('cuts nothing short and leaves nothing out of $step', (recorded) => {
    const texts = drawn(recorded, viewport).flatMap(({ elements }) =>
      elements.flatMap((one) => one.texts.map(({ text }) => text)),
    );
    expect(texts.filter((text) => /…| more$|^conn$|^dyn$/.test(text))).toEqual([]);
    expect(texts).toContain('underlay');
  });
});
