import { useEffect } from 'react';
import type { Follower } from '../follow/follower.ts';
import { positionOf } from '../follow/hash.ts';

/**
 * Goes where the page's link points, without the presenter: only for those who follow. A stage that
 * was opened by a link must not take the room there.
 */
export function useLinkedPlace(follower: Follower, follows: boolean): void {
  useEffect(() => {
    if (!follows) return;
    function go(): void {
      const position = positionOf(window.location.hash);
      if (position) follower.go(position);
    }
    go();
    window.addEventListener('hashchange', go);
    return () => window.removeEventListener('hashchange', go);
  }, [follower, follows]);

  useEffect(
    () =>
      // Back with the presenter, the link is spent: a reload must not leave again.
      follower.following.subscribe(() => {
        if (follower.following.get().mode === 'following' && window.location.hash !== '')
          window.history.replaceState(null, '', window.location.pathname);
      }),
    [follower],
  );
}
