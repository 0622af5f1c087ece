import { request } from 'node:http';
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

/** The answer's status to a path as it stands: `fetch` would normalise it. */
function statusOf(of: Rig, path: string, headers: Record<string, string> = {}): Promise<number> {
  const { hostname, port } = new URL(of.url);
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, path, headers }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode ?? 0));
    });
    asked.once('error', reject).end();
  });
}

/** Files of the deck, by every spelling that leads to them. */
const FILES = [
  '/index.html',
  '/gallery.html',
  '/deck.json',
  '/%64eck.json',
  '/deck%2ejson',
  '//deck.json',
  '/deck.json?room',
  '/assets/index-abc.js',
  '/%61ssets/index-abc.js',
  '/assets/index-abc%2ejs',
  '//assets/index-abc.js',
  '/./assets/index-abc.js',
  '/x/../assets/index-abc.js',
  '/favicon.svg/../assets/index-abc.js',
  '/api/../assets/index-abc.js',
  '/assets/index-abc.js.br',
];

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

  it('gives no file without the code, however its path is spelled', async () => {
    const hub = await start({ roomCode: 'bridge-4711' });
    for (const path of FILES)
      expect({ path, status: await statusOf(hub, path) }).toEqual({ path, status: 401 });
    for (const path of ['/favicon.svg', '/healthz'])
      expect({ path, status: await statusOf(hub, path) }).toEqual({ path, status: 200 });
    const cookie = await hub.cookie();
    for (const path of ['/index.html', '/deck.json', '/assets/index-abc.js', '/gallery'])
      expect({ path, status: await statusOf(hub, path, { cookie }) }).toEqual({
        path,
        status: 200,
      });
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
