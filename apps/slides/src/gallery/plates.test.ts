import { emptyMemory, layout, measureByTable } from '@netstage/topology';
import { describe, expect, it } from 'vitest';
import { columnsOf } from '../diagram/columns.ts';
import { recordingOf } from '../recorded/recording.ts';
import { platesOf } from './plates.ts';
import type { Plate } from './plates.ts';

const STEPS = [1, 2, 3, 4];

async function plates(step: number): Promise<readonly Plate[]> {
  const recording = await recordingOf(step);
  if (!recording) throw new Error(`nothing was recorded of step ${step}`);
  return platesOf(step, recording, false, measureByTable);
}

describe.each(STEPS)('the gallery of step %i', (step) => {
  it('has a plate for each line that was recorded, named as its fixture is', async () => {
    const recording = await recordingOf(step);
    const shown = await plates(step);
    expect(shown.map(({ command }) => command)).toEqual(
      recording?.frames.map(({ command }) => command),
    );
    expect(shown.map(({ name }) => Number(name))).toEqual(shown.map((_, index) => index));
  });

  it('gives a namespace that stays alone the whole width, and only such a one', async () => {
    const most = Math.max(
      ...(await plates(step)).flatMap(({ states }) =>
        states.map(({ namespaces }) => Object.keys(namespaces).length - 1),
      ),
    );
    expect(columnsOf(step)).toBe(most === 1 ? 1 : undefined);
  });
});

it('draws a second namespace above the one that was to stay alone, and moves nothing', async () => {
  const plate = (await plates(1)).at(-1);
  const [state] = plate?.states ?? [];
  const con = Object.values(state?.namespaces ?? {}).find(({ names }) => names[0] === 'con');
  if (!plate || !state || !con) throw new Error('step 1 has no namespace');
  const second = { ...con, id: '4:2', names: ['later'], links: {}, routes: {} };
  const viewport = { width: 620, height: 430 };
  const draw = (told: typeof state, memory: Parameters<typeof layout>[1]) =>
    layout({ nodes: [{ name: state.node, state: told }], viewport, columns: 1 }, memory);
  const before = draw(state, emptyMemory);
  const namespaces = { ...state.namespaces, [second.id]: second };
  const after = draw({ ...state, namespaces }, before.memory);
  const boxOf = ({ scene }: typeof before, id: string) =>
    scene.elements.find(({ key }) => key === `namespace ${state.node} ${id}`);
  expect(boxOf(after, con.id)).toEqual(boxOf(before, con.id));
  expect(boxOf(after, second.id)).toMatchObject({ type: 'box' });
});
