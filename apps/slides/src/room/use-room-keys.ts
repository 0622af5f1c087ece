import { useEffect } from 'react';
import { useTalk } from '../app/talk-context.ts';
import { claims } from '../deck/keys.ts';
import { singleKeys } from '../look/settings.ts';

interface Keys {
  readonly share: () => void;
  /** Null where there is nothing to ask, as on stage. */
  readonly ask: (() => void) | null;
  readonly laser: (() => void) | null;
  /** What Escape leaves first, if anything. */
  readonly leave: (() => void) | null;
}

/** The room's letters: s share, q questions, l laser, b blank. */
export function useRoomKeys({ share, ask, laser, leave }: Keys): void {
  const { link } = useTalk();
  useEffect(() => {
    const { actions, room } = link;
    const blank = actions && (() => void actions.blank(room.room.get()?.blank !== true));
    const letters: Readonly<Record<string, (() => void) | null>> = {
      s: share,
      q: ask,
      l: laser,
      b: blank,
    };
    function pressed(event: KeyboardEvent): void {
      const held = event.altKey || event.ctrlKey || event.metaKey;
      if (held || event.defaultPrevented || claims(event.target, event.key)) return;
      const letter = singleKeys.get() ? letters[event.key.toLowerCase()] : null;
      const act = event.key === 'Escape' ? leave : letter;
      if (!act) return;
      event.preventDefault();
      act();
    }
    // Before the deck's own keys: Escape leaves the laser first, then the slide.
    document.addEventListener('keydown', pressed, { capture: true });
    return () => document.removeEventListener('keydown', pressed, { capture: true });
  }, [link, share, ask, laser, leave]);
}
