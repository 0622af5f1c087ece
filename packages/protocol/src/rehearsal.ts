/** What a run through the talk came to: the kiosk's, or a speaker's rehearsal. Kept by the hub. */
import { z } from 'zod';

/** Seconds of the talk's own time: at double speed a pause of one second on the clock counts two. */
export const spentSchema = z.object({
  typing: z.number().min(0),
  /** For commands, for the lab and for the deck; never sped up, so counted as it was. */
  waiting: z.number().min(0),
  /** On what is to be read or heard. */
  dwelling: z.number().min(0),
});
export type Spent = z.infer<typeof spentSchema>;

export const rehearsedCueSchema = z.object({
  cue: z.string().max(120),
  label: z.string().max(200),
  /** `recorded`: there was no lab to run it on, so that what was recorded took its place. */
  result: z.enum(['held', 'failed', 'recorded', 'not-run']),
  /** How often it was tried; two when the first attempt failed. */
  attempts: z.int().min(0),
  /** It held in the end, but an earlier attempt came out otherwise than expected. */
  unsteady: z.boolean(),
  /** Why attempts failed, in their order. */
  why: z.array(z.string().max(500)).max(20),
  /** Seconds from Enter to the end, of the last attempt. */
  took: z.number().min(0).nullable(),
});
export type RehearsedCue = z.infer<typeof rehearsedCueSchema>;

export const rehearsedSlideSchema = z.object({
  slide: z.string().max(80),
  title: z.string().max(200),
  section: z.string().max(40),
  /** Seconds planned. */
  target: z.number().min(0),
  /** Whether it was shown at all. */
  shown: z.boolean(),
  spent: spentSchema,
  cues: z.array(rehearsedCueSchema).max(50),
});
export type RehearsedSlide = z.infer<typeof rehearsedSlideSchema>;

export const rehearsalSchema = z.object({
  /** `kiosk`: the talk played itself. `speaker`: somebody gave it, the clock ran along. */
  kind: z.enum(['kiosk', 'speaker']),
  /** Milliseconds since 1970, by the clock of the browser that recorded it. */
  begun: z.number(),
  ended: z.number(),
  speed: z.number().min(0.1).max(100),
  /** Which loop of the kiosk it was, from 1. */
  loop: z.int().min(1),
  /** False when it was ended before the last of its slides. */
  complete: z.boolean(),
  /** Seconds on the clock for bringing labs to where a slide needs them; part of no slide. */
  preparing: z.number().min(0),
  /** How often somebody touched the kiosk, so that a slide began anew. */
  interrupted: z.int().min(0),
  slides: z.array(rehearsedSlideSchema).min(1).max(300),
});
export type Rehearsal = z.infer<typeof rehearsalSchema>;

/** Names a kept rehearsal: when it began, its kind, and a few letters of chance. */
export const rehearsalIdSchema = z.string().regex(/^\d{8}T\d{6}Z-(kiosk|speaker)-[a-z0-9]{6}$/);

export const keptRehearsalSchema = z.object({ id: rehearsalIdSchema, rehearsal: rehearsalSchema });
export type KeptRehearsal = z.infer<typeof keptRehearsalSchema>;

/** The most bytes of one rehearsal as JSON. */
export const REHEARSAL_LIMIT = 262_144;
