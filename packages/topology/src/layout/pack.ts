/** The room a port needs on a rail, left and right of its middle, for itself and its label. */
export interface Room {
  /** Where its label is. */
  side: 'start' | 'middle' | 'end';
  before: number;
  after: number;
}

/** Where a port would stand if it were alone, and the ways in which it may stand there. */
export interface Wish {
  at: number;
  /** Best first, e.g. with the label on the right, or else on the left. */
  rooms: readonly Room[];
}

export interface Place extends Room {
  x: number;
  wish: number;
}

export interface Rail {
  from: number;
  to: number;
  /** Where ports' middles may be, if not wherever their rooms are. */
  middles?: { from: number; to: number };
}

/** Where on the rail a port may be that needs this room. */
const reach = ({ from, to, middles }: Rail, { before, after }: Room) => ({
  from: Math.max(from + before, middles?.from ?? from),
  to: Math.min(to - after, middles?.to ?? to),
});

const isFree = (x: number, room: Room, rail: Rail, taken: readonly Place[]) => {
  const { from, to } = reach(rail, room);
  if (x < from || x > to) return false;
  const [left, right] = [x - room.before, x + room.after];
  return taken.every((other) => left >= other.x + other.after || other.x - other.before >= right);
};

/** The free place nearest to the wish, or null if the rail has no room left. */
const nearest = (wish: Wish, rail: Rail, taken: readonly Place[]): Place | null => {
  let best: Place | null = null;
  let aside = Infinity;
  // Asked for each pair of ports, at every change of the network: what is farther away than the
  // best so far is not even looked at.
  const offer = (x: number, room: Room) => {
    const distance = Math.abs(x - wish.at);
    if (distance >= aside || !isFree(x, room, rail, taken)) return;
    best = { ...room, wish: wish.at, x };
    aside = distance;
  };
  for (const room of wish.rooms) {
    const { from, to } = reach(rail, room);
    offer(Math.min(Math.max(wish.at, from), to), room);
  }
  if (aside === 0) return best;
  for (const other of taken) {
    for (const room of wish.rooms) offer(other.x + other.after + room.before, room);
    for (const room of wish.rooms) offer(other.x - other.before - room.after, room);
  }
  return best;
};

/** The remembered place, if the wish is still the same and the place free. */
const keptPlace = (
  wish: Wish,
  old: Place | undefined,
  rail: Rail,
  taken: readonly Place[],
  generous: boolean,
): Place | null => {
  const room = wish.rooms.find(({ side }) => side === old?.side) ?? wish.rooms[0];
  if (old?.wish !== wish.at || room === undefined) return null;
  const roomy = {
    ...old,
    ...room,
    before: Math.max(old.before, room.before),
    after: Math.max(old.after, room.after),
  };
  const places = generous ? [roomy, { ...old, ...room }] : [{ ...old, ...room }];
  return places.find((place) => isFree(place.x, place, rail, taken)) ?? null;
};

const packOnce = (
  wishes: ReadonlyMap<string, Wish>,
  remembered: ReadonlyMap<string, Place>,
  rail: Rail,
  generous: boolean,
): Map<string, Place> => {
  const placed = new Map<string, Place>();
  const taken: Place[] = [];
  for (const [key, wish] of wishes) {
    const kept = keptPlace(wish, remembered.get(key), rail, taken, generous);
    if (kept === null) continue;
    placed.set(key, kept);
    taken.push(kept);
  }
  for (const [key, wish] of wishes) {
    const now = placed.get(key);
    if (now?.x === wish.at) continue;
    const others = now === undefined ? taken : taken.filter((place) => place !== now);
    const best = nearest(wish, rail, others);
    if (best === null || (now !== undefined && best.x !== wish.at)) continue;
    placed.set(key, best);
    if (now === undefined) taken.push(best);
    else taken[taken.indexOf(now)] = best;
  }
  return placed;
};

/**
 * Places ports on a rail: who has a remembered place and the same wish keeps it, the others get the
 * free place nearest to their wish. Who had to stand aside goes to where it wished as soon as that
 * is free. A port keeps the most room it ever had, unless another one has none for that. Ports
 * without room are missing from the answer.
 */
export const pack = (
  wishes: ReadonlyMap<string, Wish>,
  remembered: ReadonlyMap<string, Place>,
  rail: Rail,
): Map<string, Place> => {
  const generous = packOnce(wishes, remembered, rail, true);
  if (generous.size === wishes.size) return generous;
  const tight = packOnce(wishes, remembered, rail, false);
  return tight.size > generous.size ? tight : generous;
};
