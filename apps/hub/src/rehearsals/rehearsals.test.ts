import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Rehearsal } from '@netstage/protocol';
import { fastify } from 'fastify';
import cookie from '@fastify/cookie';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeSecrets } from '../auth/secrets.ts';
import { StageAuth } from '../auth/stage-auth.ts';
import { serveRehearsals } from './rehearsal-routes.ts';
import { Rehearsals } from './rehearsals.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'netstage-rehearsals-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const rehearsal = (change: Partial<Rehearsal> = {}): Rehearsal => ({
  kind: 'kiosk',
  begun: Date.UTC(2026, 0, 2, 3, 4, 5),
  ended: Date.UTC(2026, 0, 2, 3, 49, 5),
  speed: 1,
  loop: 1,
  complete: true,
  preparing: 2,
  interrupted: 0,
  slides: [
    {
      slide: 'title',
      title: 'Container networking from scratch',
      section: 'introduction',
      target: 30,
      shown: true,
      spent: { typing: 0, waiting: 0.1, dwelling: 29.9 },
      cues: [],
    },
  ],
  ...change,
});

async function served() {
  const secrets = makeSecrets();
  const app = fastify();
  await app.register(cookie, { secret: secrets.cookieKey });
  let beats = 0;
  serveRehearsals(app, new StageAuth(app, secrets, false), {
    rehearsals: new Rehearsals(join(folder, 'rehearsals')),
    onBeat: () => {
      beats += 1;
    },
  });
  const authorization = `Bearer ${secrets.stageToken}`;
  return { app, headers: { authorization }, beats: () => beats };
}

describe('kept rehearsals', () => {
  it('come back as they were, the newest first, from another process too', () => {
    const first = new Rehearsals(folder);
    const older = first.keep(rehearsal());
    const newer = first.keep(rehearsal({ kind: 'speaker', begun: Date.UTC(2026, 1, 1) }));
    expect(older).toMatch(/^20260102T030405Z-kiosk-/);
    expect(new Rehearsals(folder).latest()).toEqual([
      { id: newer, rehearsal: rehearsal({ kind: 'speaker', begun: Date.UTC(2026, 1, 1) }) },
      { id: older, rehearsal: rehearsal() },
    ]);
    expect(statSync(join(folder, `${older}.json`)).mode & 0o777).toBe(0o600);
  });

  it('make room for newer ones of their own kind', () => {
    const rehearsals = new Rehearsals(folder);
    const spoken = rehearsals.keep(rehearsal({ kind: 'speaker', begun: 0 }));
    for (let loop = 1; loop <= 103; loop += 1)
      rehearsals.keep(rehearsal({ loop, begun: loop * 60_000 }));
    expect(readdirSync(folder)).toHaveLength(101);
    expect(rehearsals.get(spoken)).not.toBeNull();
  });

  it('are no way to other files, and one that is broken is left out', () => {
    const rehearsals = new Rehearsals(folder);
    const id = rehearsals.keep(rehearsal());
    writeFileSync(join(folder, '20260101T000000Z-kiosk-abcdef.json'), '{"kind":');
    expect(rehearsals.latest().map((kept) => kept.id)).toEqual([id]);
    expect(rehearsals.get('../secrets')).toBeNull();
  });
});

describe('the rehearsals over HTTP', () => {
  it('are the stage’s alone', async () => {
    const { app, headers, beats } = await served();
    const body = rehearsal();
    for (const url of ['/api/rehearsals', '/api/kiosk/beat'])
      expect((await app.inject({ method: 'POST', url, body })).statusCode).toBe(401);
    expect((await app.inject({ url: '/api/rehearsals' })).statusCode).toBe(401);
    expect(beats()).toBe(0);
    await app.inject({ method: 'POST', url: '/api/kiosk/beat', headers });
    expect(beats()).toBe(1);
  });

  it('are kept and told', async () => {
    const { app, headers } = await served();
    const url = '/api/rehearsals';
    const kept = await app.inject({ method: 'POST', url, headers, body: rehearsal() });
    expect(kept.statusCode).toBe(201);
    const { id } = kept.json<{ id: string }>();
    expect((await app.inject({ url: `${url}/${id}`, headers })).json()).toEqual({
      id,
      rehearsal: rehearsal(),
    });
    expect((await app.inject({ url, headers })).json()).toHaveLength(1);
    expect((await app.inject({ url: `${url}/..%2fsecrets`, headers })).statusCode).toBe(404);
  });

  it('refuse what is malformed or too large, and say why', async () => {
    const { app, headers } = await served();
    const send = (body: object) =>
      app.inject({ method: 'POST', url: '/api/rehearsals', headers, body });
    const wrong = await send({ ...rehearsal(), speed: 'fast' });
    expect(wrong.statusCode).toBe(400);
    expect(wrong.json<{ message: string }>().message).toContain('speed');
    const [slide] = rehearsal().slides;
    const large = { ...rehearsal(), slides: Array.from({ length: 2_000 }, () => slide) };
    expect((await send(large)).statusCode).toBe(413);
  });
});
