/** The kiosk of this browser: the player, at the talk's own link, with the page's clock. */
import { DEFAULT_SIZE } from '@netstage/protocol';
import type { Talk } from '../app/talk-context.ts';
import { newRun } from '../cue/pace.ts';
import { samePosition } from '../follow/follower.ts';
import { createStore } from '../follow/store.ts';
import type { Store } from '../follow/store.ts';
import { talk as slides } from '../slides/talk.ts';
import { beat, isServed, saveRehearsal } from './api.ts';
import { bookOf } from './book.ts';
import { optionsOf, plainOptions } from './options.ts';
import type { KioskOptions } from './options.ts';
import { createPlayer, worldOf } from './play.ts';
import type { Clock, Desk, Player } from './play.ts';
import type { World } from './runner.ts';
import { keepPlace, readPlace } from './storage.ts';
import { BEAT_EVERY, watch } from './watchdog.ts';

export const book = bookOf(slides);

/** What became of the last report: kept under an id, or not and why. */
export type Saved =
  | { readonly is: 'none' }
  | { readonly is: 'kept'; readonly id: string }
  | { readonly is: 'lost'; readonly why: string };

export interface Kiosk {
  readonly player: Player;
  readonly saved: Store<Saved>;
  readonly begin: (options: KioskOptions) => void;
}

const clock: Clock = {
  now: Date.now,
  after(ms, act) {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
};

const kiosks = new WeakMap<Talk, Kiosk>();

/** One for each talk, however often React asks. */
export function kioskOf(talk: Talk): Kiosk {
  const known = kiosks.get(talk) ?? createKiosk(talk);
  kiosks.set(talk, known);
  return known;
}

function createKiosk({ link, follower }: Talk): Kiosk {
  const { actions } = link;
  if (!actions) throw new Error('The kiosk needs the stage’s link; this page is the audience’s.');
  const saved = createStore<Saved>({ is: 'none' });
  const desk: Desk = {
    world: worldStore({ link, follower }),
    drive(position) {
      const { mode, target } = follower.following.get();
      follower.go(position);
      // Told again of where it already is, the follower would say nothing; taking over does.
      const again = mode === 'driving' && samePosition(target, position);
      if (again || follower.following.get().mode !== 'driving') follower.take();
    },
    run: actions.run,
    reset: actions.reset,
    open: (terminal) => void actions.open(terminal, DEFAULT_SIZE),
    type: actions.type,
    save: (rehearsal) =>
      void saveRehearsal(rehearsal).then(
        (id) => saved.set({ is: 'kept', id }),
        (error: unknown) => saved.set({ is: 'lost', why: String(error) }),
      ),
  };
  const player = createPlayer(book, desk, clock, plainOptions);
  remember(player);

  const asked = optionsOf(window.location.hash);
  const place = readPlace(clock.now());
  const same = asked === null || JSON.stringify(asked) === JSON.stringify(place?.options);
  // Only a page that died takes up an earlier one by itself; whoever opens a new tab is asked.
  const reloaded = sessionStorage.getItem(PLAYING) !== null;
  if (place && same && (asked !== null || reloaded)) begin(place.options, place);
  else if (asked) begin(asked, null);

  function begin(options: KioskOptions, resume: Parameters<Player['begin']>[2]): void {
    sessionStorage.setItem(PLAYING, 'yes');
    player.begin(options, newRun(), resume);
  }

  return { player, saved, begin: (options) => begin(options, null) };
}

const PLAYING = 'netstage:kiosk-plays';

function worldStore({ link, follower }: Pick<Talk, 'link' | 'follower'>): Store<World> {
  const read = (): World => {
    const { connection, stage, you } = link.talk.get();
    return worldOf(connection.status === 'live', stage, you);
  };
  const world = createStore<World>(read());
  link.talk.subscribe(() => world.set(read()));
  follower.following.subscribe(() => world.set(read()));
  return world;
}

/** Keeps where the kiosk is for a page that comes after this one, and watches over this one. */
function remember({ runner }: Player): void {
  let last = runner.get();
  let kept = 0;
  runner.subscribe(() => {
    const run = runner.get();
    const moved = run.index !== last.index || run.loop !== last.loop;
    const turned = run.mode !== last.mode || run.last !== last.last;
    last = run;
    if (run.mode.is === 'idle') return;
    if (!moved && !turned && clock.now() - kept < BEAT_EVERY) return;
    kept = clock.now();
    keepPlace(run, kept);
    if (run.mode.is === 'ended') sessionStorage.removeItem(PLAYING);
  });
  watch(clock, {
    runner: runner.get,
    deck: () => document.querySelector('[data-testid="talk"]') !== null,
    beat: () => void beat(),
    reload: (why) => {
      console.error(`The kiosk loads its page anew: ${why}.`);
      // A hub that is away would leave an error page in the kiosk's place.
      void isServed().then((served) => {
        if (served) window.location.reload();
      });
    },
  });
}
