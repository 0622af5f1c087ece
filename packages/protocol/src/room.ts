/**
 * The room around the talk: what is told to everybody beside the stage's state, and what only the
 * presenter's windows are told. Each message is the whole; a later one replaces it.
 */
import { z } from 'zod';
import { questionSchema } from './question.ts';
import { positionSchema } from './stage.ts';
import { terminalIdSchema } from './terminal.ts';

/**
 * What a place on the screen is measured in. Boxes differ from window to window (a phone shows the
 * slide as a column), so a place is told within the thing that it is on: an element of the diagram,
 * a terminal or another piece of the slide, and only else within the slide's canvas.
 */
export const anchorSchema = z.discriminatedUnion('on', [
  z.object({ on: z.literal('slide') }),
  z.object({ on: z.literal('element'), key: z.string().min(1).max(300) }),
  z.object({ on: z.literal('terminal'), terminal: terminalIdSchema }),
  z.object({
    on: z.literal('piece'),
    /** Words by what they say, a drawing by its label, a chip by its cue. */
    name: z.string().min(1).max(1_000),
    /** Of the pieces with this name on the slide, from 0. */
    nth: z.int().min(0).max(99),
  }),
]);
export type Anchor = z.infer<typeof anchorSchema>;

const share = z.number().min(0).max(1);

/** Where the presenter points: parts of the anchor's width and height. */
export const pointSchema = z.object({
  slide: positionSchema.shape.slide,
  anchor: anchorSchema,
  x: share,
  y: share,
});
export type Point = z.infer<typeof pointSchema>;

/** The most things that a highlight names as what is in it. */
export const HIGHLIGHT_PARTS = 24;

/** A part of the slide that stands out until it is taken back or the slide changes. */
export const highlightSchema = z.object({
  ...pointSchema.shape,
  width: share,
  height: share,
  /** What is in it, for pages where these things lie otherwise: there it is the box around them. */
  inside: z.array(anchorSchema).min(1).max(HIGHLIGHT_PARTS).optional(),
});
export type Highlight = z.infer<typeof highlightSchema>;

/** What is laid over the stage for all to see. */
export const showingSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('nothing') }),
  z.object({ kind: z.literal('share') }),
  z.object({ kind: z.literal('question'), question: questionSchema }),
]);
export type Showing = z.infer<typeof showingSchema>;

export const roomSchema = z.object({
  /** The deck that the hub serves now; a page of another build may reload. Null when unknown. */
  deck: z.string().max(64).nullable(),
  /** The audience keeps the last picture while the presenter mends something. */
  frozen: z.boolean(),
  blank: z.boolean(),
  /** What the audience types or scans. `machine`: nobody else can reach that address. */
  share: z.object({
    url: z.string().max(300),
    code: z.string().max(64).nullable(),
    reach: z.enum(['room', 'machine']),
  }),
  /** Whether questions are taken; null when this talk has none at all. */
  asking: z.boolean().nullable(),
  /** How many questions are open. */
  questions: z.int().min(0),
  showing: showingSchema,
  highlight: highlightSchema.nullable(),
});
export type Room = z.infer<typeof roomSchema>;

/** The talk's clock. While it runs, `elapsed` and the slide's share both grow since `at`. */
export const clockSchema = z.object({
  state: z.enum(['ready', 'running', 'paused']),
  /** Ms. */
  elapsed: z.number().min(0),
  /** Ms since 1970 by the hub's clock, of `elapsed` and `spent`. */
  at: z.number(),
  slide: positionSchema.shape.slide,
  /** Ms on each slide so far. */
  spent: z.record(z.string(), z.number().min(0)),
});
export type Clock = z.infer<typeof clockSchema>;

/** How the followers keep up, from probes that they answer. Ms, there and back. */
export const lagSchema = z.object({
  followers: z.int().min(0),
  /** Followers that answered of late. */
  measured: z.int().min(0),
  p50: z.number().nullable(),
  p95: z.number().nullable(),
  /** Followers that are connected but leave probes unanswered. */
  silent: z.int().min(0),
});
export type Lag = z.infer<typeof lagSchema>;

/** What the presenter's windows are told, about once a second. */
export const deskSchema = z.object({
  /** The hub's clock, ms since 1970: another machine's may differ. */
  now: z.number(),
  clock: clockSchema,
  lag: lagSchema,
  /** Paired phones that are connected. */
  remotes: z.int().min(0),
  /** How many pairing links were taken since the hub started. */
  paired: z.int().min(0),
});
export type Desk = z.infer<typeof deskSchema>;

/** The clock as of `now`. */
export function clockAt(clock: Clock, now: number): { elapsed: number; slide: number } {
  const since = clock.state === 'running' ? Math.max(0, now - clock.at) : 0;
  return { elapsed: clock.elapsed + since, slide: (clock.spent[clock.slide] ?? 0) + since };
}

/** What `POST /api/remote` answers the presenter: a link that pairs one phone. */
export const remoteOfferSchema = z.object({
  url: z.string(),
  /** Ms from now on. A duration, because the clock of the cockpit's machine may be another. */
  lasts: z.number().min(0),
});
export type RemoteOffer = z.infer<typeof remoteOfferSchema>;

export const freezeSchema = z.object({ on: z.boolean() });
export const blankSchema = z.object({ on: z.boolean() });
export const askingSchema = z.object({ on: z.boolean() });
/** What to lay over the stage; a question by its id. */
export const showSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('nothing') }),
  z.object({ kind: z.literal('share') }),
  z.object({ kind: z.literal('question'), id: questionSchema.shape.id }),
]);
export const pointingSchema = z.object({ point: pointSchema.nullable() });
export const highlightingSchema = z.object({ highlight: highlightSchema.nullable() });
export const clockActionSchema = z.object({ do: z.enum(['start', 'pause', 'reset']) });
export type ClockAction = z.infer<typeof clockActionSchema>['do'];
export const stepSchema = z.object({ by: z.union([z.literal(1), z.literal(-1)]) });
export const cueRequestSchema = z.object({
  cue: z.string().min(1).max(120),
  run: z.string().min(1).max(64),
});
export const probeSchema = z.object({ probe: z.int().min(0) });
export const roomMessageSchema = z.object({ room: roomSchema });
export const deskMessageSchema = z.object({ desk: deskSchema });
export const pointerMessageSchema = z.object({
  point: pointSchema.nullable(),
  /** Ms until the next one can come: what a moving dot takes to get there. */
  every: z.number(),
});
