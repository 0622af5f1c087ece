import { expect, it } from 'vitest';
import { Portions } from './portions.ts';

const turn = () => new Promise((resolve) => setImmediate(resolve));

it('are done one in a turn, in their order, and what comes later after them', async () => {
  const portions = new Portions();
  const done: string[] = [];
  const work = (name: string) => () => void done.push(name);
  portions.add([work('a1'), work('a2'), work('a3')]);
  expect(done).toEqual(['a1']);
  portions.add([work('b')]);
  expect(done).toEqual(['a1']);
  await turn();
  expect(done).toEqual(['a1', 'a2']);
  for (let turns = 0; turns < 4; turns += 1) await turn();
  expect(done).toEqual(['a1', 'a2', 'a3', 'b']);
  portions.add([work('c')]);
  expect(done.at(-1)).toBe('c');
});

it('are all done at once when too many wait, still in their order', async () => {
  const portions = new Portions();
  const done: number[] = [];
  for (let count = 0; count < 300; count += 1) portions.add([() => void done.push(count)]);
  expect(done.length).toBeGreaterThan(250);
  while (done.length < 300) await turn();
  expect(done).toEqual(Array.from({ length: 300 }, (_, index) => index));
});
