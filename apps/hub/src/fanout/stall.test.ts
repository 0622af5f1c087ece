import { textOf } from '@netstage/protocol';
import { expect, it } from 'vitest';
import { FakeAgent } from '../testing/fake-agent.ts';
import { Follower } from '../testing/follower.ts';
import { NODE, startRig, TERMINAL, until } from '../testing/rig.ts';
import { slowNetwork } from '../testing/slow-network.ts';

const upTo = (viewer: Follower, shell: FakeAgent) =>
  until(() => viewer.viewer(TERMINAL).offset === shell.length);
const look = (viewer: Follower) => viewer.viewer(TERMINAL).look();
const line = `${'a line of output that many would like to see '.repeat(4)}\r\n`;

it(
  'a viewer whose network stands still costs the others nothing, and comes back right',
  { timeout: 60_000 },
  async () => {
    const rig = await startRig();
    const shell = await new FakeAgent(rig.agent()).join();
    await rig.hub.heardOf([NODE]);
    const network = await slowNetwork(rig.hub.port);
    const cookie = await rig.cookie();
    const quick = await new Follower(rig.browser('stage', { cookie })).join(TERMINAL);
    const through = { cookie, through: network.port };
    const slow = await new Follower(rig.browser('stage', through)).join(TERMINAL);
    let received = 0;
    slow.client.on('terminal-output', ({ data }) => (received += textOf(data).length));
    slow.client.on('terminal-screen', ({ data }) => (received += textOf(data).length));

    network.stop();
    while (shell.length < 30_000_000) {
      shell.print(line.repeat(300));
      // As an agent does: no more than so much ahead of what the hub has acknowledged. The stage
      // that stands still holds it up at first, and is let go.
      await until(() => shell.length - (shell.acks.at(-1)?.offset ?? 0) < 500_000);
    }
    await upTo(quick, shell);
    expect(quick.seeds.get(TERMINAL)).toBe(1);

    network.go();
    await until(() => slow.seeds.get(TERMINAL) === 2);
    shell.print('after');
    await Promise.all([upTo(slow, shell), upTo(quick, shell)]);
    expect(await look(slow)).toEqual(await look(quick));
    expect(slow.snapshots).toBe(2);
    // What the kernel's buffers had taken, and a screen.
    expect(received).toBeLessThan(shell.length / 2);
    network.close();
    await rig.close();
  },
);
