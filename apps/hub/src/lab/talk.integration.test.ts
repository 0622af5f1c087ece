/** The hub over a real lab with real agents: what the wire's other end is in earnest. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { terminalId } from '@netstage/protocol';
import type { Answer, Expectation } from '@netstage/protocol';
import { readSteps } from '@netstage/lab';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agentToken, makeSecrets } from '../auth/secrets.ts';
import { makeLog } from '../base/log.ts';
import { Follower } from '../testing/follower.ts';
import { startRig, until } from '../testing/rig.ts';
import type { Rig } from '../testing/rig.ts';
import { labStep, LabHost, talkNodes } from './lab-host.ts';

const ROOT = join(import.meta.dirname, '../../../..');
const steps = readSteps(join(ROOT, 'vagrant')).filter(({ step }) => step === 1);
const nodes = steps.flatMap(talkNodes);
const NODE = nodes[0]?.name ?? '';
const TERMINAL = terminalId(NODE);

let rig: Rig;
let lab: LabHost;
let stateDir: string;
let speaker: Follower;
let listener: Follower;
beforeAll(async () => {
  stateDir = mkdtempSync(join(tmpdir(), 'netstage-talk-'));
  const secrets = makeSecrets();
  const agentSocket = join(stateDir, 'run', 'hub.sock');
  rig = await startRig({ secrets, agentSocket, nodes, reset: (step) => lab.reset(step) });
  const lines = (line: string) => rig.lines.push(line);
  lab = new LabHost(
    {
      steps,
      vagrantDir: join(ROOT, 'vagrant'),
      stateDir,
      agentDir: join(ROOT, 'apps/agent/dist'),
      agentSocket,
      secrets,
      log: makeLog('debug', lines),
    },
    rig.hub,
  );
  await lab.start();
  await lab.heard();
  await until(() => rig.hub.state.terminals[TERMINAL]?.shell.at === 'prompt');
  speaker = await new Follower(rig.browser('stage', { cookie: await rig.cookie() })).join(TERMINAL);
  listener = await new Follower(rig.browser('audience')).join(TERMINAL);
});
afterAll(async () => {
  await lab.stop();
  await rig.close();
  rmSync(stateDir, { recursive: true, force: true });
});

/** Runs a command as a cue does; what the stage says of it when it has ended. */
async function run(command: string, expect: Expectation = { exit: 0 }) {
  const run = randomUUID();
  const pace = { mode: 'plain' as const };
  const order = { run, cue: null, command, typing: 0, pace, expect, timeout: 20_000 };
  const ask = { terminal: TERMINAL, command: order };
  let answer: Answer = await speaker.client.emitWithAck('command-run', ask);
  // The shell may just be on its way back to the prompt.
  while (!answer.ok && ['busy', 'half-typed'].includes(answer.refusal.code))
    answer = await speaker.client.emitWithAck('command-run', ask);
  if (!answer.ok) throw new Error(answer.refusal.message);
  const state = () => listener.state.terminals[TERMINAL]?.run;
  await until(() => state()?.run === run && state()?.state.phase === 'ended');
  return state()?.state;
}

const type = (data: string) => speaker.client.emit('terminal-input', { terminal: TERMINAL, data });
const names = () =>
  Object.values(listener.state.nodes[NODE]?.state?.namespaces ?? {}).flatMap(
    (space) => space.names,
  );
/** The scrollback as well. */
function textOf(viewer: Follower): string {
  const { active } = viewer.viewer(TERMINAL).terminal.buffer;
  const lines = Array.from({ length: active.length }, (_, row) => active.getLine(row));
  return lines.map((line) => line?.translateToString() ?? '').join('');
}
const place = (viewer: Follower) => viewer.viewer(TERMINAL).offset;
const look = (viewer: Follower) => viewer.viewer(TERMINAL).look();

describe('a talk on a real node', () => {
  it('runs the step and shows it to a follower', async () => {
    expect(await run('./setup.sh')).toMatchObject({ exit: 0, verdict: { held: true } });
    await until(() => names().includes('con'));
    expect(await run('ping -c1 172.16.0.1', { exit: 0, ttl: 64 })).toMatchObject({
      verdict: { held: true },
    });
    expect(await run('false', { exit: 0 })).toMatchObject({ exit: 1, verdict: { held: false } });
    expect(await run('./teardown.sh')).toMatchObject({ verdict: { held: true } });
    await until(() => !names().includes('con'));
    expect(listener.gaps + speaker.gaps).toBe(0);
  });

  it.each([
    ['top', 'top -d 0.2\r', 'load average', 'q'],
    ['a pager', 'ip route help 2>&1 | less\r', 'Usage', 'q'],
  ])('shows a late joiner the very screen of %s', async (_, start, sign, quit) => {
    type(start);
    await until(() => listener.text(TERMINAL).includes(sign));
    const late = await new Follower(rig.browser('audience')).join(TERMINAL);
    type(quit);
    await until(() => listener.state.terminals[TERMINAL]?.shell.at === 'prompt');
    await run('echo done');
    await until(() => place(late) === place(listener) && place(late) === place(speaker));
    expect(await look(late)).toEqual(await look(listener));
    expect(await look(late)).toEqual(await look(speaker));
    late.client.disconnect();
  });

  it('stays answerable in a flood, and ends with equal screens', async () => {
    type('yes flood\r');
    await until(() => speaker.text(TERMINAL).includes('flood\nflood'));
    type('\u0003');
    await until(() => listener.state.terminals[TERMINAL]?.shell.at === 'prompt');
    await run('head -c 3000000 /dev/zero | base64');
    await until(() => place(listener) === place(speaker));
    expect(await look(listener)).toEqual(await look(speaker));
  });

  it('heals when the agent is killed: a new shell that says so', async () => {
    const away = new Promise<void>((gone) => {
      const check = (): void => {
        if (listener.state.nodes[NODE]?.link.status !== 'away') return;
        listener.client.off('event', check);
        gone();
      };
      listener.client.on('event', check);
    });
    type('kill -KILL $(pgrep -f agent.mjs)\r');
    await away;
    await until(() => listener.text(TERMINAL).includes('the one before ended with its agent'));
    expect(await run('echo healed')).toMatchObject({ exit: 0 });
  });

  it('comes back to clean by a reset, its terminal in place', async () => {
    await run('./setup.sh');
    await until(() => names().includes('con'));
    type('sleep 1000\r');
    await until(() => listener.state.terminals[TERMINAL]?.shell.at === 'command');
    expect(await speaker.client.emitWithAck('lab-reset', { step: 1 })).toEqual({ ok: true });
    await until(() => names().join() === NODE);
    expect(await run('echo clean')).toMatchObject({ exit: 0 });
    expect(listener.text(TERMINAL)).not.toContain('the one before');
  });

  it('gives the shell neither token nor socket to speak with', async () => {
    await run('env; cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ 2>/dev/null | tr "\\0" "\\n"');
    await until(() => textOf(listener).includes('HOME=/root'));
    expect(textOf(listener)).not.toMatch(/token/i);
    expect(textOf(listener)).not.toContain(agentToken(rig.secrets, NODE));
  });

  it('tells how each step stands', () => {
    expect(rig.hub.state.lab).toEqual(steps.map((step) => labStep(step, 'up', null)));
  });
});
