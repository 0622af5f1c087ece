import { describe, expect, it } from 'vitest';
import { talk } from '../talk/words/index.ts';
import { bookOf } from './book.ts';
import { plainOptions } from './options.ts';
import { createPlayer } from './play.ts';
import { fakeClock } from './testing/fake-clock.ts';
import { fakeHub } from './testing/fake-hub.ts';
import { watch } from './watchdog.ts';

const book = bookOf(talk);

function watched() {
  const clock = fakeClock();
  const hub = fakeHub(book, clock);
  const player = createPlayer(book, hub.desk, clock, plainOptions);
  const signs: { deck: boolean; beats: number; reloads: string[] } = {
    deck: true,
    beats: 0,
    reloads: [],
  };
  watch(clock, {
    runner: player.runner.get,
    deck: () => signs.deck,
    beat: () => {
      signs.beats += 1;
    },
    reload: (why) => signs.reloads.push(why),
  });
  const options = { ...plainOptions, speed: 0.5, step: 4 };
  player.begin(options, 'seed', null);
  return { clock, hub, player, signs };
}

describe('the watchdog', () => {
  it('beats through a whole step at the slowest speed, visitors and cut connections', async () => {
    const { clock, hub, player, signs } = watched();
    await clock.pass(10 * 60_000);
    player.control({ do: 'pause' });
    await clock.pass(20 * 60_000);
    player.control({ do: 'play' });
    hub.cut(15 * 60_000);
    await clock.pass(60 * 60_000);
    expect(player.runner.get().mode.is).toBe('ended');
    expect(signs.reloads).toEqual([]);
    expect(signs.beats).toBe((90 * 60) / 5);
  });

  it('reloads a page that has lost its deck', async () => {
    const { clock, signs } = watched();
    await clock.pass(60_000);
    signs.deck = false;
    await clock.pass(20_000);
    expect(signs.reloads[0]).toBe('the deck is gone from the page');
  });

  it('reloads a page on which nothing goes on', async () => {
    const { clock, player, signs } = watched();
    await clock.pass(60_000);
    player.close();
    await clock.pass(6 * 60_000);
    expect(signs.reloads[0]).toBe('nothing went on');
  });
});
