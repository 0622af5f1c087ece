import type { Point } from '@netstage/protocol';
import { afterEach, describe, expect, it } from 'vitest';
import type { HubOptions } from '../hub.ts';
import { until } from '../testing/rig.ts';
import type { Rig } from '../testing/rig.ts';
import { drive, follower, page, stagePage, startRoom } from '../testing/room-rig.ts';
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

  it('keeps the light of its picture, and gets the one of now when all catch up', async () => {
    const hub = await start();
    const stage = await stagePage(hub);
    const there = await follower(hub);
    const light = (slide: string) => {
      const box = { x: 0, y: 0, width: 0.5, height: 0.5 };
      stage.client.emit('highlight', { highlight: { slide, anchor: { on: 'slide' }, ...box } });
    };
    light('title');
    await until(() => there.room?.highlight?.slide === 'title');
    await stage.client.emitWithAck('freeze', { on: true });
    await drive(stage, 'demo');
    light('demo');
    await until(() => stage.room?.highlight?.slide === 'demo');
    // Frozen already: what is kept stays what it is.
    await stage.client.emitWithAck('freeze', { on: true });
    const late = await follower(hub);
    for (const { room } of [there, late])
      expect(room).toMatchObject({ frozen: true, highlight: { slide: 'title' } });

    await stage.client.emitWithAck('freeze', { on: false });
    await until(() => [there, late].every(({ room }) => room?.frozen === false));
    for (const { room } of [there, late]) expect(room?.highlight?.slide).toBe('demo');
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
