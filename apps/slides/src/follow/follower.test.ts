import { accepted, emptyStage, refuse } from '@netstage/protocol';
import type { Answer, Position } from '@netstage/protocol';
import { describe, expect, it } from 'vitest';
import { createFollower } from './follower.ts';
import type { Role } from './role.ts';
import { createStore } from './store.ts';
import { nothingHeard } from './talk-state.ts';
import type { TalkState } from './talk-state.ts';

const at = (slide: string, fragment = -1): Position => ({ slide, fragment });

function rig(role: Role, answer: Answer = accepted) {
  const talk = createStore<TalkState>(nothingHeard);
  const driven: { position: Position; take: boolean }[] = [];
  const drive = (position: Position, take: boolean) => {
    driven.push({ position, take });
    return Promise.resolve(answer);
  };
  const follower = createFollower(role, talk, role === 'stage' ? drive : null);
  const hear = (position: Position, driver: string | null) => {
    const stage = { ...emptyStage('title'), position, driver };
    talk.set({ connection: { status: 'live' }, you: 'me', seq: 1, ahead: 0, stage });
  };
  const cut = () => talk.set({ ...talk.get(), connection: { status: 'lost', since: 0 } });
  return { follower, driven, hear, cut, now: () => follower.following.get() };
}

describe('a follower', () => {
  it('lands on slide and fragment, and follows', () => {
    const { hear, now } = rig('audience');
    expect(now().target).toBeNull();
    hear(at('demo', 2), 'other');
    expect(now()).toMatchObject({ mode: 'following', target: at('demo', 2) });
    hear(at('demo', 3), 'other');
    expect(now().target).toEqual(at('demo', 3));
  });

  it('roams when its own user moves it, sees where the presenter is, and comes back', () => {
    const { follower, hear, now, driven } = rig('audience');
    hear(at('one'), 'other');
    follower.moved(at('two'));
    hear(at('three'), 'other');
    expect(now()).toEqual({ mode: 'roaming', target: at('two'), presenter: at('three') });
    follower.rejoin();
    expect(now()).toMatchObject({ mode: 'following', target: at('three') });
    expect(driven).toEqual([]);
  });

  it('follows again when it walks to where the presenter is', () => {
    const { follower, hear, now } = rig('audience');
    hear(at('one'), 'other');
    follower.moved(at('two'));
    follower.moved(at('one'));
    expect(now().mode).toBe('following');
  });
});

describe('the stage', () => {
  it('drives, and does not step back for the echo of its own fast moves', () => {
    const { follower, hear, now, driven } = rig('stage');
    hear(at('one'), null);
    follower.moved(at('two'));
    follower.moved(at('three'));
    hear(at('two'), 'me');
    expect(now()).toMatchObject({ mode: 'driving', target: at('three') });
    expect(driven.map(({ position }) => position.slide)).toEqual(['two', 'three']);
  });

  it('goes on driving when it is called back to itself', () => {
    const { follower, hear, now } = rig('stage');
    hear(at('one'), null);
    follower.moved(at('two'));
    follower.rejoin();
    expect(now()).toMatchObject({ mode: 'driving', target: at('two') });
  });

  it('goes on where it was after a cut, when nobody else drives', () => {
    const { follower, hear, cut, driven } = rig('stage');
    hear(at('one'), null);
    follower.moved(at('two'));
    cut();
    follower.moved(at('three'));
    driven.length = 0;
    hear(at('title'), null);
    expect(driven).toEqual([{ position: at('three'), take: false }]);
  });

  it('after a reload starts where the talk is', () => {
    const { hear, now, driven } = rig('stage');
    hear(at('five', 1), null);
    expect(now().target).toEqual(at('five', 1));
    expect(driven).toEqual([]);
  });

  it('roams while another drives, and takes over only when told to', () => {
    const { follower, hear, now, driven } = rig('stage');
    hear(at('one'), 'other');
    follower.moved(at('two'));
    expect(now().mode).toBe('roaming');
    expect(driven).toEqual([]);
    follower.take();
    expect(driven).toEqual([{ position: at('two'), take: true }]);
    expect(now().mode).toBe('driving');
  });

  it('follows when another window took over', () => {
    const { follower, hear, now } = rig('stage');
    hear(at('one'), null);
    follower.moved(at('two'));
    hear(at('four'), 'other');
    expect(now()).toMatchObject({ mode: 'following', target: at('four') });
  });

  it('goes where a phone of its console has stepped, once its own moves have arrived', async () => {
    const { follower, hear, now } = rig('stage');
    hear(at('one'), null);
    follower.moved(at('two'));
    follower.moved(at('three'));
    hear(at('four'), 'me');
    expect(now().target).toEqual(at('three'));
    await new Promise((answered) => setTimeout(answered));
    expect(now()).toMatchObject({ mode: 'driving', target: at('four') });
    hear(at('five', 1), 'me');
    expect(now().target).toEqual(at('five', 1));
  });

  it('stays where it is while cut off, and does not go back to what it heard last', () => {
    const { follower, hear, cut, now } = rig('stage', refuse('failed', 'not connected'));
    hear(at('one'), 'me');
    cut();
    follower.moved(at('two'));
    cut();
    expect(now()).toMatchObject({ mode: 'driving', target: at('two') });
  });

  it('becomes a roamer when the hub says that another drives', async () => {
    const { follower, hear, now } = rig('stage', refuse('not-driving', 'Another window drives.'));
    hear(at('one'), null);
    follower.moved(at('two'));
    await Promise.resolve();
    expect(now()).toMatchObject({ mode: 'roaming', target: at('two'), presenter: at('one') });
  });
});
