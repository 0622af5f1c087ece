import { z } from 'zod';
import { commandSchema } from './command.ts';
import { positionSchema } from './stage.ts';
import type { Position } from './stage.ts';
import { terminalIdSchema } from './terminal.ts';

/** A cue as the hub can run it by its id: all of the command but the name of the run. */
export const outlineCueSchema = z.object({
  id: z.string().min(1).max(120),
  terminal: terminalIdSchema,
  command: commandSchema.omit({ run: true, cue: true }),
});

export const outlineSlideSchema = z.object({
  id: positionSchema.shape.slide,
  fragments: z.int().min(0).max(100),
  cues: z.array(outlineCueSchema),
});
export type OutlineSlide = z.infer<typeof outlineSlideSchema>;

/**
 * What the hub has to know of the deck it serves, written beside the deck when it is built: where
 * a step from a slide leads, and which commands a remote may have run.
 */
export const outlineSchema = z.object({
  /** Of this build: two decks that differ in a byte have two. */
  deck: z.string().min(1).max(64),
  slides: z.array(outlineSlideSchema).min(1),
});
export type Outline = z.infer<typeof outlineSchema>;

/** Where a step leads: through a slide's fragments, then to the next slide; back likewise. */
export function stepFrom(
  slides: readonly { readonly id: string; readonly fragments: number }[],
  { slide, fragment }: Position,
  by: 1 | -1,
): Position {
  const index = slides.findIndex(({ id }) => id === slide);
  const here = slides[index];
  const [first] = slides;
  // A slide that this deck does not have: its beginning is the one place that is surely there.
  if (!here) return { slide: first?.id ?? slide, fragment: -1 };
  const within = fragment + by;
  if (within >= -1 && within < here.fragments) return { slide, fragment: within };
  const there = slides[index + by];
  if (!there) return { slide, fragment };
  return { slide: there.id, fragment: by > 0 ? -1 : there.fragments - 1 };
}
