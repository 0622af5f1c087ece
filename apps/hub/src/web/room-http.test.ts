import { afterEach, describe, expect, it } from 'vitest';
import type { HubOptions } from '../hub.ts';
import type { Rig } from '../testing/rig.ts';
import { page, startRoom } from '../testing/room-rig.ts';

let rig: Rig | null = null;
afterEach(async () => {
  await rig?.close();
  rig = null;
});

async function start(options: Partial<HubOptions> = {}): Promise<Rig> {
  rig = await startRoom(options);
  return rig;
}

const enter = (of: Rig, code: string): Promise<Response> =>
  fetch(`${of.url}/enter`, {
    method: 'POST',
    body: new URLSearchParams({ code }),
    redirect: 'manual',
  });

describe('the door of a closed room', () => {
  it('asks for the code, on the page and on the socket, and for the deck itself', async () => {
    const hub = await start({ roomCode: 'bridge-4711' });
    const door = await fetch(`${hub.url}/`);
    expect(door.status).toBe(401);
    expect(await door.text()).toContain('Room code');
    expect((await fetch(`${hub.url}/assets/index-abc.js`)).status).toBe(401);
    expect((await fetch(`${hub.url}/deck.json`)).status).toBe(401);
    const gallery = await fetch(`${hub.url}/gallery`, { redirect: 'manual' });
    expect(gallery.headers.get('location')).toBe('/');
    await expect(page(hub.browser('audience'))).rejects.toMatchObject({
      refusal: { code: 'wrong-token' },
    });

    expect((await enter(hub, 'bridge-4712')).status).toBe(401);
    const welcome = await enter(hub, ' Bridge-4711 ');
    expect(welcome.status).toBe(303);
    const cookie = welcome.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect((await fetch(`${hub.url}/assets/index-abc.js`, { headers: { cookie } })).status).toBe(
      200,
    );
    const guest = await page(hub.browser('audience', { cookie }));
    expect(guest.room?.share.code).toBe('bridge-4711');
  });

  it('opens by the link in the QR code, and to the presenter', async () => {
    const hub = await start({ roomCode: 'bridge-4711' });
    const link = await fetch(`${hub.url}/?code=bridge-4711`, { redirect: 'manual' });
    expect(link.status).toBe(303);
    expect(link.headers.get('location')).toBe('/');
    const cookie = await hub.cookie();
    expect((await fetch(`${hub.url}/`, { headers: { cookie } })).status).toBe(200);
  });

  it('is not opened by guessing', async () => {
    const hub = await start({ roomCode: 'bridge-4711' });
    const tries = await Promise.all(
      Array.from({ length: 60 }, (_, index) => enter(hub, `guess-${index}`)),
    );
    expect(tries.filter(({ status }) => status === 429).length).toBeGreaterThan(10);
    // The right code still opens: a hall sits behind one address.
    expect((await enter(hub, 'bridge-4711')).status).toBe(303);
  });

  it('does not open to a cookie of another code', async () => {
    const open = await start({ roomCode: 'first-code' });
    const welcome = await enter(open, 'first-code');
    const cookie = welcome.headers.get('set-cookie')?.split(';')[0] ?? '';
    const { secrets } = open;
    await open.close();
    const closed = await start({ roomCode: 'second-code', secrets });
    expect((await fetch(`${closed.url}/`, { headers: { cookie } })).status).toBe(401);
  });
});
