import { stageStateSchema } from '@netstage/protocol';
import { emptyState } from '@netstage/topology';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { FakeAgent } from './testing/fake-agent.ts';
import { Follower } from './testing/follower.ts';
import { connected, NODE, startRig, TERMINAL, until } from './testing/rig.ts';
import type { Rig } from './testing/rig.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.close());

const stage = async () => new Follower(rig.browser('stage', { cookie: await rig.cookie() }));
const follower = () => new Follower(rig.browser('audience'));
const agent = (how = {}) => new FakeAgent(rig.agent(how));
const truthSchema = z.object({
  state: stageStateSchema,
  followers: z.int(),
  stages: z.int(),
  screens: z.record(z.string(), z.string()),
});
const namespace = '4:4026531840';

const to = (slide: string, take = false) => ({ position: { slide, fragment: 0 }, take });

/** A change that adds a namespace. */
const change = (seq: number, id: string) => ({
  epoch: 'agent-1',
  seq,
  at: 1,
  changes: [
    {
      op: 'put' as const,
      entity: 'namespace' as const,
      namespace: id,
      value: {
        id,
        kind: 'named' as const,
        names: ['con'],
        forwarding: false,
        rpFilterAll: null,
        stale: null,
      },
    },
  ],
});

describe('the hub', () => {
  it('brings an agent, a stage and a follower together', async () => {
    const shell = await agent().join();
    await rig.hub.heardOf([NODE]);
    shell.print('hello ');
    const speaker = await (await stage()).join(TERMINAL);
    const listener = await follower().join(TERMINAL);
    shell.print('world');
    await until(() => listener.text(TERMINAL) === 'hello world');
    await until(() => speaker.text(TERMINAL) === 'hello world');
    expect(listener.state.nodes[NODE]?.link.status).toBe('here');
    speaker.client.emit('terminal-input', { terminal: TERMINAL, data: 'ls\r' });
    speaker.client.emit('terminal-resize', { terminal: TERMINAL, size: { cols: 100, rows: 30 } });
    await until(() => shell.typed.length > 0 && shell.resizes.length > 0);
    expect(shell.typed).toEqual(['ls\r']);
    expect(shell.resizes).toEqual([{ cols: 100, rows: 30 }]);
  });

  it('takes agents over TCP, too', async () => {
    await agent({ over: 'tcp' }).join();
    await rig.hub.heardOf([NODE]);
    expect(rig.hub.state.nodes[NODE]?.link).toEqual({ status: 'here' });
  });

  it('shows the same slide to all, and lets one window drive', async () => {
    const [first, second] = [await (await stage()).join(), await (await stage()).join()];
    const listener = await follower().join();
    expect(await first.client.emitWithAck('drive', to('one'))).toEqual({ ok: true });
    await until(() => listener.state.position.slide === 'one');
    expect(await second.client.emitWithAck('drive', to('two'))).toMatchObject({
      ok: false,
      refusal: { code: 'not-driving' },
    });
    expect(await second.client.emitWithAck('drive', to('three', true))).toEqual({ ok: true });
    await until(() => listener.state.position.slide === 'three');
    expect(listener.state.driver).toBe(second.client.id);
    second.client.disconnect();
    await until(() => listener.state.driver === null);
    expect(await first.client.emitWithAck('drive', to('four'))).toEqual({ ok: true });
    expect(listener.gaps).toBe(0);
  });

  it('folds node changes in order, and asks again when one is missing', async () => {
    const node = await agent().join();
    await rig.hub.heardOf([NODE]);
    const listener = await follower().join();
    const seen = () => Object.keys(listener.state.nodes[NODE]?.state?.namespaces ?? {});
    node.client.emit('node-changes', change(1, namespace));
    await until(() => seen().length === 1);
    node.client.emit('node-changes', change(1, namespace));
    node.client.emit('node-changes', change(3, '4:3'));
    await until(() => node.resumes.length === 2);
    expect(node.resumes[1]?.node).toEqual({ epoch: 'agent-1', seq: 1 });
    node.client.emit('node-changes', change(2, '4:2'));
    node.client.emit('node-changes', change(3, '4:3'));
    await until(() => seen().length === 3);
    expect(listener.gaps).toBe(0);
  });

  it('answers a flush when browsers have been told all before it', async () => {
    const node = await agent().join();
    await rig.hub.heardOf([NODE]);
    let answered = false;
    const flush = node.client.emitWithAck('node-flush', { seq: 1 }).then(() => (answered = true));
    await node.client.emitWithAck('node-flush', { seq: 0 });
    expect(answered).toBe(false);
    node.client.emit('node-snapshot', {
      epoch: 'agent-1',
      seq: 1,
      at: 2,
      state: emptyState(NODE),
    });
    await flush;
    expect(answered).toBe(true);
  });

  it('keeps the last state of a node whose agent is gone, and says since when', async () => {
    const node = await agent().join();
    await rig.hub.heardOf([NODE]);
    const listener = await follower().join();
    node.client.disconnect();
    await until(() => listener.state.nodes[NODE]?.link.status === 'away');
    expect(listener.state.nodes[NODE]?.state).toEqual(emptyState(NODE));
  });

  it('lets the newer of two agents of a node speak', async () => {
    const old = await agent().join();
    const refused: unknown[] = [];
    old.client.on('refused', (refusal) => refused.push(refusal));
    await agent({ epoch: 'agent-2' }).join();
    await until(() => !old.client.connected);
    expect(refused).toMatchObject([{ code: 'node-taken' }]);
    expect(rig.hub.state.nodes[NODE]?.link.status).toBe('here');
  });

  it('runs a command once, however often it is asked for', async () => {
    const shell = await agent().join();
    const speaker = await (await stage()).join(TERMINAL);
    const command = {
      run: 'r1',
      cue: 'step-1.setup',
      command: './setup.sh',
      typing: 0,
      pace: { mode: 'plain' as const },
      expect: { exit: 0 },
      timeout: 1_000,
    };
    const ask = () => speaker.client.emitWithAck('command-run', { terminal: TERMINAL, command });
    expect(await Promise.all([ask(), ask()])).toEqual([{ ok: true }, { ok: true }]);
    expect(shell.commands).toHaveLength(1);
    shell.client.emit('run-report', {
      terminal: TERMINAL,
      run: 'r1',
      state: { phase: 'ended', exit: 0, took: 12, verdict: { held: true, why: [] } },
    });
    await until(() => speaker.state.cues['step-1.setup']?.run.state.phase === 'ended');
    expect(await ask()).toEqual({ ok: true });
    expect(shell.commands).toHaveLength(1);

    shell.answer = { ok: false, refusal: { code: 'busy', message: 'ping is running' } };
    const other = { ...command, run: 'r2' };
    expect(
      await speaker.client.emitWithAck('command-run', { terminal: TERMINAL, command: other }),
    ).toEqual(shell.answer);
    expect(speaker.state.terminals[TERMINAL]?.run?.run).toBe('r1');
  });

  it('ends a run whose shell is gone', async () => {
    const shell = await agent().join();
    const speaker = await (await stage()).join(TERMINAL);
    const command = {
      run: 'r1',
      cue: null,
      command: 'sleep 9',
      typing: 0,
      pace: { mode: 'plain' as const },
      expect: {},
      timeout: 1_000,
    };
    await speaker.client.emitWithAck('command-run', { terminal: TERMINAL, command });
    shell.epoch = 'shell-2';
    shell.tell(null);
    await until(() => speaker.state.terminals[TERMINAL]?.run?.state.phase === 'ended');
    expect(speaker.state.terminals[TERMINAL]?.run?.state).toMatchObject({
      exit: null,
      verdict: { held: false },
    });
  });

  it('says why a request about a lost node fails', async () => {
    const shell = await agent().join();
    const speaker = await (await stage()).join(TERMINAL);
    shell.client.disconnect();
    await until(() => speaker.state.nodes[NODE]?.link.status === 'away');
    const size = { cols: 80, rows: 20 };
    expect(
      await speaker.client.emitWithAck('terminal-open', { terminal: `${NODE}/two`, size }),
    ).toMatchObject({ refusal: { code: 'agent-away' } });
    expect(
      await speaker.client.emitWithAck('terminal-open', { terminal: 'nowhere/two', size }),
    ).toMatchObject({ refusal: { code: 'unknown-node' } });
    expect(
      await speaker.client.emitWithAck('terminal-close', { terminal: `${NODE}/two` }),
    ).toMatchObject({ refusal: { code: 'unknown-terminal' } });
    expect(await speaker.client.emitWithAck('lab-reset', { step: 1 })).toMatchObject({
      refusal: { code: 'failed' },
    });
  });

  it('counts followers without telling everyone of everyone', async () => {
    const speaker = await (await stage()).join();
    const listeners = await Promise.all(Array.from({ length: 20 }, () => follower().join()));
    await until(() => speaker.state.followers === 20);
    expect(speaker.seq).toBeLessThan(10);
    for (const { client } of listeners) client.disconnect();
    await until(() => speaker.state.followers === 0);
  });

  it('tells everything to whoever holds the token', async () => {
    const shell = await agent().join();
    await rig.hub.heardOf([NODE]);
    await (await stage()).join(TERMINAL);
    await follower().join();
    shell.print('visible');
    const ask = async () => {
      const headers = { authorization: `Bearer ${rig.secrets.stageToken}` };
      const response = await fetch(`${rig.url}/api/state`, { headers });
      return truthSchema.parse(await response.json());
    };
    let state = await ask();
    while (state.screens[TERMINAL] !== 'visible') state = await ask();
    expect(state).toMatchObject({ followers: 1, stages: 1 });
    expect(state.state.nodes[NODE]?.link).toEqual({ status: 'here' });
    expect(JSON.stringify(state)).not.toContain(rig.secrets.stageToken);
  });

  it('can be stopped with everybody connected, and started again', async () => {
    const shell = await agent().join();
    await (await stage()).join(TERMINAL);
    shell.print('x');
    await rig.close();
    rig = await startRig();
    await connected(rig.agent());
    expect(rig.hub.state.nodes[NODE]?.link.status).toBe('here');
  });
});
