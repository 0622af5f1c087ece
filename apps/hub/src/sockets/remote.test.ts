import { afterEach, describe, expect, it } from 'vitest';
import { PAIRING } from '../auth/remote-pass.ts';
import type { HubOptions } from '../hub.ts';
import { TERMINAL, until, connected } from '../testing/rig.ts';
import type { Rig } from '../testing/rig.ts';
import {
  drive,
  guestCookie,
  outline,
  pair,
  pairedCookie,
  pairingLink,
  pairingOffer,
  remotePage,
  stagePage,
  startRoom,
} from '../testing/room-rig.ts';
import { askAnything } from '../testing/say-anything.ts';

let rig: Rig | null = null;
afterEach(async () => {
  await rig?.close();
  rig = null;
});

async function start(options: Partial<HubOptions> = {}): Promise<Rig> {
  rig = await startRoom(options);
  return rig;
}

describe('a remote', () => {
  it('is paired by a link that works once', async () => {
    const hub = await start();
    const link = await pairingLink(hub);
    // Looking at the link, as previews do, takes nothing.
    expect(await (await fetch(`${hub.url}/remote?pair=${link}`)).text()).toContain(
      'Pair this phone',
    );
    const first = await pair(hub, link);
    expect(first.headers.get('set-cookie')).toMatch(/HttpOnly.*SameSite=Strict/i);
    expect((await pair(hub, link)).status).toBe(401);
    expect((await pair(hub, 'x'.repeat(20))).status).toBe(401);
  });

  it('tells the desk that its link was taken, and not that it was tried', async () => {
    const hub = await start();
    const stage = await stagePage(hub);
    const paired: number[] = [];
    stage.client.on('desk', ({ desk }) => void paired.push(desk.paired));
    const link = await pairingLink(hub);
    await pair(hub, 'x'.repeat(20));
    await pair(hub, link);
    await pair(hub, link);
    await until(() => (paired.at(-1) ?? 0) > 0);
    expect(paired.at(-1)).toBe(1);
  });

  it('is told how long its link lasts, not until when: clocks differ', async () => {
    const { url, lasts } = await pairingOffer(await start());
    expect(url).toMatch(/\/remote\?pair=[\w-]{20}$/);
    expect(lasts).toBe(PAIRING);
  });

  it('steps through the deck from where the talk is, and leaves the driver the wheel', async () => {
    const hub = await start();
    const stage = await stagePage(hub, 'console-of-anna');
    await drive(stage, 'title');
    const remote = await remotePage(hub, await pairedCookie(hub));
    await until(() => remote.room?.deck === 'build-1');
    for (const by of [1, 1, 1, 1, -1] as const) await remote.client.emitWithAck('step', { by });
    expect(hub.hub.state).toMatchObject({
      position: { slide: 'demo', fragment: 1 },
      driver: 'console-of-anna',
    });
  });

  it('cannot type, drive, reset, freeze or run what is not on the slide', async () => {
    const hub = await start();
    const agent = hub.agent();
    const typed: unknown[] = [];
    agent.onAny((event: string) => void typed.push(event));
    await connected(agent);
    const remote = await remotePage(hub, await pairedCookie(hub));
    await until(() => remote.room?.deck === 'build-1');
    typed.length = 0;
    const position = { slide: 'end', fragment: -1 };
    const command = { run: 'r', cue: null, ...outline.slides[1]?.cues[0]?.command };
    const forbidden: [string, unknown][] = [
      ['drive', { position, take: true }],
      ['terminal-input', { terminal: TERMINAL, data: 'reboot\r' }],
      ['terminal-open', { terminal: TERMINAL, size: { cols: 80, rows: 24 } }],
      ['terminal-close', { terminal: TERMINAL }],
      ['terminal-resize', { terminal: TERMINAL, size: { cols: 80, rows: 24 } }],
      ['command-run', { terminal: TERMINAL, command }],
      ['command-next', { terminal: TERMINAL, run: 'r' }],
      ['lab-reset', { step: 1 }],
      ['freeze', { on: true }],
      ['show', { kind: 'share' }],
      ['asking', { on: false }],
      ['question-mark', { id: 'x', state: 'hidden' }],
      ['questions-clear', {}],
      ['remotes-unpair', {}],
      ['watch', { terminals: [TERMINAL] }],
      // On the deck, but not on the slide that is shown.
      ['cue-run', { cue: 'demo.ls', run: 'r' }],
      ['cue-run', { cue: 'rm -rf /', run: 'r' }],
      ['step', { by: 7 }],
      ['point', { point: { slide: 'title', anchor: { on: 'slide' }, x: 9, y: 0 } }],
    ];
    for (const [event, message] of forbidden) {
      const answer = await askAnything(remote.client, event, message);
      expect({ event, answer }).toMatchObject({ event, answer: { ok: false } });
    }
    expect(typed).toEqual([]);
    expect(hub.hub.state).toMatchObject({ position: { slide: 'title' }, driver: null });
  });

  it('is unpaired by the presenter, at once and for good', async () => {
    const hub = await start();
    const stage = await stagePage(hub);
    const cookie = await pairedCookie(hub);
    const remote = await remotePage(hub, cookie);
    const gone = new Promise<void>((resolve) => remote.client.once('disconnect', () => resolve()));
    await stage.client.emitWithAck('remotes-unpair', {});
    await gone;
    await expect(remotePage(hub, cookie)).rejects.toMatchObject({
      refusal: { code: 'wrong-token' },
    });
    expect((await fetch(`${hub.url}/remote`, { headers: { cookie } })).status).toBe(401);
  });

  it('needs its own cookie: a guest has none', async () => {
    const hub = await start();
    await expect(remotePage(hub, await guestCookie(hub))).rejects.toMatchObject({
      refusal: { code: 'wrong-token' },
    });
    const response = await fetch(`${hub.url}/api/remote`, { method: 'POST' });
    expect(response.status).toBe(401);
    const foreign = await fetch(`${hub.url}/api/remote`, {
      method: 'POST',
      headers: { cookie: await hub.cookie(), origin: 'http://evil.example' },
    });
    expect(foreign.status).toBe(401);
  });
});
