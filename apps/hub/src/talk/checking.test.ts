import { expect, it } from 'vitest';
import type { StageEvent } from '@netstage/protocol';
import { checking } from './checking.ts';
import { Stage } from './stage.ts';

function rig(found: () => Promise<Record<string, string[]>>) {
  const events: StageEvent[] = [];
  const stage = new Stage({ slide: 'preflight', fragment: -1 }, (_seq, event) =>
    events.push(event),
  );
  return { events, stage, check: checking(stage, found) };
}

it('tells what it found, and only what changed since', async () => {
  let found: Record<string, string[]> = { a: [], b: ['process sleep (7) runs'] };
  const { events, check } = rig(() => Promise.resolve(found));
  expect(await check()).toEqual({ ok: true });
  expect(await check()).toEqual({ ok: true });
  found = { a: [], b: [] };
  await check();
  expect(events).toEqual([
    { type: 'checked', left: { a: [], b: ['process sleep (7) runs'] } },
    { type: 'checked', left: { b: [] } },
  ]);
});

it('looks once for all who ask meanwhile', async () => {
  let looks = 0;
  const { check } = rig(() => {
    looks += 1;
    return Promise.resolve({});
  });
  await Promise.all([check(), check(), check()]);
  expect(looks).toBe(1);
  await check();
  expect(looks).toBe(2);
});

it('says why it could not look, and can look again', async () => {
  let broken = true;
  const { check } = rig(() =>
    broken ? Promise.reject(new Error('the lab went away')) : Promise.resolve({}),
  );
  expect(await check()).toMatchObject({ ok: false, refusal: { message: 'the lab went away' } });
  broken = false;
  expect(await check()).toEqual({ ok: true });
});

it('refuses without a lab', async () => {
  const stage = new Stage({ slide: 'preflight', fragment: -1 }, () => undefined);
  expect(await checking(stage, null)()).toMatchObject({ ok: false });
});
