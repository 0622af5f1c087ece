import { INPUT_LIMIT, PROTOCOL_VERSION, textOf } from '@netstage/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeAgent } from '../testing/fake-agent.ts';
import { Follower } from '../testing/follower.ts';
import { connected, NODE, startRig, TERMINAL, until } from '../testing/rig.ts';
import type { Rig } from '../testing/rig.ts';
import { sayAnything } from '../testing/say-anything.ts';

let rig: Rig;
let shell: FakeAgent;
beforeEach(async () => {
  rig = await startRig();
  shell = await new FakeAgent(rig.agent()).join();
  await rig.hub.heardOf([NODE]);
});
afterEach(() => rig.close());

const stage = async () => new Follower(rig.browser('stage', { cookie: await rig.cookie() }));
const follower = () => new Follower(rig.browser('audience'));
const refusal = (code: string) => ({ refusal: { code } });

describe('a browser', () => {
  it('is refused the stage without its cookie, with a reason', async () => {
    await expect(connected(rig.browser('stage'))).rejects.toMatchObject(refusal('wrong-token'));
    const forged = { cookie: `netstage_${rig.secrets.id}=x.y` };
    await expect(connected(rig.browser('stage', forged))).rejects.toMatchObject(
      refusal('wrong-token'),
    );
  });

  it('is refused from a foreign page, even with the cookie', async () => {
    const cookie = await rig.cookie();
    for (const origin of ['https://evil.example', 'null', `http://127.0.0.1:${rig.hub.port + 1}`])
      await expect(connected(rig.browser('stage', { cookie, origin }))).rejects.toThrow(
        'websocket error',
      );
    // A foreign name that was made to point here is its own origin, and still foreign.
    const host = `evil.example:${rig.hub.port}`;
    const rebound = { origin: `http://${host}`, host };
    await expect(connected(rig.browser('audience', rebound))).rejects.toThrow('websocket error');
    expect(rig.lines.filter((line) => line.includes('foreign-origin'))).toHaveLength(4);
  });

  it('is let in from the public address', async () => {
    await rig.close();
    rig = await startRig({ publicUrl: new URL('https://talk.example.org') });
    await connected(rig.browser('audience', { origin: 'https://talk.example.org' }));
    await expect(
      connected(rig.browser('audience', { origin: 'https://talk.example.com' })),
    ).rejects.toThrow('websocket error');
  });

  it('is refused with another protocol version', async () => {
    for (const protocol of [PROTOCOL_VERSION + 1, 'one', undefined])
      await expect(
        connected(rig.browser('audience', { protocol: protocol ?? {} })),
      ).rejects.toMatchObject(
        refusal(typeof protocol === 'number' ? 'wrong-version' : 'malformed'),
      );
  });
});

describe('a follower', () => {
  it('can ask for nothing that reaches a node or the stage', async () => {
    const listener = await follower().join(TERMINAL);
    const { client } = listener;
    const position = { slide: 'mine', fragment: 0 };
    const size = { cols: 20, rows: 4 };
    const command = {
      run: 'r',
      cue: null,
      command: 'reboot',
      typing: 0,
      pace: { mode: 'plain' as const },
      expect: {},
      timeout: 1_000,
    };
    client.emit('terminal-input', { terminal: TERMINAL, data: 'rm -rf /\r' });
    client.emit('terminal-resize', { terminal: TERMINAL, size });
    client.emit('command-next', { terminal: TERMINAL, run: 'r' });
    const denied = refusal('malformed');
    expect(await client.emitWithAck('drive', { position, take: true })).toMatchObject(denied);
    expect(
      await client.emitWithAck('terminal-open', { terminal: `${NODE}/x`, size }),
    ).toMatchObject(denied);
    expect(await client.emitWithAck('terminal-close', { terminal: TERMINAL })).toMatchObject(
      denied,
    );
    expect(await client.emitWithAck('command-run', { terminal: TERMINAL, command })).toMatchObject(
      denied,
    );
    expect(await client.emitWithAck('lab-reset', { step: 1 })).toMatchObject(denied);
    expect(listener.refusals).toHaveLength(3);
    // An answered flush: whatever had gone to the agent would be there by now.
    await shell.client.emitWithAck('node-flush', { seq: 0 });
    expect(shell).toMatchObject({ typed: [], resizes: [], commands: [] });
    expect(rig.hub.state.position.slide).toBe('title');
    expect(rig.lines.filter((line) => line.includes('unknown event'))).toHaveLength(1);
  });

  it('is told to slow down when it asks too often, and costs the others nothing', async () => {
    const listener = await follower().join();
    for (let count = 0; count < 200; count += 1) listener.client.emit('sync');
    await until(() => listener.refusals.some(({ code }) => code === 'too-many'));
    expect(listener.snapshots).toBeLessThan(60);
    expect(rig.lines.filter((line) => line.includes('too-many'))).toHaveLength(1);
    await follower().join(TERMINAL);
  });
});

