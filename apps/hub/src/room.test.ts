import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withQuestions } from '@netstage/protocol';
import type { Answer, Outline, Point, Question, Room, StageState } from '@netstage/protocol';
import { afterEach, describe, expect, it } from 'vitest';
import type { HubOptions } from './hub.ts';
import { connected, startRig, TERMINAL, until } from './testing/rig.ts';
import type { BrowserClient, Rig } from './testing/rig.ts';
import { askAnything } from './testing/say-anything.ts';

let rig: Rig | null = null;
afterEach(async () => {
  await rig?.close();
  rig = null;
});

const outline: Outline = {
  deck: 'build-1',
  slides: [
    { id: 'title', fragments: 0, cues: [] },
    {
      id: 'demo',
      fragments: 2,
      cues: [
        {
          id: 'demo.ls',
          terminal: TERMINAL,
          command: {
            command: 'ls',
            typing: 0,
            pace: { mode: 'plain' },
            expect: { exit: 0 },
            timeout: 1_000,
          },
        },
      ],
    },
    { id: 'end', fragments: 0, cues: [] },
  ],
};

async function start(options: Partial<HubOptions> = {}): Promise<Rig> {
  rig = await startRig(options);
  writeFileSync(join(rig.folder, 'deck/deck.json'), JSON.stringify(outline));
  return rig;
}

/** A browser that folds what it is told, as pages do. */
interface Page {
  client: BrowserClient;
  room: Room | null;
  state: StageState | null;
  you: string | null;
  point: Point | null;
  points: number;
  questions: Question[];
  probes: number[];
  desks: number;
}

async function page(client: BrowserClient): Promise<Page> {
  const seen: Page = {
    client,
    room: null,
    state: null,
    you: null,
    point: null,
    points: 0,
    questions: [],
    probes: [],
    desks: 0,
  };
  client.on('room', ({ room }) => void (seen.room = room));
  client.on('snapshot', ({ state, you }) => {
    seen.state = state;
    seen.you = you ?? seen.you;
  });
  client.on('event', ({ event }) => {
    if (event.type === 'position' && seen.state)
      seen.state = { ...seen.state, position: event.position, driver: event.driver };
  });
  client.on('pointer', ({ point }) => {
    seen.point = point;
    seen.points += 1;
  });
  client.on(
    'questions',
    (message) => void (seen.questions = withQuestions(seen.questions, message)),
  );
  client.on('probe', ({ probe }) => {
    seen.probes.push(probe);
    client.emit('probed', { probe });
  });
  client.on('desk', () => void (seen.desks += 1));
  await connected(client);
  client.emit('sync');
  await until(() => seen.room !== null && seen.state !== null);
  return seen;
}

const stagePage = async (of: Rig, console?: string): Promise<Page> => {
  const how = { cookie: await of.cookie(), ...(console !== undefined && { console }) };
  return page(of.browser('stage', how));
};

/** A follower with the cookie that its page was given. */
async function follower(of: Rig): Promise<Page> {
  return page(of.browser('audience', { cookie: await guestCookie(of) }));
}

async function guestCookie(of: Rig): Promise<string> {
  const response = await fetch(`${of.url}/`);
  return response.headers.get('set-cookie')?.split(';')[0] ?? '';
}

async function remotePage(of: Rig, cookie: string): Promise<Page> {
  return page(of.browser('remote', { cookie }));
}

async function pairedCookie(of: Rig): Promise<string> {
  const link = await pairingLink(of);
  const response = await pair(of, link);
  expect(response.status).toBe(303);
  return response.headers.get('set-cookie')?.split(';')[0] ?? '';
}

async function pairingLink(of: Rig): Promise<string> {
  const response = await fetch(`${of.url}/api/remote`, {
    method: 'POST',
    headers: { authorization: `Bearer ${of.secrets.stageToken}` },
  });
  const body: unknown = await response.json();
  const url = typeof body === 'object' && body && 'url' in body ? String(body.url) : '';
  return new URL(url).searchParams.get('pair') ?? '';
}

function pair(of: Rig, link: string): Promise<Response> {
  return fetch(`${of.url}/remote`, {
    method: 'POST',
    body: new URLSearchParams({ pair: link }),
    redirect: 'manual',
  });
}

const drive = (stage: Page, slide: string, fragment = -1, take = false): Promise<Answer> =>
  stage.client.emitWithAck('drive', { position: { slide, fragment }, take });

describe('a frozen room', () => {
  it('keeps the last picture for who is there and who comes, until all catch up', async () => {
    const hub = await start();
    const stage = await stagePage(hub);
    const there = await follower(hub);
    await drive(stage, 'demo');
    await until(() => there.state?.position.slide === 'demo');

    await stage.client.emitWithAck('freeze', { on: true });
    await drive(stage, 'end');
    const late = await follower(hub);
    expect(late.room?.frozen).toBe(true);
    expect(late.state?.position.slide).toBe('demo');
    expect(there.state?.position.slide).toBe('demo');
    expect(stage.state?.position.slide).toBe('end');

    await stage.client.emitWithAck('freeze', { on: false });
    await until(() => [there, late].every(({ state }) => state?.position.slide === 'end'));
    expect(there.room?.frozen).toBe(false);
    expect(there.you).toBe(there.client.id);
  });

  it('points at nothing that the audience does not see', async () => {
    const hub = await start();
    const stage = await stagePage(hub);
    const there = await follower(hub);
    await stage.client.emitWithAck('freeze', { on: true });
    const point: Point = { slide: 'title', anchor: { on: 'slide' }, x: 0.5, y: 0.5 };
    stage.client.emit('point', { point });
    await until(() => stage.point !== null);
    expect(there.points).toBe(0);
  });
});

