import { emptyStage } from '@netstage/protocol';
import type { StageEvent } from '@netstage/protocol';
import { describe, expect, it } from 'vitest';
import { nothingHeard, withEvent, withSnapshot } from './talk-state.ts';

const followers = (count: number): StageEvent => ({ type: 'followers', followers: count });
const live = withSnapshot(nothingHeard, {
  seq: 7,
  state: emptyStage('title'),
  you: 'me',
  ahead: 9,
});

describe('the state of the talk', () => {
  it('folds the events that follow its snapshot', () => {
    const next = withEvent(live, { seq: 8, event: followers(3) });
    expect(next).toMatchObject({ seq: 8, stage: { followers: 3 } });
  });

  it('takes an event once', () => {
    expect(withEvent(live, { seq: 7, event: followers(3) })).toBe(live);
  });

  it('asks for a snapshot when an event is missing, or none came yet', () => {
    expect(withEvent(live, { seq: 9, event: followers(3) })).toBe('gap');
    expect(withEvent(nothingHeard, { seq: 1, event: followers(3) })).toBe('gap');
  });

  it('believes a snapshot with a lower number: the hub has started anew', () => {
    const anew = withSnapshot(live, { seq: 0, state: emptyStage('title'), you: 'me2', ahead: 8 });
    expect(anew).toMatchObject({ seq: 0, you: 'me2', ahead: 8, connection: { status: 'live' } });
  });
});
