import { positionSchema } from '@netstage/protocol';
import type { Position } from '@netstage/protocol';

/**
 * A link to a place in the talk: `#/step-1-veth` opens the slide as it begins, `#/step-1-veth/0`
 * with its first fragment. Null for any other hash.
 */
export function positionOf(hash: string): Position | null {
  const match = /^#\/([a-z0-9-]+)(?:\/(\d{1,2}))?$/.exec(hash);
  if (!match) return null;
  const [, slide, fragment] = match;
  const position = positionSchema.safeParse({ slide, fragment: Number(fragment ?? -1) });
  return position.success ? position.data : null;
}
