import type { Point } from '@netstage/protocol';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Pointer } from './pointer.ts';

const at = (x: number): Point => ({ slide: 'demo', anchor: { on: 'slide' }, x, y: 0.5 });

function rig(followers: number) {
  const told: (Point | null)[] = [];
  const pointer = new Pointer(
    (point) => told.push(point),
    () => followers,
  );
  return { pointer, told };
}

describe('the pointer', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('tells the first place at once, then the latest of many', () => {
    const { pointer, told } = rig(1);
    for (const x of [0.1, 0.2, 0.3, 0.4]) pointer.point(at(x));
    expect(told).toEqual([at(0.1)]);
    vi.advanceTimersByTime(41);
    expect(told).toEqual([at(0.1), at(0.4)]);
    vi.advanceTimersByTime(1_000);
    expect(told).toHaveLength(2);
    pointer.stop();
  });

  it('tells a thousand less often', () => {
    const { pointer, told } = rig(1_000);
    for (let x = 0; x < 100; x += 1) {
      pointer.point(at(x / 100));
      vi.advanceTimersByTime(10);
    }
    expect(told.length).toBeLessThan(9);
    pointer.stop();
  });

  it('goes out when it is forgotten', () => {
    const { pointer, told } = rig(1);
    pointer.point(at(0.5));
    vi.advanceTimersByTime(10_100);
    expect(told.at(-1)).toBeNull();
    pointer.stop();
  });
});
