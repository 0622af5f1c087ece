import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { useTalk } from '../app/talk-context.ts';
import { useRoom } from './use-room.ts';

/** Ms over which followers reload after the deck was built anew, so that not all come at once. */
const SPREAD = 8_000;
const TRIED = 'netstage:reloaded-for';

/** The build that this page is of; null in development. */
function ownDeck(): string | null {
  return (
    document.querySelector('meta[name="netstage-deck"]')?.getAttribute('content')?.trim() || null
  );
}

/**
 * Tells of a deck that was built anew while this page was open. Followers reload by themselves,
 * once; slides are known by their ids, so that they land where the talk is.
 */
export function NewDeck(): ReactNode {
  const { link } = useTalk();
  const served = useRoom((room) => room.deck);
  const own = ownDeck();
  const differs = served !== null && own !== null && served !== own;
  const follower = link.role === 'audience';

  useEffect(() => {
    if (!differs || !follower || sessionStorage.getItem(TRIED) === served) return;
    const timer = setTimeout(() => {
      sessionStorage.setItem(TRIED, served);
      window.location.reload();
    }, Math.random() * SPREAD);
    return () => clearTimeout(timer);
  }, [differs, follower, served]);

  if (!differs) return null;
  return (
    <output className="room-state" data-testid="new-deck">
      New slides
      <button type="button" onClick={() => window.location.reload()}>
        Reload
      </button>
    </output>
  );
}
