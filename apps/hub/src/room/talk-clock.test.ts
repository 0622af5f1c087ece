import { clockAt } from '@netstage/protocol';
import { describe, expect, it } from 'vitest';
import { stoppedClock, TalkClock } from './talk-clock.ts';

function rig() {
  const time = { now: 1_000 };
  const clock = new TalkClock(
    stoppedClock('title'),
    () => time.now,
    () => undefined,
  );
  const pass = (ms: number) => {
    time.now += ms;
    return clockAt(clock.state, time.now);
  };
  return { clock, pass };
}

describe("the talk's clock", () => {
  it('gives each slide its share, also when the talk comes back to it', () => {
    const { clock, pass } = rig();
    clock.do('start');
    expect(pass(5_000)).toEqual({ elapsed: 5_000, slide: 5_000 });
    clock.on('demo');
    expect(pass(2_000)).toEqual({ elapsed: 7_000, slide: 2_000 });
    clock.on('title');
    expect(pass(1_000)).toEqual({ elapsed: 8_000, slide: 6_000 });
    expect(clock.state.spent).toEqual({ title: 5_000, demo: 2_000 });
  });

  it('stands still while questions are taken', () => {
    const { clock, pass } = rig();
    clock.do('start');
    pass(3_000);
    clock.do('pause');
    expect(pass(60_000)).toEqual({ elapsed: 3_000, slide: 3_000 });
    clock.on('demo');
    pass(1_000);
    clock.do('start');
    expect(pass(500)).toEqual({ elapsed: 3_500, slide: 500 });
  });

  it('does not run before it is started, and starts anew', () => {
    const { clock, pass } = rig();
    clock.on('demo');
    expect(pass(9_000)).toEqual({ elapsed: 0, slide: 0 });
    clock.do('start');
    pass(1_000);
    clock.do('reset');
    expect(pass(1_000)).toEqual({ elapsed: 0, slide: 0 });
    expect(clock.state).toMatchObject({ state: 'ready', slide: 'demo', spent: {} });
  });
});
