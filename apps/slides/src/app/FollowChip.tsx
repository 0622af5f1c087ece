import type { ReactNode } from 'react';
import { useStore } from '../follow/use-store.ts';
import { useStage, useTalk } from './talk-context.ts';

/** Says who moves this deck, and leads back to the presenter who has gone on. */
export function FollowChip({
  titleOf,
}: {
  readonly titleOf: (slide: string) => string;
}): ReactNode {
  const { follower, link } = useTalk();
  const { mode, presenter } = useStore(follower.following, (value) => value);
  const driver = useStage((stage) => stage.driver);
  const stage = link.role === 'stage';
  return (
    <span className="follow" data-testid="follow" data-mode={mode}>
      {mode === 'driving' && <span>You drive</span>}
      {mode === 'following' && (
        <span>{stage && driver === null ? 'Nobody drives: move to begin' : 'Following'}</span>
      )}
      {mode === 'roaming' && presenter && (
        <button type="button" data-testid="rejoin" onClick={follower.rejoin}>
          <span className="follow-long">The presenter is on </span>
          {titleOf(presenter.slide)}
          <span className="follow-long"> – go there</span> <kbd>Esc</kbd>
        </button>
      )}
      {stage && mode !== 'driving' && driver !== null && (
        <button type="button" data-testid="take" onClick={follower.take}>
          Take over
        </button>
      )}
    </span>
  );
}
