import { z } from 'zod';

export const TERMINAL_COLS = { min: 20, max: 240 } as const;
export const TERMINAL_ROWS = { min: 4, max: 80 } as const;

/** One message of typed or pasted input, in UTF-16 units; longer pastes are split by the sender. */
export const INPUT_LIMIT = 16_384;

/** `node/name`: one terminal is one session, on however many slides it stands. */
export const terminalIdSchema = z.string().regex(/^[a-z0-9][a-z0-9-]*\/[a-z0-9][a-z0-9-]{0,23}$/);
export type TerminalId = z.infer<typeof terminalIdSchema>;

export function terminalId(node: string, name = 'main'): TerminalId {
  return `${node}/${name}`;
}

/** The node a terminal runs on: all of the id before the slash. */
export function nodeOf(terminal: TerminalId): string {
  return terminal.slice(0, terminal.indexOf('/'));
}

/** What a terminal is called on its node: all of the id behind the slash. */
export function nameOf(terminal: TerminalId): string {
  return terminal.slice(terminal.indexOf('/') + 1);
}

export const sizeSchema = z.object({
  cols: z.int().min(TERMINAL_COLS.min).max(TERMINAL_COLS.max),
  rows: z.int().min(TERMINAL_ROWS.min).max(TERMINAL_ROWS.max),
});
export type Size = z.infer<typeof sizeSchema>;

/** Until a stage sets another one: the columns that the slides' terminals have. */
export const DEFAULT_SIZE: Size = { cols: 64, rows: 20 };

/**
 * A place in a terminal's output. `epoch` names one life of the shell (a new one after a respawn);
 * `offset` counts bytes from the start of that life.
 */
export const placeSchema = z.object({ epoch: z.string().min(1).max(64), offset: z.int().min(0) });
export type Place = z.infer<typeof placeSchema>;
