import { z } from 'zod';
import { changeSchema, nodeStateSchema } from '@netstage/topology';
import { runPhaseSchema, runSchema, shellStateSchema } from './command.ts';
import { sizeSchema, terminalIdSchema } from './terminal.ts';

/** A slide by its id, never by its index: a deck rebuilt during the talk still lands right. */
export const positionSchema = z.object({
  slide: z.string().min(1).max(80),
  /** Fragments shown so far: -1 none, 0 the first. */
  fragment: z.int().min(-1).max(99),
});
export type Position = z.infer<typeof positionSchema>;

export const nodeViewSchema = z.object({
  node: z.string(),
  step: z.int().min(1),
  /** `away`: its agent is not connected, with the reason; the state is the last one known. */
  link: z.discriminatedUnion('status', [
    z.object({ status: z.literal('booting') }),
    z.object({ status: z.literal('here') }),
    z.object({ status: z.literal('away'), since: z.number(), reason: z.string() }),
  ]),
  /** Milliseconds since 1970 by the hub's clock, of the last word from the agent. */
  heard: z.number(),
  state: nodeStateSchema.nullable(),
});
export type NodeView = z.infer<typeof nodeViewSchema>;

export const terminalViewSchema = z.object({
  id: terminalIdSchema,
  title: z.string().max(200),
  size: sizeSchema,
  shell: shellStateSchema,
  /** The last command run from a slide, running or ended. */
  run: runSchema.nullable(),
});
export type TerminalView = z.infer<typeof terminalViewSchema>;

export const labStepSchema = z.object({
  step: z.int().min(1),
  title: z.string(),
  underlay: z.object({ prefix: z.string(), outside: z.string() }),
  nodes: z.array(z.object({ name: z.string(), address: z.string() })),
  status: z.enum(['down', 'booting', 'up', 'resetting', 'failed']),
  reason: z.string().nullable(),
});
export type LabStep = z.infer<typeof labStepSchema>;

/** How a cue's last run went, and where: chips keep their outcome when another cue runs. */
export const cueOutcomeSchema = z.object({ terminal: terminalIdSchema, run: runSchema });
export type CueOutcome = z.infer<typeof cueOutcomeSchema>;

/** All that a browser needs to draw the talk, terminals' bytes aside. */
export const stageStateSchema = z.object({
  position: positionSchema,
  /** The browser that drives, by its socket's id; null until someone does. */
  driver: z.string().nullable(),
  lab: z.array(labStepSchema),
  nodes: z.record(z.string(), nodeViewSchema),
  terminals: z.record(z.string(), terminalViewSchema),
  /** By the cue's id, in the order in which they changed; a step's are cleared by its reset. */
  cues: z.record(z.string(), cueOutcomeSchema),
  /**
   * What the last check of a node found that its boot had not left there, in words, by node; empty
   * for one that is clean. A node that was not checked since its boot is not in it.
   */
  left: z.record(z.string(), z.array(z.string())),
  followers: z.int().min(0),
});
export type StageState = z.infer<typeof stageStateSchema>;

/** One numbered change of the stage. Applying it twice equals applying it once. */
export const stageEventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('position'),
    position: positionSchema,
    driver: z.string().nullable(),
  }),
  z.object({ type: z.literal('lab'), step: labStepSchema }),
  z.object({ type: z.literal('node'), view: nodeViewSchema }),
  z.object({
    type: z.literal('node-changes'),
    node: z.string(),
    heard: z.number(),
    /** When the agent's kernel reading was complete, by the agent's clock, ms since 1970. */
    at: z.number(),
    changes: z.array(changeSchema),
  }),
  z.object({ type: z.literal('terminal'), view: terminalViewSchema }),
  z.object({ type: z.literal('terminal-gone'), id: terminalIdSchema }),
  z.object({ type: z.literal('run'), id: terminalIdSchema, run: runSchema }),
  z.object({
    type: z.literal('run-phase'),
    id: terminalIdSchema,
    run: z.string(),
    state: runPhaseSchema,
  }),
  z.object({ type: z.literal('shell'), id: terminalIdSchema, shell: shellStateSchema }),
  z.object({ type: z.literal('checked'), left: z.record(z.string(), z.array(z.string())) }),
  z.object({ type: z.literal('followers'), followers: z.int().min(0) }),
]);
export type StageEvent = z.infer<typeof stageEventSchema>;
