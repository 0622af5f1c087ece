import type { Lag } from '@netstage/protocol';

/** `214 follow, 35 ms behind (95 % within 80 ms)`. */
export function lagWords({ followers, p50, p95 }: Lag): string {
  const follow = followers === 1 ? '1 follows' : `${followers} follow`;
  if (p50 === null || p95 === null) return follow;
  // Probes go there and come back; what is shown is one way.
  const one = Math.round(p50 / 2);
  const most = Math.round(p95 / 2);
  return most > one
    ? `${follow}, ${one} ms behind (95 % within ${most} ms)`
    : `${follow}, ${one} ms behind`;
}
