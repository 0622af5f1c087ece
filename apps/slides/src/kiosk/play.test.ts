import { sumRehearsal } from '@netstage/protocol';
import { describe, expect, it } from 'vitest';
import { talk } from '../talk/words/index.ts';
import { bookOf } from './book.ts';
import { IDLE } from './hands.ts';
import { plainOptions } from './options.ts';
import type { KioskOptions } from './options.ts';
import { createPlayer } from './play.ts';
import { fakeClock } from './testing/fake-clock.ts';
import { fakeHub } from './testing/fake-hub.ts';
import type { Outcome } from './testing/fake-hub.ts';

const book = bookOf(talk);

function playing(
  options: Partial<KioskOptions> = {},
  outcomeOf?: (cue: string, nth: number) => Outcome,
) {
  const clock = fakeClock();
  const hub = fakeHub(book, clock, outcomeOf);
  const chosen = { ...plainOptions, ...options };
  const player = createPlayer(book, hub.desk, clock, chosen);
  player.begin(chosen, 'seed', null);
  const mode = () => player.runner.get().mode.is;
  const slide = () => talk[player.runner.get().index]?.id;
  const ended = (ms?: number) => clock.until('it has ended', () => mode() === 'ended', ms);
  const report = () => {
    const last = hub.saved.at(-1);
    if (!last) throw new Error('no report was saved');
    return { ...sumRehearsal(last), rehearsal: last };
  };
  const cue = (id: string) =>
    report()
      .rehearsal.slides.flatMap((each) => each.cues)
      .find((each) => each.cue === id);
  const ran = () => hub.did.filter((what) => /^(run|reset)/.test(what));
  return { clock, hub, player, mode, slide, ended, report, cue, ran };
}

const STEP_1 = { from: 'step-1-run', to: 'step-1-view-node' };
const STEP_1_RUNS = ['run step-1.setup', 'run step-1.node-addr', 'run step-1.node-route'];

