import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, expect, it } from 'vitest';
import { makeLog } from '../base/log.ts';
import { AgentKeeper } from './agent-keeper.ts';

let children: ChildProcess[] = [];
let ends: string[] = [];
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  children = [];
  ends = [];
});

function keep(script: string): AgentKeeper {
  const keeper = new AgentKeeper({
    node: 'one',
    start: () => {
      const child = spawn('sh', ['-c', script]);
      children.push(child);
      return child;
    },
    config: () => ({ token: 'secret' }),
    onEnd: (reason) => ends.push(reason),
    log: makeLog('silent', () => undefined),
  });
  keeper.start();
  return keeper;
}

const last = () => children.at(-1) ?? expect.fail('nothing was started');

it('tells how an agent ended, with its last words, and starts it again', async () => {
  const keeper = keep('read config; echo no hub; exit 3');
  await expect.poll(() => children.length, { timeout: 5_000 }).toBe(2);
  keeper.stop();
  expect(ends[0]).toBe('its agent ended (exit 3): no hub');
});

it('does not take what an agent said before it was killed for the reason', async () => {
  const keeper = keep('read config; echo connected to the hub; kill -KILL $$');
  await expect.poll(() => ends).toEqual(['its agent ended (SIGKILL)']);
  keeper.stop();
});

it('leaves ending the agent to its node, and takes no notice of that', async () => {
  const keeper = keep('exec sleep 60');
  await once(last(), 'spawn');
  keeper.stop();
  expect(last().killed).toBe(false);
  const closed = once(last(), 'close');
  last().kill('SIGKILL');
  await closed;
  expect(ends).toEqual([]);
  expect(children).toHaveLength(1);
});
