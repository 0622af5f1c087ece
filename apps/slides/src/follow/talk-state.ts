import { reduce } from '@netstage/protocol';
import type { Refusal, StageEvent, StageState } from '@netstage/protocol';

/** How this browser and the hub stand. Times are ms since 1970 by this browser's clock. */
export type Connection =
  | { readonly status: 'connecting' }
  | { readonly status: 'live' }
  | { readonly status: 'lost'; readonly since: number }
  | { readonly status: 'refused'; readonly refusal: Refusal };

export interface TalkState {
  readonly connection: Connection;
  /** What the hub calls this browser when it drives; null for a follower, which never does. */
  readonly you: string | null;
  /** The number of the last event that is part of `stage`. */
  readonly seq: number;
  /** Ms to add to this browser's clock for the hub's. */
  readonly ahead: number;
  /** Null until the first snapshot; kept as it was while the connection is lost. */
  readonly stage: StageState | null;
}

export const nothingHeard: TalkState = {
  connection: { status: 'connecting' },
  you: null,
  seq: 0,
  ahead: 0,
  stage: null,
};

export function withSnapshot(
  state: TalkState,
  message: { seq: number; state: StageState; you: string | null; ahead: number },
): TalkState {
  const { seq, you, ahead, state: stage } = message;
  return { ...state, connection: { status: 'live' }, you, seq, ahead, stage };
}

/**
 * The state after a numbered event, or `gap` when one before it is missing: then only a new
 * snapshot helps. An event that is already part of the state changes nothing.
 */
export function withEvent(
  state: TalkState,
  message: { seq: number; event: StageEvent },
): TalkState | 'gap' {
  if (state.stage === null || message.seq > state.seq + 1) return 'gap';
  if (message.seq <= state.seq) return state;
  return { ...state, seq: message.seq, stage: reduce(state.stage, message.event) };
}
