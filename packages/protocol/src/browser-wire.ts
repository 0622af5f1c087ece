/**
 * Between a browser and the hub. `/audience` is for everyone and can only listen, ask and upvote;
 * `/stage` needs the stage's cookie and can drive and type; `/remote` needs the cookie of a paired
 * phone and can step, run the deck's own cues and point. What a socket may do is bound at its
 * handshake.
 */
import { z } from 'zod';
import { commandSchema } from './command.ts';
import type { Command } from './command.ts';
import type { QuestionsMessage, QuestionState } from './question.ts';
import type { Answer, Refusal } from './refusal.ts';
import type { ClockAction, Desk, Highlight, Point, Room, showSchema } from './room.ts';
import { positionSchema, stageEventSchema, stageStateSchema } from './stage.ts';
import type { Position, StageEvent } from './stage.ts';
import { INPUT_LIMIT, placeSchema, sizeSchema, terminalIdSchema } from './terminal.ts';
import type { Place, Size } from './terminal.ts';
import { textOnWireSchema } from './terminal-text.ts';
import type { TextOnWire } from './terminal-text.ts';

export const AUDIENCE_NAMESPACE = '/audience';
export const STAGE_NAMESPACE = '/stage';
export const REMOTE_NAMESPACE = '/remote';

export const browserHelloSchema = z.object({
  protocol: z.int(),
  /**
   * Names the console that a stage's or cockpit's window belongs to: the windows of one browser.
   * They drive as one; another console has to take over.
   */
  console: z
    .string()
    .regex(/^[\w-]{8,64}$/)
    .optional(),
});

/** The terminals whose bytes this browser wants, at most all of a slide's and its neighbours'. */
export const watchSchema = z.object({ terminals: z.array(terminalIdSchema).max(16) });

export const questionsWatchSchema = z.object({ on: z.boolean() });

export const driveSchema = z.object({
  position: positionSchema,
  /** Take over from whoever drives. Without it only the driver, or the first to come, moves. */
  take: z.boolean(),
});
export const openSchema = z.object({ terminal: terminalIdSchema, size: sizeSchema });
export const closeSchema = z.object({ terminal: terminalIdSchema });
export const inputSchema = z.object({
  terminal: terminalIdSchema,
  data: z.string().min(1).max(INPUT_LIMIT),
});
export const resizeSchema = z.object({ terminal: terminalIdSchema, size: sizeSchema });
/** All output before this place was drawn; told now and then while much of it comes. */
export const drawnSchema = z.object({ terminal: terminalIdSchema, ...placeSchema.shape });
export const runRequestSchema = z.object({ terminal: terminalIdSchema, command: commandSchema });
export const nextRequestSchema = z.object({ terminal: terminalIdSchema, run: z.string().max(64) });
export const resetSchema = z.object({ step: z.int().min(1).max(99) });

export const snapshotSchema = z.object({
  seq: z.int().min(0),
  state: stageStateSchema,
  you: z.string().nullable(),
  /** The hub's clock when it sent this, ms since 1970: a browser's may be minutes off. */
  now: z.number(),
});
export const numberedEventSchema = z.object({ seq: z.int().min(1), event: stageEventSchema });
export const terminalScreenSchema = z.object({
  terminal: terminalIdSchema,
  ...placeSchema.shape,
  size: sizeSchema,
  data: textOnWireSchema,
});
export const terminalFrameSchema = z.object({
  terminal: terminalIdSchema,
  ...placeSchema.shape,
  end: z.int().min(0),
  data: textOnWireSchema,
});
export const terminalSizedSchema = z.object({
  terminal: terminalIdSchema,
  ...placeSchema.shape,
  size: sizeSchema,
});

/** A terminal's screen as of `place`: write `data` into a terminal that was reset to `size`. */
export type TerminalScreen = { terminal: string; size: Size; data: string } & Place;

/**
 * Decoded output. Bytes from `offset` up to `end`; a frame always ends between characters.
 * A browser whose own place is not `offset` watches again to be seeded anew.
 */
