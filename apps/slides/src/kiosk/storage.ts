import { rehearsedSlideSchema } from '@netstage/protocol';
import { z } from 'zod';
import { kioskOptionsSchema } from './options.ts';
import type { Runner } from './runner.ts';

const KEY = 'netstage:kiosk';
/** Ms after which a page that died is not taken up again: the room has changed since. */
const FORGOTTEN = 10 * 60_000;

const logSchema = z.object({
  begun: z.number(),
  preparing: z.number(),
  interrupted: z.int(),
  slides: z.array(rehearsedSlideSchema),
});

/** What the next page needs to go on from where this one was. */
const keptSchema = z.object({
  at: z.number(),
  playing: z.boolean(),
  options: kioskOptionsSchema,
  index: z.int().min(0),
  loop: z.int().min(1),
  log: logSchema,
});
export type KeptPlace = z.infer<typeof keptSchema>;

/** Kept for the browser, not for the tab: a crashed browser forgets its tabs. */
export function keepPlace({ mode, options, index, loop, log }: Runner, at: number): void {
  const playing = mode.is !== 'idle' && mode.is !== 'ended';
  const slides = [...log.slides];
  const place: KeptPlace = { at, playing, options, index, loop, log: { ...log, slides } };
  localStorage.setItem(KEY, JSON.stringify(place));
}

/** Where a page that died a moment ago was; null when there was none, or it had ended. */
export function readPlace(now: number): KeptPlace | null {
  const text = localStorage.getItem(KEY);
  if (text === null) return null;
  const place = keptSchema.safeParse(parsed(text));
  if (!place.success || !place.data.playing) return null;
  return now - place.data.at < FORGOTTEN ? place.data : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Cut short by whatever ended the page.
    return null;
  }
}