describe('the kiosk', () => {
  it('plays every slide and cue of the talk in order, in the time planned', async () => {
    const { hub, ended, report, ran } = playing();
    await ended();
    const shown = hub.did.filter((what) => what.startsWith('show'));
    expect(shown).toEqual(
      talk.flatMap(({ id, fragments }) =>
        Array.from({ length: fragments + 1 }, (_, n) => `show ${id} ${n - 1}`),
      ),
    );
    const { faults, cues, actual, target, spent } = report();
    expect(faults).toEqual([]);
    expect(cues).toEqual({ held: book.cues.size, failed: 0, recorded: 0, 'not-run': 0 });
    expect(Math.abs(actual - target)).toBeLessThan(3);
    expect(spent.typing).toBeGreaterThan(60);
    expect(ran().filter((what) => what.startsWith('reset'))).toEqual(
      [1, 2, 3, 4].map((n) => `reset ${n}`),
    );
    expect(ran().filter((what) => what.startsWith('run'))).toEqual(
      talk.flatMap((slide) => slide.cues).map((cue) => `run ${cue.id}`),
    );
  });

  it('plays twenty times as fast, and reports the same time', async () => {
    const { clock, ended, report } = playing({ speed: 20 });
    await ended();
    expect(clock.now()).toBeLessThan(200_000);
    const { actual, target, faults } = report();
    expect(faults).toEqual([]);
    expect(Math.abs(actual - target)).toBeLessThan(3);
  });

  it('loops, each time from clean labs', async () => {
    const { clock, hub, ran } = playing({ ...STEP_1, loop: true });
    await clock.until('two loops', () => hub.saved.length === 2);
    expect(hub.saved.map(({ loop }) => loop)).toEqual([1, 2]);
    expect(ran().slice(0, 2 * (STEP_1_RUNS.length + 1))).toEqual([
      'reset 1',
      ...STEP_1_RUNS,
      'reset 1',
      ...STEP_1_RUNS,
    ]);
  });

  it('brings the lab to where a later slide needs it', async () => {
    const { ended, ran, report } = playing({ from: 'step-3-ping-con', to: 'step-3-ping-con' });
    await ended();
    expect(ran().slice(0, 4)).toEqual([
      'reset 3',
      'reset 3',
      'run step-3.setup-1',
      'run step-3.setup-2',
    ]);
    expect(report().faults).toEqual([]);
    expect(report().rehearsal.preparing).toBeGreaterThan(0.5);
  });

  it('tries a failed cue once more, from clean and with all it needs', async () => {
    const { ended, ran, cue, report } = playing(STEP_1, (id, nth) =>
      id === 'step-1.node-addr' && nth === 1
        ? { is: 'broken', why: 'exit code 1, expected 0' }
        : { is: 'held' },
    );
    await ended();
    expect(ran()).toEqual([
      'reset 1',
      'run step-1.setup',
      'run step-1.node-addr',
      'reset 1',
      'run step-1.setup',
      'run step-1.node-addr',
      'run step-1.node-route',
    ]);
    expect(cue('step-1.node-addr')).toMatchObject({
      result: 'held',
      attempts: 2,
      unsteady: true,
      why: ['exit code 1, expected 0'],
    });
    expect(report().faults).toHaveLength(1);
  });

  it('goes on after a cue that fails twice, and says so', async () => {
    const { ended, cue, report } = playing(STEP_1, (id) =>
      id === 'step-1.node-addr' ? { is: 'broken', why: 'TTL 63, expected 64' } : { is: 'held' },
    );
    await ended();
    expect(cue('step-1.node-addr')).toMatchObject({ result: 'failed', attempts: 2 });
    expect(cue('step-1.node-route')).toMatchObject({ result: 'held', attempts: 1 });
    expect(report().faults).toEqual(['step-1.node-addr failed: TTL 63, expected 64']);
  });

  it('ends a hung command and brings its lab back', async () => {
    const { hub, ended, cue } = playing(STEP_1, (id, nth) =>
      id === 'step-1.node-addr' && nth === 1 ? { is: 'hung' } : { is: 'held' },
    );
    await ended();
    expect(hub.did).toContain('type 1-network-namespace/main "\\u0003"');
    expect(cue('step-1.node-addr')).toMatchObject({ result: 'held', attempts: 2 });
  });

  it('runs what goes on beside other cues until the last of them, and judges it then', async () => {
    const slide = 'step-4-capture-nic';
    const { hub, ended, report } = playing({ from: slide, to: slide });
    await ended();
    const from = hub.did.indexOf('run step-4.capture-nic');
    expect(hub.did.slice(from)).toEqual([
      'run step-4.capture-nic',
      'run step-4.ping-captured-1',
      'run step-4.send',
      'type 4-overlay-network-2/capture "\\u0003"',
    ]);
    expect(hub.did).toContain('open 4-overlay-network-2/capture');
    expect(report().faults).toEqual([]);
  });

  it('tries all that runs beside once more when a part of it fails', async () => {
    const slide = 'step-4-capture-nic';
    const { ended, ran, cue } = playing({ from: slide, to: slide }, (id, nth) =>
      id === 'step-4.send' && nth === 1 ? { is: 'broken', why: 'no reply' } : { is: 'held' },
    );
    await ended();
    expect(ran().slice(-6)).toEqual([
      'reset 4',
      'run step-4.setup-1',
      'run step-4.setup-2',
      'run step-4.capture-nic',
      'run step-4.ping-captured-1',
      'run step-4.send',
    ]);
    expect(cue('step-4.send')).toMatchObject({ result: 'held', unsteady: true });
    expect(cue('step-4.ping-captured-1')).toMatchObject({ result: 'held', unsteady: false });
  });

  it('waits for a dead agent and tries again', async () => {
    const { clock, hub, ended, report, cue } = playing(STEP_1, (id) =>
      id === 'step-1.node-addr' ? { is: 'held', ms: 3_000 } : { is: 'held' },
    );
    await clock.until('it runs', () => hub.did.includes('run step-1.node-addr'));
    await clock.pass(2_000);
    hub.killAgent('1-network-namespace', 4_000);
    await ended();
    expect(cue('step-1.node-addr')).toMatchObject({ result: 'held', attempts: 2, unsteady: false });
    expect(report().faults).toEqual([]);
  });

  it('fails honestly when a node does not come back', async () => {
    const { clock, hub, ended, cue, report } = playing(STEP_1);
    await clock.until('it is set up', () => hub.did.includes('run step-1.setup'));
    await clock.pass(3_000);
    hub.killAgent('1-network-namespace', null);
    await ended();
    expect(cue('step-1.node-addr')).toMatchObject({
      result: 'failed',
      attempts: 2,
      why: [
        '1-network-namespace is away: its agent ended',
        'step-1.setup before it: 1-network-namespace is booting',
      ],
    });
    expect(report().cues).toMatchObject({ held: 1, failed: 2 });
  });

  it('goes on where it was when the hub is back', async () => {
    const { clock, hub, ended, ran, report } = playing(STEP_1, (id) =>
      id === 'step-1.node-addr' ? { is: 'held', ms: 5_000 } : { is: 'held' },
    );
    await clock.until('it runs', () => hub.did.includes('run step-1.node-addr'));
    hub.cut(90_000);
    await ended();
    expect(ran()).toEqual(['reset 1', ...STEP_1_RUNS]);
    expect(report().cues.held).toBe(3);
  });

  it('counts cues without a lab as failed: something recorded stands in', async () => {
    const clock = fakeClock();
    const hub = fakeHub(book, clock);
    hub.noLab(1);
    hub.killAgent('1-network-namespace', null);
    const options = { ...plainOptions, ...STEP_1 };
    const player = createPlayer(book, hub.desk, clock, options);
    player.begin(options, 'seed', null);
    await clock.until('it has ended', () => player.runner.get().mode.is === 'ended');
    const [last] = hub.saved;
    expect(last && sumRehearsal(last).cues).toEqual({
      held: 0,
      failed: 0,
      recorded: 3,
      'not-run': 0,
    });
    expect(last && sumRehearsal(last).faults).toHaveLength(3);
  });

  it('cleans nodes that run elsewhere with their own script', async () => {
    const clock = fakeClock();
    const hub = fakeHub(book, clock);
    hub.noLab(3);
    const slide = 'step-3-ping-con';
    const options = { ...plainOptions, from: slide, to: slide };
    const player = createPlayer(book, hub.desk, clock, options);
    player.begin(options, 'seed', null);
    await clock.until('it has ended', () => player.runner.get().mode.is === 'ended');
    expect(hub.did.filter((what) => /^(run|reset)/.test(what)).slice(0, 4)).toEqual([
      'run clean.3-multi-node-1',
      'run clean.3-multi-node-2',
      'run step-3.setup-1',
      'run step-3.setup-2',
    ]);
    const [last] = hub.saved;
    expect(last && sumRehearsal(last).faults).toEqual([]);
  });

  it('pauses for a visitor, warns, and begins the slide anew from clean', async () => {
    const { clock, hub, player, mode, slide, ran } = playing({ ...STEP_1, loop: true });
    await clock.until('the second slide', () => hub.did.includes('run step-1.node-route'));
    player.touched();
    expect(mode()).toBe('paused');
    const before = ran().length;
    await clock.pass(IDLE.resume - 1_000);
    expect(mode()).toBe('paused');
    expect(ran()).toHaveLength(before);
    await clock.pass(3_000);
    expect(mode()).toBe('playing');
    expect(slide()).toBe('step-1-view-node');
    expect(ran().slice(before, before + 2)).toEqual(['reset 1', 'run step-1.setup']);
    expect(player.runner.get().log.interrupted).toBe(1);
  });

  it('pauses when another window takes the talk over', async () => {
    const { clock, hub, mode } = playing(STEP_1);
    await clock.until('it plays', () => hub.did.includes('run step-1.setup'));
    hub.takenOver();
    expect(mode()).toBe('paused');
    await clock.pass(IDLE.resume + 5_000);
    expect(mode()).toBe('playing');
    expect(hub.stage().driver).toBe('kiosk');
  });

  it('pauses when the talk is moved by somebody’s phone', async () => {
    const { clock, hub, mode } = playing(STEP_1);
    await clock.until('it plays', () => hub.did.includes('run step-1.setup'));
    hub.moved();
    expect(mode()).toBe('paused');
  });

  it('stays paused by its own button, steps, and goes back', async () => {
    const { clock, hub, player, mode, slide, ran } = playing({ from: 'title', to: 'step-1-run' });
    await clock.until('the second slide', () => slide() === 'motivation');
    player.control({ do: 'pause' });
    await clock.pass(600_000);
    expect(mode()).toBe('paused');
    const shown = hub.did.length;
    player.control({ do: 'step' });
    await clock.pass(5_000);
    expect(mode()).toBe('paused');
    expect(hub.did.slice(shown).filter((what) => what.startsWith('show'))).toHaveLength(1);
    const moved = hub.did.length;
    player.control({ do: 'back' });
    await clock.pass(600_000);
    expect(slide()).toBe('title');
    expect(hub.did.slice(moved)).toEqual(['show title -1']);
    expect(mode()).toBe('paused');
    player.control({ do: 'play' });
    await clock.until('it plays on', () => slide() === 'motivation');
    expect(ran()).toEqual(['reset 1']);
  });

  it('changes its speed in the middle of a pause', async () => {
    const { clock, player, slide } = playing({ from: 'title', to: 'motivation' });
    await clock.pass(20_000);
    player.control({ do: 'speed', speed: 20 });
    await clock.pass(1_200);
    expect(slide()).toBe('motivation');
  });

  it('ends early with what it has', async () => {
    const { clock, hub, player, ended, report } = playing(STEP_1);
    await clock.until('it plays', () => hub.did.includes('run step-1.setup'));
    player.control({ do: 'stop' });
    await ended(1_000);
    expect(report().faults[0]).toBe('it was ended before the last slide');
  });

  it('goes on from where a page was that died', async () => {
    const { clock, hub, player, slide } = playing(STEP_1);
    await clock.until('the second slide', () => slide() === 'step-1-view-node');
    const { index, loop, log, options } = player.runner.get();
    player.close();
    const next = createPlayer(book, hub.desk, clock, options);
    next.begin(options, 'another', { index, loop, log });
    await clock.until('it has ended', () => next.runner.get().mode.is === 'ended');
    const [last] = hub.saved;
    expect(last && sumRehearsal(last).faults).toEqual([]);
  });
});