export type TerminalFrame = { terminal: string; data: string; end: number } & Place;

type OnWire<Message> = Omit<Message, 'data'> & { data: TextOnWire };

export interface HubToBrowser {
  /**
   * The whole state under `seq`; the first event after it has `seq + 1`. `you` is what `driver`
   * says when this browser drives; null for a follower, which never does.
   */
  snapshot: (message: z.infer<typeof snapshotSchema>) => void;
  event: (message: { seq: number; event: StageEvent }) => void;
  'terminal-screen': (message: OnWire<TerminalScreen>) => void;
  'terminal-output': (message: OnWire<TerminalFrame>) => void;
  'terminal-resized': (message: { terminal: string; size: Size } & Place) => void;
  /** With every snapshot, and when it changes. */
  room: (message: { room: Room }) => void;
  /** To the presenter's windows and remotes only. */
  desk: (message: { desk: Desk }) => void;
  /** Where the presenter points; may be lost, the next one says it all. */
  pointer: (message: { point: Point | null; every: number }) => void;
  /** To whoever looks at the questions. */
  questions: (message: QuestionsMessage) => void;
  /** To be answered with `probed` once all before it was taken in. */
  probe: (message: { probe: number }) => void;
  refused: (refusal: Refusal) => void;
}

type Reply = (answer: Answer) => void;

interface ViewerToHub {
  /** Asks for a snapshot: at the start, and when a number is missing. */
  sync: () => void;
}

export interface AudienceToHub extends ViewerToHub {
  watch: (message: z.infer<typeof watchSchema>) => void;
  probed: (message: { probe: number }) => void;
  /** From now on the list of questions and its changes are wanted, or not any more. */
  'questions-watch': (message: { on: boolean }) => void;
  ask: (message: { text: string; name: string }, reply: Reply) => void;
  vote: (message: { id: string; up: boolean }, reply: Reply) => void;
}

/** What a paired phone can do. It names cues of the deck; it has no words for a shell. */
export interface RemoteToHub extends ViewerToHub {
  step: (message: { by: 1 | -1 }, reply: Reply) => void;
  'cue-run': (message: { cue: string; run: string }, reply: Reply) => void;
  point: (message: { point: Point | null }) => void;
  highlight: (message: { highlight: Highlight | null }) => void;
  blank: (message: { on: boolean }, reply: Reply) => void;
  clock: (message: { do: ClockAction }, reply: Reply) => void;
}

export interface StageToHub extends AudienceToHub, RemoteToHub {
  drive: (message: { position: Position; take: boolean }, reply: Reply) => void;
  'terminal-open': (message: { terminal: string; size: Size }, reply: Reply) => void;
  'terminal-close': (message: { terminal: string }, reply: Reply) => void;
  'terminal-input': (message: { terminal: string; data: string }) => void;
  'terminal-resize': (message: { terminal: string; size: Size }) => void;
  /** Lets a stage that draws slowly hold up the shell, so that its keys are answered soon. */
  'terminal-drawn': (message: { terminal: string } & Place) => void;
  'command-run': (message: { terminal: string; command: Command }, reply: Reply) => void;
  'command-next': (message: { terminal: string; run: string }) => void;
  'lab-reset': (message: { step: number }, reply: Reply) => void;
  /** Looks for what is left on the lab's nodes; what it finds comes as an event. */
  'lab-check': (message: Record<string, never>, reply: Reply) => void;
  freeze: (message: { on: boolean }, reply: Reply) => void;
  /** Lays something over the stage; a question by its id. */
  show: (message: z.infer<typeof showSchema>, reply: Reply) => void;
  asking: (message: { on: boolean }, reply: Reply) => void;
  'question-mark': (message: { id: string; state: QuestionState }, reply: Reply) => void;
  /** Unpairs every phone. */
  'remotes-unpair': (message: Record<string, never>, reply: Reply) => void;
  /** Puts all questions away, on the disk, and begins with none. */
  'questions-clear': (message: Record<string, never>, reply: Reply) => void;
}
