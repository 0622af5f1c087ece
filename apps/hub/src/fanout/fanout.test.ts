import { emptyStage } from '@netstage/protocol';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Screen } from '../screen/screen.ts';
import { FakePort } from '../testing/fake-port.ts';
import type { Client } from '../testing/fake-port.ts';
import { until } from '../testing/rig.ts';
import { Fanout } from './fanout.ts';

const SIZE = { cols: 40, rows: 10 };
const TERMINAL = 'n/main';

let port: FakePort;
let fanout: Fanout;
let screen: Screen;
beforeEach(() => {
  port = new FakePort();
  fanout = new Fanout(port, () => ({ seq: 0, state: emptyStage('title') }));
  screen = newScreen('e1');
  fanout.open(screen);
});
afterEach(() => {
  fanout.stop();
  screen.dispose();
});

const nothing = () => {};
const at = (offset: number) => ({ epoch: 'e1', offset });

function newScreen(epoch: string): Screen {
  return new Screen(TERMINAL, epoch, SIZE, nothing, nothing);
}

function print(text: string): void {
  const { offset } = screen.received;
  fanout.output(TERMINAL, screen.take(offset, Buffer.from(text)));
}

function enter(id: string, role: 'stage' | 'audience' = 'audience'): Client {
  const client = port.connect(id, role);
  fanout.add(id, role);
  fanout.sync(id);
  fanout.watch(id, [TERMINAL]);
  return client;
}

/** By the size as well: a resize takes no place in the output, and may come after all of it. */
const upToDate = (client: Client) => {
  const { offset, size } = client.viewer(TERMINAL);
  return offset === screen.end && size?.cols === screen.size.cols;
};

/** All of them show what one who comes now is shown. */
async function looks(...clients: Client[]): Promise<{ seen: unknown[]; fresh: unknown[] }> {
  const late = enter(`late-${port.clients.size}`);
  await until(() => [...clients, late].every(upToDate));
  const fresh = await late.viewer(TERMINAL).look();
  const seen = await Promise.all(clients.map((client) => client.viewer(TERMINAL).look()));
  return { seen, fresh: clients.map(() => fresh) };
}

