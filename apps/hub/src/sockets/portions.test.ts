import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Portions } from './portions.ts';

const turn = () => new Promise((resolve) => setImmediate(resolve));

async function turns(count: number): Promise<void> {
  for (let made = 0; made < count; made += 1) await turn();
}

function noting() {
  const portions = new Portions();
  const done: string[] = [];
  const work = (name: string) => () => void done.push(name);
  return { portions, done, add: (...names: string[]) => portions.add(names.map(work)) };
}

it('are done one in a turn, in their order, and what comes later after them', async () => {
  const { done, add } = noting();
  add('a1', 'a2', 'a3');
  expect(done).toEqual(['a1']);
  add('b');
  expect(done).toEqual(['a1']);
  await turn();
  expect(done).toEqual(['a1', 'a2']);
  await turns(4);
  expect(done).toEqual(['a1', 'a2', 'a3', 'b']);
  add('c');
  expect(done.at(-1)).toBe('c');
});

it('share turns when many wait, still in their order', async () => {
  const portions = new Portions();
  const done: number[] = [];
  portions.add(Array.from({ length: 1_000 }, (_, index) => () => void done.push(index)));
  expect(done.length).toBe(4);
  await turns(800);
  expect(done).toEqual(Array.from({ length: 1_000 }, (_, index) => index));
});

describe('while the stage waits for an answer', () => {
  beforeEach(
    () => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }),
  );
  afterEach(() => void vi.useRealTimers());

  it('stand back, those that come meanwhile too, until it is there', async () => {
    const { portions, done, add } = noting();
    add('a1', 'a2');
    portions.standBack();
    add('b');
    await turns(5);
    expect(done).toEqual(['a1']);
    portions.goOn();
    vi.advanceTimersByTime(1);
    await turns(5);
    expect(done).toEqual(['a1', 'a2', 'b']);
  });

  it('go on after a moment although there is none, and half of the time in any case', async () => {
    const { portions, done, add } = noting();
    portions.standBack();
    add('a');
    vi.advanceTimersByTime(3);
    await turns(5);
    expect(done).toEqual([]);
    vi.advanceTimersByTime(1);
    await turns(5);
    expect(done).toEqual(['a']);
    portions.standBack();
    add('b');
    expect(done).toEqual(['a', 'b']);
    vi.advanceTimersByTime(4);
    portions.standBack();
    add('c');
    await turns(5);
    expect(done).toEqual(['a', 'b']);
  });
});
