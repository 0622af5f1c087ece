import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  assemble,
  emptyMemory,
  fixtureSchema,
  layout,
  type Fixture,
  type LayoutInput,
  type NodeReading,
  type NodeState,
  type Scene,
} from '../src/index.ts';

const folder = join(import.meta.dirname, '../fixtures');

export interface Frame {
  /** `00`, `01`, … */
  name: string;
  fixture: Fixture;
  /** The reading of every node: what the line did not touch is as it was. */
  readings: NodeReading[];
  states: NodeState[];
}

export interface RecordedStep {
  step: string;
  frames: Frame[];
}

const readStep = (step: string): RecordedStep => {
  const frames: Frame[] = [];
  const readings = new Map<string, NodeReading>();
  const states = new Map<string, NodeState>();
  for (const file of readdirSync(join(folder, step)).toSorted()) {
    const path = join(folder, step, file);
    const json: unknown = JSON.parse(readFileSync(path, 'utf8'));
    const fixture = fixtureSchema.parse(json);
    for (const reading of fixture.readings) {
      const { state, problems } = assemble(reading, states.get(reading.node) ?? null, 0);
      const [problem] = problems;
      if (problem !== undefined) throw new Error(`${path}: ${problem.path}: ${problem.reason}`);
      if (state === null) throw new Error(`${path}: no reading of the node's own namespace`);
      readings.set(reading.node, reading);
      states.set(reading.node, state);
    }
    frames.push({
      name: file.replace(/\.json$/, ''),
      fixture,
      readings: [...readings.values()],
      states: [...states.values()],
    });
  }
  return { step, frames };
};

/** All steps as recorded, line by line. */
export const recordedSteps = (): RecordedStep[] => readdirSync(folder).toSorted().map(readStep);

/** The viewport that the deck gives a step's diagram, or a phone's. */
const viewOf = (frame: Frame, phone: boolean): LayoutInput => {
  const several = frame.states.length > 1;
  const wide = several ? { width: 1204, height: 480 } : { width: 620, height: 430 };
  const one = frame.fixture.step.startsWith('1-') && !phone ? { columns: 1 } : {};
  return {
    nodes: frame.states.map((state) => ({ name: state.node, state })),
    outside: frame.fixture.outside,
    viewport: phone ? { width: 362, height: several ? 1005 : 472 } : wide,
    ...one,
  };
};

/** The scenes of a step, each laid out with the memory of the one before. */
export const scenesOf = ({ frames }: RecordedStep, phone: boolean): Scene[] => {
  let memory = emptyMemory;
  return frames.map((frame) => {
    const laid = layout(viewOf(frame, phone), memory);
    memory = laid.memory;
    return laid.scene;
  });
};
