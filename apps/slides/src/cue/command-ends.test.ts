import { expect, it } from 'vitest';
import { talk } from '../slides/talk.ts';
import { commandEnds } from './command-ends.ts';

it('keeps the last word whole, with the space before it', () => {
  expect(commandEnds('ip netns exec con1 ping -c 2 10.0.0.20')).toEqual({
    head: 'ip netns exec con1 ping -c 2',
    tail: ' 10.0.0.20',
  });
});

it('keeps the end of a long word, and all of a short command', () => {
  expect(commandEnds('sysctl -w net.ipv4.conf.all.rp_filter=1').tail).toBe('.rp_filter=1');
  expect(commandEnds('./setup.sh')).toEqual({ head: '', tail: './setup.sh' });
});

it('loses nothing of any command of the talk', () => {
  for (const { command } of talk.flatMap(({ cues }) => cues)) {
    const { head, tail } = commandEnds(command);
    expect(head + tail).toBe(command);
  }
});
