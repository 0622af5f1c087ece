import type { Room } from '@netstage/protocol';
import { useTalk } from '../app/talk-context.ts';
import { useStore } from '../follow/use-store.ts';

/** A part of the room's state, or null before anything was heard. Select parts, build nothing. */
export function useRoom<S>(select: (room: Room) => S): S | null {
  return useStore(useTalk().link.room.room, (room) => (room ? select(room) : null));
}