describe('a message to the stage', () => {
  it('is refused when malformed or too large, with a reason, and logged once', async () => {
    const speaker = await (await stage()).join(TERMINAL);
    const say = (data: unknown) => sayAnything(speaker.client, 'terminal-input', data);
    say({ terminal: TERMINAL, data: 'x'.repeat(INPUT_LIMIT + 1) });
    await until(() => speaker.refusals.length === 1);
    for (const wrong of [null, 7, 'x', {}, { terminal: '../etc', data: 'x' }, [], undefined])
      say(wrong);
    await until(() => speaker.refusals.length === 8);
    expect(speaker.refusals.map(({ code }) => code)).toEqual([
      'too-large',
      ...Array.from({ length: 7 }, () => 'malformed'),
    ]);
    expect(rig.lines.filter((line) => line.includes('malformed'))).toHaveLength(1);
    speaker.client.emit('terminal-input', { terminal: TERMINAL, data: 'still here' });
    await until(() => shell.typed.length > 0);
    expect(shell.typed).toEqual(['still here']);
  });

  it('ends the connection when it is enormous, and only that one', async () => {
    const speaker = await (await stage()).join();
    const other = await (await stage()).join();
    speaker.client.emit('terminal-input', { terminal: TERMINAL, data: 'x'.repeat(1_000_000) });
    await until(() => !speaker.client.connected);
    await until(() => rig.lines.some((line) => line.includes('too-large')));
    expect(other.client.connected).toBe(true);
    expect(shell.typed).toEqual([]);
  });

  it('does not type what a terminal answers by itself; the hub answers, once', async () => {
    const speaker = await (await stage()).join(TERMINAL);
    shell.print('\u001b[6n\u001b[c');
    await until(() => shell.typed.length === 2);
    for (const data of [
      '\u001b[1;1R',
      '\u001b[?1;2c',
      '\u001b]11;rgb:0/0/0\u0007',
      '\u001b[0n',
      'x',
    ])
      speaker.client.emit('terminal-input', { terminal: TERMINAL, data });
    await until(() => shell.typed.includes('x'));
    expect(shell.typed).toEqual(['\u001b[1;1R', '\u001b[?1;2c', 'x']);
  });

  it('does not answer what was asked before the hub was there', async () => {
    await rig.close();
    rig = await startRig();
    const old = new FakeAgent(rig.agent());
    old.print('\u001b[6n$ ');
    await old.join();
    old.print('\u001b[5n');
    await until(() => old.typed.length > 0);
    expect(old.typed).toEqual(['\u001b[0n']);
  });
});

describe('output', () => {
  it(
    'of ten megabytes in one escape sequence reaches nobody in full',
    { timeout: 30_000 },
    async () => {
      const speaker = await (await stage()).join(TERMINAL);
      const listener = await follower().join(TERMINAL);
      let received = 0;
      listener.client.on('terminal-output', ({ data }) => (received += textOf(data).length));
      shell.print('\u001b]52;c;');
      for (let count = 0; count < 160; count += 1) shell.print('QUJD'.repeat(16_384));
      shell.print('\u0007harmless');
      await until(() => speaker.text(TERMINAL) === 'harmless');
      await until(() => listener.text(TERMINAL) === 'harmless');
      expect(received).toBeLessThan(200_000);
    },
  );

  it('travels as text when short, as bytes when long, and is the same', async () => {
    const speaker = await (await stage()).join(TERMINAL);
    const kinds = new Set<string>();
    speaker.client.on('terminal-output', ({ data }) => kinds.add(typeof data));
    shell.print('ping → 10.0.0.2\r\n');
    await until(() => speaker.text(TERMINAL).includes('→'));
    expect([...kinds]).toEqual(['string']);
    shell.print(`${'─→🙂'.repeat(300)}\r\nend`);
    await until(() => speaker.text(TERMINAL).endsWith('end'));
    expect([...kinds]).toEqual(['string', 'object']);
    expect(speaker.text(TERMINAL).split('🙂')).toHaveLength(301);
  });
});
