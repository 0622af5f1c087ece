import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeSecrets } from '../auth/secrets.ts';
import { startRig } from '../testing/rig.ts';
import type { Rig } from '../testing/rig.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.close());

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${rig.url}${path}`, { headers, redirect: 'manual' });

describe('a page of the presenter', () => {
  it('takes the token once, and leaves it out of the address and the log', async () => {
    const first = await get(`/stage?token=${rig.secrets.stageToken}`);
    expect(first.status).toBe(302);
    expect(first.headers.get('location')).toBe('/stage');
    const set = first.headers.get('set-cookie') ?? '';
    expect(set).toMatch(/; HttpOnly/);
    expect(set).toMatch(/; SameSite=Lax/);
    expect(set).not.toContain(rig.secrets.stageToken);
    const cookie = set.split(';')[0] ?? '';
    const second = await get('/stage', { cookie });
    expect(second.status).toBe(200);
    expect(await second.text()).toContain('The deck');
    expect((await get('/kiosk', { cookie })).status).toBe(200);
    expect((await get(`/stage?token=${rig.secrets.stageToken}`, { cookie })).status).toBe(302);
    expect(rig.lines.join('\n')).not.toContain(rig.secrets.stageToken);
  });

  it('says what to do without a token, and with a wrong one', async () => {
    for (const path of ['/stage', '/cockpit', '/kiosk', '/stage?token=wrong', '/stage?token=']) {
      const response = await get(path);
      expect(response.status).toBe(401);
      expect(await response.text()).toContain('npm start');
    }
    expect((await get('/api/state')).status).toBe(401);
    expect((await get('/api/state', { authorization: 'Bearer wrong' })).status).toBe(401);
  });

  it('lets nobody try tokens for long', async () => {
    const tries = await Promise.all(Array.from({ length: 40 }, () => get('/stage?token=guess')));
    expect(tries.map(({ status }) => status)).toContain(429);
    // Whoever has the right one is not kept out by it.
    expect((await get(`/stage?token=${rig.secrets.stageToken}`)).status).toBe(302);
  });

  it('knows its cookie after a restart, and not after a change of the token', async () => {
    const cookie = await rig.cookie();
    const { secrets } = rig;
    await rig.close();
    rig = await startRig({ secrets });
    expect((await get('/stage', { cookie })).status).toBe(200);
    await rig.close();
    rig = await startRig({ secrets: { ...secrets, stageToken: makeSecrets().stageToken } });
    expect((await get('/stage', { cookie })).status).toBe(401);
    const forged = `${cookie.split('=')[0]}=stage.${'A'.repeat(43)}`;
    expect((await get('/stage', { cookie: forged })).status).toBe(401);
  });

  it('comes with a policy that runs only our own scripts', async () => {
    const policy = (await get('/')).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toContain('unsafe-eval');
    expect(policy).not.toMatch(/script-src[^;]*unsafe-inline/);
  });

  it('shows the gallery to everybody', async () => {
    const response = await get('/gallery');
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect(await response.text()).toContain('The gallery');
  });

  it('caches what has its hash in its name, and nothing else', async () => {
    expect((await get('/assets/index-abc.js')).headers.get('cache-control')).toContain('immutable');
    expect((await get('/')).headers.get('cache-control')).toBe('no-cache');
    const small = await get('/assets/index-abc.js', { 'accept-encoding': 'br' });
    expect(small.headers.get('content-encoding')).toBe('br');
    expect(small.headers.get('content-type')).toContain('javascript');
    expect(small.headers.get('cache-control')).toContain('immutable');
    expect(await small.text()).toBe('deck()');
    const refusing = await get('/assets/index-abc.js', { 'accept-encoding': 'gzip, br;q=0' });
    expect(refusing.headers.get('content-encoding')).toBe(null);
    expect(await refusing.text()).toBe('deck()');
    expect((await get('/favicon.svg')).headers.get('cache-control')).toBe('no-cache');
    expect((await get('/nothing')).status).toBe(404);
    expect((await get('/../../etc/passwd')).status).toBe(404);
    for (const path of ['..%2Findex.html', '..%2F..%2Fsecret.js', '.js', 'index-abc.js.br'])
      expect((await get(`/assets/${path}`)).status).toBe(404);
  });

  it('shows the deck as it was built last, and says so while there is none', async () => {
    const file = join(rig.folder, 'deck/index.html');
    expect(await (await get('/')).text()).toContain('The deck');
    await writeFile(file, 'built anew');
    const anew = await get('/');
    expect(anew.headers.get('content-type')).toContain('text/html');
    expect(await anew.text()).toBe('built anew');
    await rm(file);
    const gone = await get('/');
    expect(gone.status).toBe(503);
    expect(await gone.text()).toContain('npm run build');
    await writeFile(file, 'built again');
    expect(await (await get('/')).text()).toBe('built again');
  });

  it('still has the files of pages that were opened before the deck was built anew', async () => {
    const assets = join(rig.folder, 'deck/assets');
    expect((await get('/assets/index-new.js')).status).toBe(404);
    expect((await get('/assets/index-abc.js')).status).toBe(200);
    await rm(assets, { recursive: true });
    await mkdir(assets);
    await writeFile(join(assets, 'index-new.js'), 'rebuilt()');
    expect(await (await get('/assets/index-new.js')).text()).toBe('rebuilt()');
    expect(await (await get('/assets/index-abc.js')).text()).toBe('deck()');
  });
});
