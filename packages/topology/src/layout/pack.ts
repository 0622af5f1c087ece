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

const collides = (a: Place, b: Place) =>
  a.x - a.before < b.x + b.after && b.x - b.before < a.x + a.after;

/** Where on the rail a port may be that needs this room. */
const reach = ({ from, to, middles }: Rail, { before, after }: Room) => ({
  from: Math.max(from + before, middles?.from ?? from),
  to: Math.min(to - after, middles?.to ?? to),
});

const isFree = (place: Place, rail: Rail, taken: readonly Place[]) =>
  place.x >= reach(rail, place).from &&
  place.x <= reach(rail, place).to &&
  !taken.some((other) => collides(place, other));

const waysAt = ({ at, rooms }: Wish, x: (room: Room) => number): Place[] =>
  rooms.map((room) => ({ ...room, wish: at, x: x(room) }));

/** The free place nearest to the wish, or null if the rail has no room left. */
const nearest = (wish: Wish, rail: Rail, taken: readonly Place[]): Place | null => {
  const candidates = [
    ...waysAt(wish, (room) => {
      const { from, to } = reach(rail, room);
      return Math.min(Math.max(wish.at, from), to);
    }),
    ...taken.flatMap((other) => [
      ...waysAt(wish, ({ before }) => other.x + other.after + before),
      ...waysAt(wish, ({ after }) => other.x - other.before - after),
    ]),
  ].filter((place) => isFree(place, rail, taken));
  return candidates.reduce<Place | null>(
    (best, place) =>
      best === null || Math.abs(place.x - wish.at) < Math.abs(best.x - wish.at) ? place : best,
    null,
  );
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
  return places.find((place) => isFree(place, rail, taken)) ?? null;
};

const packOnce = (
  wishes: ReadonlyMap<string, Wish>,
  remembered: ReadonlyMap<string, Place>,
  rail: Rail,
  generous: boolean,
): Map<string, Place> => {
  const placed = new Map<string, Place>();
  const others = (key: string) =>
    [...placed].flatMap(([other, place]) => (other === key ? [] : [place]));
  for (const [key, wish] of wishes) {
    const kept = keptPlace(wish, remembered.get(key), rail, others(key), generous);
    if (kept !== null) placed.set(key, kept);
  }
  for (const [key, wish] of wishes) {
    const best = nearest(wish, rail, others(key));
    const now = placed.get(key);
    const better = now === undefined || (best?.x === wish.at && now.x !== wish.at);
    if (best !== null && better) placed.set(key, best);
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
