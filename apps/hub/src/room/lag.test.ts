import { describe, expect, it } from 'vitest';
import { Lag } from './lag.ts';

function rig(followers: string[]) {
  const time = { now: 0 };
  const sent: { to: readonly string[]; probe: number }[] = [];
  const lag = new Lag({
    followers: () => followers,
    send: (to, probe) => sent.push({ to, probe }),
    now: () => time.now,
  });
  const round = () => {
    for (let slice = 0; slice < 10; slice += 1) lag.probe();
  };
  return { lag, sent, time, round };
}

describe('the lag', () => {
  it('probes each follower once a round, and takes what the answer took', () => {
    const names = Array.from({ length: 25 }, (_, index) => `f${index}`);
    const { lag, sent, time, round } = rig(names);
    lag.probe();
    expect(sent).toEqual([{ to: names, probe: 1 }]);
    for (const id of names) lag.answered(id, 1);
    sent.length = 0;
    round();
    expect(sent.flatMap(({ to }) => to).sort()).toEqual([...names].sort());
    time.now = 40;
    for (const { to, probe } of sent) for (const id of to) lag.answered(id, probe);
    expect(lag.state).toEqual({ followers: 25, measured: 25, p50: 40, p95: 40, silent: 0 });
    lag.stop();
  });

  it('counts who leaves probes unanswered as silent, until an answer comes', () => {
    const { lag, sent, time, round } = rig(['a', 'b']);
    round();
    const first = sent.find(({ to }) => to.includes('a'));
    time.now = 11_000;
    lag.answered('a', first?.probe ?? -1);
    expect(lag.state).toMatchObject({ measured: 1, p50: 11_000, silent: 1 });
    lag.stop();
  });

  it('forgets who is gone, and takes no answer that nobody asked for', () => {
    const followers = ['a'];
    const { lag, round } = rig(followers);
    lag.answered('a', 1);
    round();
    lag.answered('b', 1);
    followers.length = 0;
    round();
    expect(lag.state).toEqual({ followers: 0, measured: 0, p50: null, p95: null, silent: 0 });
    lag.stop();
  });
});
