import { emptyState } from '@netstage/topology';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { agentToken } from '../auth/secrets.ts';
import { FakeAgent } from '../testing/fake-agent.ts';
import { Follower } from '../testing/follower.ts';
import { connected, NODE, OTHER, startRig, until } from '../testing/rig.ts';
import type { Rig } from '../testing/rig.ts';

let rig: Rig;
let shell: FakeAgent;
beforeEach(async () => {
  rig = await startRig();
  shell = await new FakeAgent(rig.agent()).join();
  await rig.hub.heardOf([NODE]);
});
afterEach(() => rig.close());

const follower = () => new Follower(rig.browser('audience'));
const refusal = (code: string) => ({ refusal: { code } });

describe('an agent', () => {
  it.each([
    ['a wrong token', { node: OTHER, token: 'wrong' }, 'wrong-token'],
    ['another protocol version', { node: OTHER, protocol: 99 }, 'wrong-version'],
    ['no token', { node: OTHER, token: '' }, 'malformed'],
  ])('is refused with %s', async (_, how, code) => {
    await expect(connected(rig.agent(how))).rejects.toMatchObject(refusal(code));
    await expect(connected(rig.agent({ ...how, over: 'tcp' }))).rejects.toMatchObject(
      refusal(code),
    );
  });

  it("is refused with another node's token, and for a node that is not ours", async () => {
    const token = agentToken(rig.secrets, NODE);
    await expect(connected(rig.agent({ node: OTHER, token }))).rejects.toMatchObject(
      refusal('wrong-token'),
    );
    await expect(connected(rig.agent({ node: 'nobody' }))).rejects.toMatchObject(
      refusal('unknown-node'),
    );
    expect(rig.lines.join('\n')).not.toContain(token);
  });

  it('is no page: a browser cannot be one', async () => {
    await expect(connected(rig.agent({ over: 'tcp', origin: rig.url }))).rejects.toThrow(
      'websocket error',
    );
  });

  it('cannot speak for another node', async () => {
    const listener = await follower().join();
    const refusals: unknown[] = [];
    shell.client.on('refused', (refusal) => refusals.push(refusal));
    const terminal = `${OTHER}/main`;
    shell.client.emit('terminal-opened', {
      terminal,
      epoch: 'e',
      oldest: 0,
      end: 0,
      size: { cols: 80, rows: 20 },
      title: '',
      shell: { at: 'starting' },
    });
    shell.client.emit('node-snapshot', {
      epoch: 'e',
      seq: 0,
      at: 0,
      state: emptyState(OTHER),
    });
    await until(() => refusals.length === 2);
    expect(refusals).toMatchObject([{ code: 'malformed' }, { code: 'malformed' }]);
    expect(listener.state.terminals[terminal]).toBeUndefined();
    expect(listener.state.nodes[OTHER]?.state).toBeNull();
  });
});
