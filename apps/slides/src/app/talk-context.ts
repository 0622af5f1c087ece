import { createContext, useContext } from 'react';
import type { StageState } from '@netstage/protocol';
import type { TalkLink } from '../follow/connection.ts';
import type { Follower } from '../follow/follower.ts';
import { useStore } from '../follow/use-store.ts';
import type { TerminalPool } from '../terminal/pool.ts';

/** What lives as long as the page, outside of React. */
export interface Talk {
  readonly link: TalkLink;
  readonly follower: Follower;
  readonly terminals: TerminalPool;
}

export const TalkContext = createContext<Talk | null>(null);

export function useTalk(): Talk {
  const talk = useContext(TalkContext);
  if (!talk) throw new Error('A part of the talk was rendered outside of TalkContext.');
  return talk;
}

/** A part of the hub's state, or null before anything was heard. Select parts, build nothing. */
export function useStage<S>(select: (stage: StageState) => S): S | null {
  return useStore(useTalk().link.talk, ({ stage }) => (stage ? select(stage) : null));
}

/** Whether this browser may run commands and type: a stage that nobody else is driving. */
export function useMayAct(): boolean {
  const { link, follower } = useTalk();
  const live = useStore(link.talk, ({ connection }) => connection.status === 'live');
  const mode = useStore(follower.following, (following) => following.mode);
  const othersDrive = useStage((stage) => stage.driver !== null) === true && mode !== 'driving';
  return link.actions !== null && live && !othersDrive;
}
