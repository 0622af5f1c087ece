import type { ReactNode } from 'react';
import { PointerIcon, ShareIcon } from './icons.tsx';
import { useTalk } from '../app/talk-context.ts';
import { NewDeck } from './NewDeck.tsx';
import { useRoom } from './use-room.ts';

interface Props {
  readonly laser: boolean;
  /** Null for who can't point. */
  readonly onLaser: (() => void) | null;
  readonly onShare: () => void;
  readonly onAsk: () => void;
}

/** The room's part of the bar: what is on, and the ways to share and to ask. */
export function RoomBar({ laser, onLaser, onShare, onAsk }: Props): ReactNode {
  const { link } = useTalk();
  const frozen = useRoom((room) => room.frozen) === true;
  const blank = useRoom((room) => room.blank) === true;
  const asking = useRoom((room) => room.asking);
  const questions = useRoom((room) => room.questions) ?? 0;
  const stage = link.actions;
  return (
    <>
      <NewDeck />
      {frozen && (
        <output className="room-state" data-testid="frozen">
          {stage ? 'The audience is frozen' : 'Paused by the presenter'}
          {stage && (
            <button type="button" onClick={() => void stage.freeze(false)}>
              Let go
            </button>
          )}
        </output>
      )}
      {blank && stage && (
        <output className="room-state" data-testid="blanked">
          Blank
          <button type="button" onClick={() => void stage.blank(false)}>
            Show <kbd>b</kbd>
          </button>
        </output>
      )}
      {onLaser && (
        <button
          type="button"
          className="bar-icon"
          aria-label="Laser pointer"
          aria-pressed={laser}
          onClick={onLaser}
        >
          <PointerIcon />
        </button>
      )}
      {!stage && asking !== null && (
        <button type="button" className="bar-ask" data-testid="ask" onClick={onAsk}>
          Ask{questions > 0 && <span className="bar-count">{questions}</span>}
        </button>
      )}
      <button
        type="button"
        className="bar-icon bar-share"
        aria-label="Share the address"
        onClick={onShare}
      >
        <ShareIcon />
      </button>
    </>
  );
}
