import { afterEach, describe, expect, it } from 'vitest';
import type { HubOptions } from '../hub.ts';
import { until } from '../testing/rig.ts';
import type { Rig } from '../testing/rig.ts';
import { drive, stagePage, startRoom } from '../testing/room-rig.ts';

let rig: Rig | null = null;
afterEach(async () => {
  await rig?.close();
  rig = null;
});

async function start(options: Partial<HubOptions> = {}): Promise<Rig> {
  rig = await startRoom(options);
  return rig;
}

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
