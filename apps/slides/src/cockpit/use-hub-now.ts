import { useEffect, useState } from 'react';
import { useTalk } from '../app/talk-context.ts';
import { useStore } from '../follow/use-store.ts';

/** The hub's clock, ms since 1970, a few times a second; null until it was heard. */
export function useHubNow(): number | null {
  const ahead = useStore(useTalk().link.room.desk, (desk) => desk?.ahead ?? null);
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, []);
  return ahead === null ? null : now + ahead;
}
