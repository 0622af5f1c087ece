/**
 * Between a browser and the hub. `/audience` is for everyone and can only listen; `/stage` needs
 * the stage's cookie and can drive and type. What a socket may do is bound at its handshake.
 */
import { z } from 'zod';
import { commandSchema } from './command.ts';
import type { Command } from './command.ts';
import type { Answer, Refusal } from './refusal.ts';
import { positionSchema, stageEventSchema, stageStateSchema } from './stage.ts';
import type { Position, StageEvent, StageState } from './stage.ts';
import { INPUT_LIMIT, placeSchema, sizeSchema, terminalIdSchema } from './terminal.ts';
import type { Place, Size } from './terminal.ts';

export const AUDIENCE_NAMESPACE = '/audience';
export const STAGE_NAMESPACE = '/stage';

export const browserHelloSchema = z.object({ protocol: z.int() });

/** The terminals whose bytes this browser wants, at most all of a slide's and its neighbours'. */
export const watchSchema = z.object({ terminals: z.array(terminalIdSchema).max(16) });

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
export const runRequestSchema = z.object({ terminal: terminalIdSchema, command: commandSchema });
export const nextRequestSchema = z.object({ terminal: terminalIdSchema, run: z.string().max(64) });
export const resetSchema = z.object({ step: z.int().min(1).max(99) });

export const snapshotSchema = z.object({
  seq: z.int().min(0),
  state: stageStateSchema,
  you: z.string(),
});
export const numberedEventSchema = z.object({ seq: z.int().min(1), event: stageEventSchema });
export const terminalScreenSchema = z.object({
  terminal: terminalIdSchema,
  ...placeSchema.shape,
  size: sizeSchema,
  data: z.string(),
});
export const terminalFrameSchema = z.object({
  terminal: terminalIdSchema,
  ...placeSchema.shape,
  end: z.int().min(0),
  data: z.string(),
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

export interface HubToBrowser {
  /** The whole state under `seq`; the first event after it has `seq + 1`. */
  snapshot: (message: { seq: number; state: StageState; you: string }) => void;
  event: (message: { seq: number; event: StageEvent }) => void;
  'terminal-screen': (message: TerminalScreen) => void;
  'terminal-output': (message: TerminalFrame) => void;
  'terminal-resized': (message: { terminal: string; size: Size } & Place) => void;
  refused: (refusal: Refusal) => void;
}

export interface AudienceToHub {
  /** Asks for a snapshot: at the start, and when a number is missing. */
  sync: () => void;
  watch: (message: z.infer<typeof watchSchema>) => void;
}

type Reply = (answer: Answer) => void;

export interface StageToHub extends AudienceToHub {
  drive: (message: { position: Position; take: boolean }, reply: Reply) => void;
  'terminal-open': (message: { terminal: string; size: Size }, reply: Reply) => void;
  'terminal-close': (message: { terminal: string }, reply: Reply) => void;
  'terminal-input': (message: { terminal: string; data: string }) => void;
  'terminal-resize': (message: { terminal: string; size: Size }) => void;
  'command-run': (message: { terminal: string; command: Command }, reply: Reply) => void;
  'command-next': (message: { terminal: string; run: string }) => void;
  'lab-reset': (message: { step: number }, reply: Reply) => void;
}