describe('the fan-out', () => {
  it('lets viewers in during output, without a gap', async () => {
    const clients: Client[] = [];
    for (let count = 0; count < 30; count += 1) {
      print(`line ${count}\r\n`);
      clients.push(enter(`viewer-${count}`, count % 3 === 0 ? 'stage' : 'audience'));
      print('more ');
      if (count % 4 === 0) await new Promise((resolve) => setTimeout(resolve, 3));
    }
    const { seen, fresh } = await looks(...clients);
    expect(seen).toEqual(fresh);
    expect(clients.map(({ gaps }) => gaps)).toEqual(clients.map(() => 0));
  });

  it('sends the first character at once, and the rest in portions', async () => {
    const client = enter('one');
    await until(() => client.screens === 1);
    await new Promise((resolve) => setTimeout(resolve, 60));
    const before = port.encoded;
    print('a');
    expect(client.received).toBeGreaterThan(0);
    for (let count = 0; count < 100; count += 1) print('b');
    await until(() => upToDate(client));
    expect(port.encoded - before).toBeLessThan(6);
  });

  it('lets the audience stand back from a key to what the shell answers', () => {
    const other = new Screen('n/other', 'e1', SIZE, nothing, nothing);
    fanout.open(other);
    fanout.typed(TERMINAL);
    fanout.output('n/other', other.take(0, Buffer.from('not that')));
    expect(port.audience).toBe('stands back');
    print('a');
    expect(port.audience).toBe('goes on');
    other.dispose();
  });

  it('makes one state and one screen for all who come at once', async () => {
    print('x'.repeat(500));
    const first = enter('first');
    await until(() => first.screens === 1);
    const before = port.encoded;
    const crowd = Array.from({ length: 100 }, (_, index) => enter(`viewer-${index}`));
    await until(() => crowd.every(({ screens, snapshots }) => screens === 1 && snapshots === 1));
    expect(port.encoded - before).toBeLessThan(10);
  });

  it('gives the audience pictures of a flood, and the stage every byte', async () => {
    const speaker = enter('speaker', 'stage');
    const listener = enter('listener');
    await until(() => listener.screens === 1 && speaker.screens === 1);
    for (let count = 0; count < 200; count += 1) {
      print(`${'base64 '.repeat(5)}${count}\r\n`.repeat(100));
      if (count % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await until(() => upToDate(speaker) && upToDate(listener));
    const { seen, fresh } = await looks(speaker, listener);
    expect(seen).toEqual(fresh);
    expect(speaker.gaps + listener.gaps).toBe(0);
    expect(speaker.received).toBeGreaterThan(700_000);
    expect(listener.received).toBeLessThan(200_000);
  });

  it('comes to an end after a flood that is small beside the kept screen', async () => {
    const client = enter('one');
    await until(() => client.screens === 1);
    print(`${'x'.repeat(38)}\r\n`.repeat(750));
    await until(() => upToDate(client));
    const { encoded } = port;
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(port.encoded).toBe(encoded);
    expect(client.gaps).toBe(0);
  });

  it('leaves a viewer out that takes nothing, and starts it anew once it does', async () => {
    const slow = enter('slow');
    const quick = enter('quick');
    await until(() => slow.screens === 1 && quick.screens === 1);
    print('before\r\n');
    await until(() => upToDate(slow));
    port.waiting.set('slow', 2_000_000);
    fanout.sweep(1_000);
    const received = slow.received;
    print('meanwhile\r\n');
    fanout.event(1, { type: 'followers', followers: 2 });
    await until(() => upToDate(quick));
    expect(quick.events).toEqual([1]);
    expect(slow).toMatchObject({ received, events: [], snapshots: 1 });
    port.waiting.set('slow', 0);
    fanout.sweep(2_000);
    await until(() => slow.screens === 2);
    expect(slow.snapshots).toBe(2);
    print('after\r\n');
    const { seen, fresh } = await looks(slow, quick);
    expect(seen).toEqual(fresh);
    expect(slow.gaps).toBe(0);
  });

  it('disconnects a viewer that takes nothing for long', () => {
    enter('dead');
    port.waiting.set('dead', 2_000_000);
    for (const now of [1_000, 30_000, 62_000]) fanout.sweep(now);
    expect(port.dropped).toEqual(['dead']);
  });

  it('lets the stage hold the output up, but not for long', () => {
    enter('speaker', 'stage');
    enter('listener');
    port.waiting.set('listener', 2_000_000);
    fanout.sweep(0);
    expect(fanout.holds(TERMINAL)).toBe(false);
    port.waiting.set('speaker', 2_000_000);
    fanout.sweep(1_000);
    expect(fanout.holds(TERMINAL)).toBe(true);
    fanout.sweep(2_900);
    expect(fanout.holds(TERMINAL)).toBe(true);
    fanout.sweep(3_100);
    expect(fanout.holds(TERMINAL)).toBe(false);
  });

  it('lets a stage that draws slowly hold the output up, but not for long', async () => {
    const speaker = enter('speaker', 'stage');
    await until(() => speaker.screens === 1);
    fanout.drawn('speaker', TERMINAL, at(0));
    print(`${'x'.repeat(38)}\r\n`.repeat(20_000));
    expect(fanout.holds(TERMINAL, 1_000)).toBe(true);
    fanout.drawn('speaker', TERMINAL, at(100_000));
    expect(fanout.holds(TERMINAL, 2_900)).toBe(true);
    expect(fanout.holds(TERMINAL, 3_100)).toBe(false);
    fanout.drawn('speaker', TERMINAL, at(700_000));
    print(`${'x'.repeat(38)}\r\n`.repeat(20_000));
    expect(fanout.holds(TERMINAL, 4_000)).toBe(true);
    fanout.drawn('speaker', TERMINAL, at(screen.end));
    expect(fanout.holds(TERMINAL, 4_000)).toBe(false);
  });

  it('does not mistake a large screen on its way for lagging', async () => {
    print(`${'x'.repeat(39)}\r\n`.repeat(1_200));
    const client = enter('phone');
    await until(() => client.screens === 1);
    port.waiting.set('phone', client.received + 100_000);
    fanout.sweep(1_000);
    print('y');
    await until(() => upToDate(client));
    expect(client.screens).toBe(1);
  });

  it('starts everybody anew when the shell does', async () => {
    const clients = [enter('one'), enter('two', 'stage')];
    print('old');
    await until(() => clients.every(upToDate));
    screen.dispose();
    screen = newScreen('e2');
    fanout.open(screen);
    print('new');
    const { seen, fresh } = await looks(...clients);
    expect(seen).toEqual(fresh);
  });

  it('sends nothing more to who looks elsewhere, and all of it again to who asks again', async () => {
    const client = enter('one');
    await until(() => client.screens === 1);
    fanout.watch('one', [TERMINAL]);
    await until(() => client.screens === 2);
    fanout.watch('one', []);
    const { received } = client;
    print('unseen');
    const other = enter('two');
    await until(() => upToDate(other));
    expect(client.received).toBe(received);
  });

  it('comes out right whatever viewers and output do', async () => {
    const act = fc.oneof(
      fc.record({ do: fc.constant('print' as const), text: fc.string({ maxLength: 50 }) }),
      fc.record({ do: fc.constant('flood' as const) }),
      fc.record({ do: fc.constant('resize' as const), cols: fc.integer({ min: 20, max: 60 }) }),
      fc.record({
        do: fc.constantFrom('enter' as const, 'stall' as const, 'drain' as const, 'again' as const),
        who: fc.nat(5),
      }),
      fc.record({ do: fc.constant('wait' as const) }),
    );
    let now = 0;
    let round = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 40 }), async (acts) => {
        round += 1;
        const name = (who: number) => `${round}-${who}`;
        const here = new Map<string, Client>();
        for (const step of acts) {
          now += 200;
          if (step.do === 'print') print(step.text);
          else if (step.do === 'flood') print('0123456789\r\n'.repeat(2_000));
          else if (step.do === 'resize')
            fanout.output(TERMINAL, screen.resize({ cols: step.cols, rows: 10 }));
          else if (step.do === 'wait') await new Promise((resolve) => setTimeout(resolve, 5));
          else if (step.do === 'enter') {
            if (!here.has(name(step.who)))
              here.set(name(step.who), enter(name(step.who), step.who < 2 ? 'stage' : 'audience'));
          } else if (step.do === 'again') fanout.watch(name(step.who), [TERMINAL]);
          else {
            port.waiting.set(name(step.who), step.do === 'stall' ? 9_000_000 : 0);
            fanout.sweep(now);
          }
        }
        port.waiting.clear();
        fanout.sweep((now += 200));
        const { seen, fresh } = await looks(...here.values());
        expect(seen).toEqual(fresh);
        expect([...here.values()].map(({ gaps }) => gaps)).toEqual([...here.values()].map(() => 0));
        for (const id of port.clients.keys()) fanout.remove(id);
        port.clients.clear();
      }),
      { numRuns: 40, endOnFailure: true },
    );
  });
});
