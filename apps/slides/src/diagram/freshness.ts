import type { NodeView } from '@netstage/protocol';

export type Freshness =
  | { readonly kind: 'fresh' }
  | { readonly kind: 'booting' }
  /** The picture is the last known one. `age` in ms. */
  | { readonly kind: 'old'; readonly age: number; readonly reason: string };

/** How far the picture of a node can be trusted; `now` in ms since 1970, by the hub's clock. */
export function freshnessOf(view: NodeView, now: number): Freshness {
  if (view.link.status === 'booting') return { kind: 'booting' };
  if (view.link.status === 'away')
    return { kind: 'old', age: Math.max(0, now - view.heard), reason: view.link.reason };
  const stale = Object.values(view.state?.namespaces ?? {}).flatMap(({ kind, names, stale }) =>
    stale ? [{ ...stale, whose: kind === 'node' ? '' : `${names.join(', ')}: ` }] : [],
  );
  const [oldest] = stale.sort((a, b) => a.since - b.since);
  if (!oldest) return { kind: 'fresh' };
  const age = Math.max(0, now - oldest.since);
  return { kind: 'old', age, reason: oldest.whose + oldest.reason };
}

/** `4 s`, `3 min`, `2 h`: as exact as it is of use. */
export function ageWords(ms: number): string {
  const seconds = Math.floor(ms / 1_000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h`;
}
