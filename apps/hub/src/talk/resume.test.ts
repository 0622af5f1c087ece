import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeAgent } from '../testing/fake-agent.ts';
import { Follower } from '../testing/follower.ts';
import { NODE, startRig, TERMINAL, until } from '../testing/rig.ts';
import type { Rig } from '../testing/rig.ts';

let rig: Rig;
let shell: FakeAgent;
let listener: Follower;
beforeEach(async () => {
  rig = await startRig();
  shell = await new FakeAgent(rig.agent()).join();
  await rig.hub.heardOf([NODE]);
  listener = await new Follower(rig.browser('audience')).join(TERMINAL);
});
afterEach(() => rig.close());

const look = (follower: Follower) => follower.viewer(TERMINAL).look();
const lines = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, line) => `line ${from + line} é日🙂\r\n`).join('');
async function caughtUp(follower: Follower): Promise<void> {
  await until(() => follower.viewer(TERMINAL).offset === shell.length);
  // Received is not drawn yet.
  await look(follower);
}

describe('an agent that comes back', () => {
  it('is asked for what is missing only, and followers see every byte once', async () => {
    const reference = await startRig();
    const steady = await new FakeAgent(reference.agent()).join();
    const witness = await new Follower(reference.browser('audience')).join(TERMINAL);
    for (let cut = 0; cut < 5; cut += 1) {
      // Cut in the middle of a character, and of what was printed.
      const text = Buffer.from(lines(cut * 40, cut * 40 + 40));
      for (const agent of [shell, steady]) agent.print(text.subarray(0, 500 + cut));
      await until(() => rig.hub.state.nodes[NODE]?.link.status === 'here');
      shell.client.disconnect();
      for (const agent of [shell, steady]) agent.print(text.subarray(500 + cut));
      await shell.rejoin(rig.agent());
      await caughtUp(listener);
    }
    await caughtUp(witness);
    expect(await look(listener)).toEqual(await look(witness));
    expect(listener.seeds.get(TERMINAL)).toBe(1);
    expect(shell.resumes.at(-1)?.terminals).toMatchObject([
      { terminal: TERMINAL, epoch: 'shell-1' },
    ]);
    await reference.close();
  });

  it('and sends again what the hub has, changes nothing', async () => {
    shell.print(lines(0, 10));
    await caughtUp(listener);
    const before = await look(listener);
    shell.send(0);
    shell.send(100);
    shell.print('$ ');
    await caughtUp(listener);
    expect(listener.text(TERMINAL).split('\n')).toHaveLength(11);
    expect(before).not.toEqual(await look(listener));
  });

  it('leaves a visible mark where its ring has lost output', async () => {
    shell.print(lines(0, 10));
    await caughtUp(listener);
    shell.client.disconnect();
    shell.print(lines(10, 5_000));
    shell.oldest = shell.length - 20;
    await shell.rejoin(rig.agent());
    await caughtUp(listener);
    expect(listener.text(TERMINAL)).toMatch(/\d kB of output was dropped here/);
    expect(listener.text(TERMINAL)).toContain('4999');
  });

  it('with new shells says that the old ones are gone', async () => {
    shell.print(lines(0, 10));
    await caughtUp(listener);
    shell.client.disconnect();
    const successor = new FakeAgent(rig.agent({ epoch: 'agent-2' }));
    successor.epoch = 'shell-2';
    await successor.join();
    successor.print('$ ');
    await until(() => listener.text(TERMINAL).endsWith('$'));
    expect(listener.text(TERMINAL)).toContain('the one before ended with its agent');
    expect(listener.text(TERMINAL)).not.toContain('line 9');
  });

  it('on a node that was reset says nothing of the kind', async () => {
    shell.print(lines(0, 10));
    await caughtUp(listener);
    rig.hub.renew([NODE]);
    await until(() => listener.state.nodes[NODE]?.link.status === 'booting');
    const successor = new FakeAgent(rig.agent({ epoch: 'agent-2' }));
    successor.epoch = 'shell-2';
    const heard = rig.hub.heardOf([NODE]);
    await successor.join();
    await heard;
    successor.print('clean $ ');
    await until(() => listener.text(TERMINAL) === 'clean $');
    expect(listener.state.terminals[TERMINAL]?.shell.at).toBe('prompt');
  });
});

describe('a hub that was restarted', () => {
  it('has the shells, their screens and its cookie again', async () => {
    const { secrets } = rig;
    const cookie = await rig.cookie();
    shell.print(`${lines(0, 1_500)}\u001b[31m$ `);
    await caughtUp(listener);
    const before = await look(listener);
    await rig.close();
    rig = await startRig({ secrets });
    await shell.rejoin(rig.agent());
    await until(() => rig.hub.state.terminals[TERMINAL] !== undefined);
    const speaker = await new Follower(rig.browser('stage', { cookie })).join(TERMINAL);
    await caughtUp(speaker);
    expect(await look(speaker)).toEqual(before);
    speaker.client.emit('terminal-input', { terminal: TERMINAL, data: 'ls\r' });
    await until(() => shell.typed.length > 0);
    expect(shell.typed).toEqual(['ls\r']);
  });
});
