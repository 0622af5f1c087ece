/** A port's place along a rail, with the room that its label needs on either side of it. */
export interface Place {
  x: number;
  before: number;
  after: number;
}

export interface Rail {
  from: number;
  to: number;
}

const collides = (a: Place, b: Place) =>
  a.x - a.before < b.x + b.after && b.x - b.before < a.x + a.after;

const isFree = (place: Place, rail: Rail, taken: readonly Place[]) =>
  place.x - place.before >= rail.from &&
  place.x + place.after <= rail.to &&
  !taken.some((other) => collides(place, other));

/** The free place nearest to `wish.x`, or null if the rail has no room left. */
const nearest = (wish: Place, rail: Rail, taken: readonly Place[]): Place | null => {
  const within = Math.min(Math.max(wish.x, rail.from + wish.before), rail.to - wish.after);
  const candidates = [
    within,
    rail.from + wish.before,
    ...taken.flatMap((other) => [
      other.x + other.after + wish.before,
      other.x - other.before - wish.after,
    ]),
  ]
    .map((x) => ({ ...wish, x }))
    .filter((place) => isFree(place, rail, taken));
  return candidates.reduce<Place | null>(
    (best, place) =>
      best === null || Math.abs(place.x - wish.x) < Math.abs(best.x - wish.x) ? place : best,
    null,
  );
};

/**
 * Places ports on a rail: who has a remembered place keeps it, newcomers get the free place nearest
 * to their wish. The places of those who left are used only when nothing else is free.
 */
export const pack = (
  wishes: ReadonlyMap<string, Place>,
  remembered: ReadonlyMap<string, Place>,
  rail: Rail,
): Map<string, Place> => {
  const placed = new Map<string, Place>();
  const absent = [...remembered].flatMap(([key, place]) => (wishes.has(key) ? [] : [place]));
  for (const [key, wish] of wishes) {
    const old = remembered.get(key);
    if (old === undefined) continue;
    const roomy = {
      x: old.x,
      before: Math.max(old.before, wish.before),
      after: Math.max(old.after, wish.after),
    };
    const fit = [roomy, { ...wish, x: old.x }].find((place) =>
      isFree(place, rail, [...placed.values()]),
    );
    if (fit !== undefined) placed.set(key, fit);
  }
  for (const [key, wish] of wishes) {
    if (placed.has(key)) continue;
    const taken = [...placed.values()];
    const place = nearest(wish, rail, [...taken, ...absent]) ?? nearest(wish, rail, taken);
    if (place !== null) placed.set(key, place);
  }
  return placed;
};
