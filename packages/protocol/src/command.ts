import { z } from 'zod';

/** How a script run from a slide waits between its lines. */
export const paceSchema = z.discriminatedUnion('mode', [
  z.object({ mode: z.literal('plain') }),
  z.object({ mode: z.literal('timed'), ms: z.int().min(0).max(60_000) }),
  z.object({ mode: z.literal('key') }),
]);
export type Pace = z.infer<typeof paceSchema>;

/** What must come out of a cue's command. Every part that is given has to hold. */
export const expectationSchema = z.object({
  exit: z.int().nullable().optional(),
  /** Each must occur in the output as plain text. */
  includes: z.array(z.string()).optional(),
  excludes: z.array(z.string()).optional(),
  /** The TTL of every reply in ping's output; `lost` when no reply may come back. */
  ttl: z.union([z.int().min(1).max(255), z.literal('lost')]).optional(),
});
export type Expectation = z.infer<typeof expectationSchema>;

export const commandSchema = z.object({
  /** Names this run: the same id sent twice runs once. */
  run: z.string().min(1).max(64),
  /** The cue it comes from, or null for a command of nobody's list. */
  cue: z.string().max(120).nullable(),
  command: z.string().min(1).max(2_000),
  /** Milliseconds between typed characters; 0 types at once. */
  typing: z.int().min(0).max(500),
  pace: paceSchema,
  expect: expectationSchema,
  /** After this long without an end the run is judged failed; the command is not killed. */
  timeout: z.int().min(100).max(600_000),
  /** Of a command that runs on: what it prints once it is ready. It is told of by the phase. */
  ready: z.string().min(1).max(200).optional(),
});
export type Command = z.infer<typeof commandSchema>;

export const verdictSchema = z.object({ held: z.boolean(), why: z.array(z.string()) });
export type Verdict = z.infer<typeof verdictSchema>;

/** Where a run stands. `line` is the line of the paced script that is about to run, from 1. */
export const runPhaseSchema = z.discriminatedUnion('phase', [
  z.object({ phase: z.literal('typing') }),
  /**
   * `ready`: it has printed what its command says it prints once it is. `shown`: and all that its
   * output is expected to include, so that it may be ended.
   */
  z.object({
    phase: z.literal('running'),
    ready: z.literal(true).optional(),
    shown: z.literal(true).optional(),
  }),
  z.object({
    phase: z.literal('line'),
    script: z.string(),
    line: z.int().min(1),
    waiting: z.boolean(),
  }),
  z.object({
    phase: z.literal('ended'),
    exit: z.int().nullable(),
    /** Milliseconds from Enter to the end. */
    took: z.number(),
    verdict: verdictSchema,
  }),
]);
export type RunPhase = z.infer<typeof runPhaseSchema>;

export const runSchema = z.object({
  run: z.string(),
  cue: z.string().nullable(),
  command: z.string(),
  state: runPhaseSchema,
});
export type Run = z.infer<typeof runSchema>;

/** What the shell is doing, from its OSC 133 marks; never guessed from a prompt's looks. */
export const shellStateSchema = z.discriminatedUnion('at', [
  z.object({ at: z.literal('starting') }),
  z.object({ at: z.literal('prompt'), typed: z.boolean() }),
  z.object({ at: z.literal('command'), since: z.number() }),
]);
export type ShellState = z.infer<typeof shellStateSchema>;
