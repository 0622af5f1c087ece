import type { NodeReading } from '@netstage/topology';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { observe, type Observer } from './observe.ts';
import type { Reading } from './read-node.ts';

const links =
  '[{"ifindex":1,"ifname":"lo","flags":[],"mtu":65536,"operstate":"DOWN","addr_info":[]}]\n';
const text = (stdout: string) => ({ ok: true as const, stdout });
const reading = (mtu = 1_500): NodeReading => ({
  node: 'node-1',
  namespaces: [
    {
      id: '4:1',
      kind: 'node',
      names: ['node-1'],
      handle: 'node',
      batch: text(`${links.replace('65536', String(mtu))}[]\n[]\n[]\n`),
      netconf: text('[]'),
      fdb: text('[]'),
      nsids: text('[]'),
    },
  ],
  tunOwners: [],
});

beforeEach(() => {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'],
  });
});
afterEach(() => {
  vi.useRealTimers();
});

/** An observer whose readings take 8 ms and end when the test lets time pass. */
function observed(read?: () => Promise<Reading>) {
  const seen: number[] = [];
  const troubles: string[] = [];
  const bells: (() => void)[] = [];
  let reads = 0;
  let stopped = 0;
  const slow = async () => {
    reads += 1;
    const number = reads;
    await new Promise((resolve) => setTimeout(resolve, 8));
    return { reading: reading(number), unfinished: false };
  };
  const observer: Observer = observe({
    read: read ?? slow,
    doorbells: [
      (ring) => {
        bells.push(ring);
        return () => {
          stopped += 1;
        };
      },
    ],
    now: () => 1_000,
    onState: (state) => {
      seen.push(state.namespaces['4:1']?.links['1']?.mtu ?? -1);
    },
    onTrouble: (trouble) => troubles.push(trouble),
  });
  const ring = () => bells.forEach((bell) => bell());
  return { observer, seen, troubles, ring, reads: () => reads, stopped: () => stopped };
}
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe('the observer', () => {
  it('reads once at the start, and once for a burst of rings', async () => {
    const { seen, ring, reads } = observed();
    await pass(10);
    expect(seen).toEqual([1]);
    for (let time = 0; time < 5; time += 1) {
      ring();
      await pass(1);
    }
    await pass(30);
    expect(reads()).toBe(2);
    expect(seen).toEqual([1, 2]);
  });

  it('reads again at once when it was rung meanwhile, and shows something at last', async () => {
    const { seen, ring, reads } = observed();
    const rings = setInterval(ring, 1);
    await pass(100);
    clearInterval(rings);
    // Three readings in a row at most are thrown away as torn.
    expect(seen.length).toBeGreaterThanOrEqual(Math.floor(reads() / 3) - 1);
    expect(seen.length).toBeGreaterThan(1);
    await pass(100);
    expect(seen.at(-1)).toBe(reads());
  });

  it('rests most of the time when it is rung all the time', async () => {
    const { seen, ring, reads } = observed();
    const rings = setInterval(ring, 5);
    await pass(1_000);
    clearInterval(rings);
    // Three readings of 8 ms, then twice as long none.
    expect(reads()).toBeLessThan(1_000 / 24 + 3);
    expect(seen.length).toBeGreaterThan(10);
  });

  it('rests no longer than a while, however long a reading takes', async () => {
    let reads = 0;
    const { ring } = observed(async () => {
      reads += 1;
      await new Promise((resolve) => setTimeout(resolve, 400));
      return { reading: reading(), unfinished: false };
    });
    await pass(410);
    ring();
    await pass(210);
    expect(reads).toBe(2);
  });

  it('does not rest before a change that comes alone', async () => {
    const { ring, reads } = observed();
    await pass(30);
    ring();
    await pass(11);
    expect(reads()).toBe(2);
  });

  it('looks now and then without being rung', async () => {
    const { reads } = observed();
    await pass(10);
    await pass(3_300);
    expect(reads()).toBe(2);
  });

  it('looks the less often the longer a look takes', async () => {
    let reads = 0;
    const { observer } = observed(async () => {
      reads += 1;
      await new Promise((resolve) => setTimeout(resolve, 20));
      return { reading: reading(), unfinished: false };
    });
    await vi.advanceTimersByTimeAsync(7_900);
    expect(reads).toBe(1);
    await vi.advanceTimersByTimeAsync(200);
    expect(reads).toBe(2);
    observer.stop();
  });

  it('gives a fresh reading on request: one that began after it was asked for', async () => {
    const { observer, seen, ring } = observed();
    await pass(40);
    ring();
    await pass(12);
    // The second reading is on its way; it does not count.
    const order: string[] = [];
    void observer.fresh().then(() => order.push(`fresh after ${seen.at(-1)}`));
    await pass(30);
    expect(order).toEqual(['fresh after 3']);
  });

  it('looks again soon when something was just being made, but not for ever', async () => {
    let reads = 0;
    observed(() => {
      reads += 1;
      return Promise.resolve({ reading: reading(), unfinished: true });
    });
    await pass(20);
    expect(reads).toBeGreaterThanOrEqual(3);
    await pass(5_000);
    expect(reads).toBeLessThan(15);
  });

  it('keeps the last good state when a reading is rubbish, and says so once', async () => {
    let bad = false;
    const { seen, troubles, ring } = observed(() => {
      const good = reading(7);
      const [one] = good.namespaces;
      if (bad && one !== undefined) one.batch = text('[{"ifindex":1,');
      return Promise.resolve({ reading: good, unfinished: false });
    });
    await pass(10);
    bad = true;
    for (let time = 0; time < 3; time += 1) {
      ring();
      await pass(50);
    }
    expect(seen).toEqual([7, 7, 7, 7]);
    expect(troubles).toHaveLength(1);
    expect(troubles[0]).toContain('stale: node-1');
  });

  it('survives a reading that fails, and serves who waits', async () => {
    let fails = true;
    const { observer, seen, troubles } = observed(() =>
      fails
        ? Promise.reject(new Error('no processes left'))
        : Promise.resolve({ reading: reading(), unfinished: false }),
    );
    await pass(1);
    await observer.fresh();
    fails = false;
    await pass(1_100);
    expect(troubles[0]).toContain('no processes left');
    expect(seen.length).toBeGreaterThan(0);
  });

  it('stops', async () => {
    const { observer, reads, ring, stopped } = observed();
    await pass(10);
    observer.stop();
    ring();
    await pass(10_000);
    expect({ reads: reads(), stopped: stopped() }).toEqual({ reads: 1, stopped: 1 });
    await observer.fresh();
  });
});
