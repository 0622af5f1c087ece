import { outlineSchema } from '@netstage/protocol';
import type { OutlineSlide } from '@netstage/protocol';

export type ShownSlide = OutlineSlide;

/** The slides of a served deck in their order, with what can be run on each. */
export async function slidesOf(url: string): Promise<readonly ShownSlide[]> {
  const answer = await fetch(new URL('deck.json', url));
  return outlineSchema.parse(await answer.json()).slides;
}