describe('the console', () => {
  it('drives as one from all of its windows; another one has to take over', async () => {
    const hub = await start();
    const first = await stagePage(hub, 'console-of-anna');
    const second = await stagePage(hub, 'console-of-anna');
    const other = await stagePage(hub, 'console-of-ben');
    expect(first.you).toBe('console-of-anna');
    expect(await drive(first, 'demo')).toEqual({ ok: true });
    expect(await drive(second, 'demo', 0)).toEqual({ ok: true });
    expect(await drive(other, 'end')).toMatchObject({ refusal: { code: 'not-driving' } });
    expect(await drive(other, 'end', -1, true)).toEqual({ ok: true });
    await until(() => first.state?.driver === 'console-of-ben');
    expect(await drive(first, 'title')).toMatchObject({ ok: false });
  });

  it('leaves the wheel free when its last window is gone', async () => {
    const hub = await start();
    const first = await stagePage(hub, 'console-of-anna');
    const second = await stagePage(hub, 'console-of-anna');
    const other = await stagePage(hub, 'console-of-ben');
    await drive(first, 'demo');
    first.client.disconnect();
    await drive(second, 'demo', 0);
    expect(hub.hub.state.driver).toBe('console-of-anna');
    second.client.disconnect();
    await until(() => other.state?.driver === null);
  });
});

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

const presenterOnly = [
  'freeze',
  'blank',
  'point',
  'highlight',
  'clock',
  'step',
  'show',
  'asking',
  'question-mark',
  'questions-clear',
  'remotes-unpair',
  'cue-run',
];

describe('the audience', () => {
  it('asks and upvotes, and reaches nothing else of the room', async () => {
    const hub = await start();
    const stage = await stagePage(hub);
    const anna = await follower(hub);
    const ben = await follower(hub);
    for (const { client } of [stage, ben]) client.emit('questions-watch', { on: true });
    expect(
      await anna.client.emitWithAck('ask', { text: ' Why a <b>bridge</b>? ', name: '' }),
    ).toEqual({
      ok: true,
    });
    await until(() => ben.questions.length === 1 && stage.questions.length === 1);
    const id = ben.questions[0]?.id ?? '';
    expect(ben.questions[0]?.text).toBe('Why a <b>bridge</b>?');
    await ben.client.emitWithAck('vote', { id, up: true });
    await until(() => stage.questions[0]?.votes === 2);
    expect(anna.questions).toEqual([]);
    await until(() => anna.room?.questions === 1);

    await stage.client.emitWithAck('show', { kind: 'question', id });
    await until(() => anna.room?.showing.kind === 'question');
    await stage.client.emitWithAck('question-mark', { id, state: 'answered' });
    await until(() => anna.room?.showing.kind === 'nothing' && anna.room.questions === 0);

    const message = { on: true, id, state: 'hidden', kind: 'share' };
    for (const event of presenterOnly) {
      const answer = await askAnything(anna.client, event, message);
      expect({ event, answer }).toMatchObject({ event, answer: { ok: false } });
    }
    expect(anna.desks).toBe(0);
  });

  it('cannot ask without a cookie of the talk, nor when questions are closed or off', async () => {
    const hub = await start();
    const stage = await stagePage(hub);
    const nobody = await page(hub.browser('audience'));
    const ask = { text: 'Who am I?', name: '' };
    expect(await nobody.client.emitWithAck('ask', ask)).toMatchObject({
      refusal: { code: 'wrong-token' },
    });
    const guest = await follower(hub);
    await stage.client.emitWithAck('asking', { on: false });
    expect(await guest.client.emitWithAck('ask', ask)).toMatchObject({ ok: false });
    await hub.close();

    const silent = await start({ questions: false });
    const quiet = await follower(silent);
    expect(quiet.room?.asking).toBeNull();
    expect(await quiet.client.emitWithAck('ask', ask)).toMatchObject({ ok: false });
  });

  it('is probed, so that the desk knows how far behind it is', async () => {
    const hub = await start();
    const stage = await stagePage(hub);
    const lags: number[] = [];
    stage.client.on('desk', ({ desk }) => void lags.push(desk.lag.measured));
    const guest = await follower(hub);
    await until(() => guest.probes.length > 0 && (lags.at(-1) ?? 0) > 0);
    expect(stage.probes).toEqual([]);
  });

  it('takes the questions home only with the cookie of the stage', async () => {
    const hub = await start();
    const guest = await follower(hub);
    await guest.client.emitWithAck('ask', { text: 'Why a bridge?', name: 'Anna' });
    for (const ending of ['json', 'csv', 'md']) {
      const url = `${hub.url}/api/questions.${ending}`;
      expect((await fetch(url)).status).toBe(401);
      const response = await fetch(url, { headers: { cookie: await hub.cookie() } });
      expect(response.headers.get('content-disposition')).toContain('attachment');
      expect(await response.text()).toContain('Why a bridge?');
    }
  });
});

describe('what lies over the slide', () => {
  it('goes when the talk moves on: blank, highlight, and what is shown', async () => {
    const hub = await start();
    const stage = await stagePage(hub);
    const there = await follower(hub);
    await stage.client.emitWithAck('blank', { on: true });
    await stage.client.emitWithAck('show', { kind: 'share' });
    stage.client.emit('highlight', {
      highlight: { slide: 'title', anchor: { on: 'slide' }, x: 0, y: 0, width: 0.5, height: 0.5 },
    });
    await until(() => there.room?.blank === true && there.room.highlight !== null);
    await drive(stage, 'demo');
    await until(() => there.room?.blank === false);
    expect(there.room).toMatchObject({ highlight: null, showing: { kind: 'nothing' } });
  });
});

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
