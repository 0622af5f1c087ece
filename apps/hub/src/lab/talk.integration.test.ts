/** The hub over a real lab with real agents: what the wire's other end is in earnest. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { labStep } from './lab-host.ts';
import { agentToken } from '../auth/secrets.ts';
import type { Follower } from '../testing/follower.ts';
import { startRealTalk } from '../testing/real-talk.ts';
import type { RealTalk } from '../testing/real-talk.ts';
import { until } from '../testing/rig.ts';

let talk: RealTalk;
beforeAll(async () => {
  talk = await startRealTalk(1);
});
afterAll(() => talk.close());

const names = (): string[] =>
  Object.values(talk.listener.state.nodes[talk.node]?.state?.namespaces ?? {}).flatMap(
    (space) => space.names,
  );
/** The scrollback as well. */
function textOf(viewer: Follower): string {
  const { active } = viewer.viewer(talk.terminal).terminal.buffer;
  const lines = Array.from({ length: active.length }, (_, row) => active.getLine(row));
  return lines.map((line) => line?.translateToString() ?? '').join('');
}
const place = (viewer: Follower) => viewer.viewer(talk.terminal).offset;
const look = (viewer: Follower) => viewer.viewer(talk.terminal).look();

describe('a talk on a real node', () => {
  it('runs the step and shows it to a follower', async () => {
    expect(await talk.run('./setup.sh')).toMatchObject({ exit: 0, verdict: { held: true } });
    await until(() => names().includes('con'));
    expect(await talk.run('ping -c1 172.16.0.1', { exit: 0, ttl: 64 })).toMatchObject({
      verdict: { held: true },
    });
    expect(await talk.run('false', { exit: 0 })).toMatchObject({
      exit: 1,
      verdict: { held: false },
    });
    expect(await talk.run('./teardown.sh')).toMatchObject({ verdict: { held: true } });
    await until(() => !names().includes('con'));
    expect(talk.listener.gaps + talk.speaker.gaps).toBe(0);
  });

  it('stays answerable in a flood, and ends with equal screens', async () => {
    talk.type('yes flood\r');
    await until(() => talk.speaker.text(talk.terminal).includes('flood\nflood'));
    talk.type('\u0003');
    await until(() => talk.listener.state.terminals[talk.terminal]?.shell.at === 'prompt');
    await talk.run('head -c 3000000 /dev/zero | base64');
    await until(() => place(talk.listener) === place(talk.speaker));
    expect(await look(talk.listener)).toEqual(await look(talk.speaker));
  });

  it('heals when the agent is killed under yes: a new shell that says so', async () => {
    const away = new Promise<void>((gone) => {
      const check = (): void => {
        if (talk.listener.state.nodes[talk.node]?.link.status !== 'away') return;
        talk.listener.client.off('event', check);
        gone();
      };
      talk.listener.client.on('event', check);
    });
    talk.type('(sleep 0.5; kill -KILL $(pgrep -f agent.mjs)) & yes\r');
    await until(() => talk.listener.text(talk.terminal).includes('y\ny\ny'));
    await away;
    await until(() =>
      talk.listener.text(talk.terminal).includes('the one before ended with its agent'),
    );
    expect(await talk.run('echo healed')).toMatchObject({ exit: 0 });
    await until(() => place(talk.listener) === place(talk.speaker));
    expect(await look(talk.listener)).toEqual(await look(talk.speaker));
  });

  it('comes back to clean by a reset, its terminal in place', async () => {
    await talk.run('./setup.sh');
    await until(() => names().includes('con'));
    talk.type('sleep 1000\r');
    await until(() => talk.listener.state.terminals[talk.terminal]?.shell.at === 'command');
    expect(await talk.speaker.client.emitWithAck('lab-reset', { step: 1 })).toEqual({ ok: true });
    await until(() => names().join() === talk.node);
    expect(await talk.run('echo clean')).toMatchObject({ exit: 0 });
    expect(talk.listener.text(talk.terminal)).not.toContain('the one before');
  });

  it('gives the shell neither token nor socket to speak with', async () => {
    await talk.run(
      'env; cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ 2>/dev/null | tr "\\0" "\\n"',
    );
    await until(() => textOf(talk.listener).includes('HOME=/root'));
    expect(textOf(talk.listener)).not.toMatch(/token/i);
    expect(textOf(talk.listener)).not.toContain(agentToken(talk.rig.secrets, talk.node));
  });

  it('tells how each step stands', () => {
    expect(talk.rig.hub.state.lab).toEqual(talk.steps.map((step) => labStep(step, 'up', null)));
  });
});
