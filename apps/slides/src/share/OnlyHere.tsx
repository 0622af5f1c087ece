import type { ReactNode } from 'react';
import { useRoom } from '../room/use-room.ts';

/** Says so when nobody but this machine can open the talk's address, and how to mend that. */
export function OnlyHere(): ReactNode {
  const reach = useRoom((room) => room.share.reach);
  if (reach !== 'machine') return null;
  return (
    <span className="share-warning">
      Only this machine can open it. Start with <code>--host 0.0.0.0</code> to let the room in.
    </span>
  );
}
