import type { Answer, Position } from '@netstage/protocol';
import type { Role } from './role.ts';
import { createStore } from './store.ts';
import type { Store } from './store.ts';
import type { TalkState } from './talk-state.ts';

/** Where this browser is in the talk, and whether that is the presenter's doing. */
export interface Following {
  /** Where the deck is to be; null until the hub, or nobody, has said. */
  readonly target: Position | null;
  /** Where the presenter is; null while unknown. */
  readonly presenter: Position | null;
  /**
   * `driving`: this browser is the presenter. `following`: it shows what the presenter shows.
   * `roaming`: it was moved by its own user and stays until called back.
   */
  readonly mode: 'driving' | 'following' | 'roaming';
}

export interface Follower {
  readonly following: Store<Following>;
  /** The user of this browser moved the deck. */
  readonly moved: (position: Position) => void;
  /** Moves the deck as if its user had. */
  readonly go: (position: Position) => void;
  /** Back to the presenter, for who has left; nothing for who has not, or is the presenter. */
  readonly rejoin: () => void;
  /** Makes this browser the presenter, where it is now. */
  readonly take: () => void;
  readonly close: () => void;
}

export function samePosition(a: Position | null, b: Position | null): boolean {
  return a?.slide === b?.slide && a?.fragment === b?.fragment;
}

type Drive = (position: Position, take: boolean) => Promise<Answer>;

/** Decides where the deck is to be. `drive` is null in the audience. */
export function createFollower(role: Role, talk: Store<TalkState>, drive: Drive | null): Follower {
  const following = createStore<Following>({ target: null, presenter: null, mode: 'following' });
  /** Set while this browser drives; survives a lost connection, unlike the hub's memory of it. */
  let drove = false;
  /** Own moves that the hub has not answered yet. */
  let pending = 0;
  let previous = talk.get();

  function update(change: Partial<Following>): void {
    const before = following.get();
    const after = { ...before, ...change };
    const same =
      before.mode === after.mode &&
      samePosition(before.target, after.target) &&
      samePosition(before.presenter, after.presenter);
    if (!same) following.set(after);
  }

  function send(position: Position, take: boolean): void {
    if (!drive) return;
    drove = true;
    pending += 1;
    update({ mode: 'driving', target: position, presenter: position });
    void drive(position, take).then((answer) => {
      pending -= 1;
      if (answer.ok) settle();
      if (answer.ok || answer.refusal.code !== 'not-driving') return;
      drove = false;
      update({ mode: 'roaming', presenter: talk.get().stage?.position ?? null });
    });
  }

  /**
   * While own moves are on their way, what the hub says is older than they are: following it would
   * step back. Once all are answered it is the truth, with the steps of a phone or of another
   * window of this console in it.
   */
  function settle(): void {
    const { stage, you, connection } = talk.get();
    if (!drove || pending > 0 || connection.status !== 'live') return;
    if (stage && stage.driver === you)
      update({ target: stage.position, presenter: stage.position });
  }

  function mayDrive(): boolean {
    if (role !== 'stage') return false;
    const { stage, you } = talk.get();
    return drove || stage === null || stage.driver === null || stage.driver === you;
  }

  function heard(): void {
    const { stage, you, connection } = talk.get();
    const reconnected = connection.status === 'live' && previous.connection.status !== 'live';
    previous = talk.get();
    if (!stage) return;
    const { driver, position } = stage;
    const { target, mode } = following.get();

    // After a cut or a restart the hub no longer knows who drove: whoever did goes on.
    if (reconnected && drove && driver === null && target) {
      send(target, false);
      return;
    }
    if (driver !== null && driver === you && !drove) {
      drove = true;
      update({ mode: 'driving', presenter: position, target: position });
      return;
    }
    if (driver !== null && driver !== you) drove = false;
    if (drove) {
      settle();
      return;
    }
    update({ presenter: position });
    if (mode === 'driving') update({ mode: 'following' });
    if (mode !== 'roaming') update({ target: position });
  }

  const unsubscribe = talk.subscribe(heard);
  heard();

  function moved(position: Position): void {
    if (samePosition(position, following.get().target)) return;
    if (mayDrive()) {
      send(position, false);
      return;
    }
    const { presenter } = following.get();
    const back = samePosition(position, presenter);
    update({ target: position, mode: back ? 'following' : 'roaming' });
  }

  return {
    following,
    moved,
    go: moved,
    rejoin() {
      const { presenter, mode } = following.get();
      if (presenter && mode === 'roaming') update({ mode: 'following', target: presenter });
    },
    take() {
      const { target } = following.get();
      if (target) send(target, true);
    },
    close: unsubscribe,
  };
}
