/** Between an agent and the hub, on socket.io's namespace `/agent`. The agent dials out. */
import { z } from 'zod';
import { changeSchema, nodeStateSchema } from '@netstage/topology';
import { commandSchema, runPhaseSchema, shellStateSchema } from './command.ts';
import type { Command, RunPhase } from './command.ts';
import { placeSchema, sizeSchema, terminalIdSchema } from './terminal.ts';
import type { Place, Size } from './terminal.ts';
import type { Answer, Refusal } from './refusal.ts';

export const AGENT_NAMESPACE = '/agent';

/**
 * socket.io's path for agents that reach the hub over TCP: they may send far larger messages than a
 * browser, so they have an entrance of their own. Through the Unix socket the path is the usual one.
 */
export const AGENT_PATH = '/agent-socket';

/** What the agent shows at the handshake (socket.io's `auth`). */
export const agentHelloSchema = z.object({
  protocol: z.int(),
  node: z.string().min(1).max(64),
  token: z.string().min(1).max(200),
  /** One life of the agent process. */
  epoch: z.string().min(1).max(64),
});
export type AgentHello = z.infer<typeof agentHelloSchema>;

/**
 * The whole state of the node under `seq`. The first change after it has `seq + 1`.
 * `at` is when the reading was complete, ms since 1970 by the agent's clock.
 */
export const nodeSnapshotSchema = z.object({
  epoch: z.string(),
  seq: z.int().min(0),
  at: z.number(),
  state: nodeStateSchema,
});
export type NodeSnapshot = z.infer<typeof nodeSnapshotSchema>;

export const nodeChangesSchema = z.object({
  epoch: z.string(),
  seq: z.int().min(1),
  at: z.number(),
  changes: z.array(changeSchema),
});
export type NodeChanges = z.infer<typeof nodeChangesSchema>;

/**
 * A terminal exists from `place` on: sent when the shell starts, and for every terminal after a
 * connect. `oldest` is the first offset that the agent can still send, `end` the one after the last
 * byte so far: a query in older output is not answered any more.
 */
export const terminalOpenedSchema = z.object({
  terminal: terminalIdSchema,
  epoch: placeSchema.shape.epoch,
  oldest: z.int().min(0),
  end: z.int().min(0),
  size: sizeSchema,
  title: z.string().max(200),
  shell: shellStateSchema,
});
export type TerminalOpened = z.infer<typeof terminalOpenedSchema>;

/**
 * Bytes of output; `offset` is that of the first byte. Text stands for its bytes in UTF-8: socket.io
 * sends bytes as a message and an attachment, and a key's echo need not be two frames.
 */
export const terminalOutputSchema = z.object({
  terminal: terminalIdSchema,
  ...placeSchema.shape,
  data: z.union([z.instanceof(Uint8Array), z.string()]),
});
export type TerminalOutput = { terminal: string; data: Uint8Array | string } & Place;

/** A resize that took effect before the byte at `offset`. */
export const terminalResizedSchema = z.object({
  terminal: terminalIdSchema,
  ...placeSchema.shape,
  size: sizeSchema,
});
export type TerminalResized = z.infer<typeof terminalResizedSchema>;

export const terminalStateSchema = z.object({
  terminal: terminalIdSchema,
  title: z.string().max(200),
  shell: shellStateSchema,
});
export type TerminalState = z.infer<typeof terminalStateSchema>;

export const runReportSchema = z.object({
  terminal: terminalIdSchema,
  run: z.string(),
  state: runPhaseSchema,
});
export type RunReport = { terminal: string; run: string; state: RunPhase };

/** What the hub already has; the agent sends all that comes after. */
export const resumeSchema = z.object({
  node: z.object({ epoch: z.string(), seq: z.int() }).nullable(),
  terminals: z.array(z.object({ terminal: terminalIdSchema, ...placeSchema.shape })),
});
export type Resume = z.infer<typeof resumeSchema>;

export const terminalOpenSchema = z.object({ terminal: terminalIdSchema, size: sizeSchema });
export const terminalInputSchema = z.object({ terminal: terminalIdSchema, data: z.string() });
export const terminalResizeSchema = z.object({ terminal: terminalIdSchema, size: sizeSchema });
export const terminalAckSchema = z.object({ terminal: terminalIdSchema, ...placeSchema.shape });
export const commandRunSchema = z.object({ terminal: terminalIdSchema, command: commandSchema });
export const commandNextSchema = z.object({ terminal: terminalIdSchema, run: z.string() });

export interface AgentToHub {
  'node-snapshot': (message: NodeSnapshot) => void;
  'node-changes': (message: NodeChanges) => void;
  /** Answered once all earlier node messages were applied and sent on: what pacing waits for. */
  'node-flush': (message: { seq: number }, done: () => void) => void;
  'terminal-opened': (message: TerminalOpened) => void;
  'terminal-output': (message: TerminalOutput) => void;
  'terminal-resized': (message: TerminalResized) => void;
  'terminal-state': (message: TerminalState) => void;
  'terminal-closed': (message: { terminal: string; reason: string }) => void;
  'run-report': (message: RunReport) => void;
}

export interface HubToAgent {
  resume: (message: Resume) => void;
  'terminal-open': (message: { terminal: string; size: Size }) => void;
  'terminal-close': (message: { terminal: string }) => void;
  'terminal-input': (message: { terminal: string; data: string }) => void;
  'terminal-resize': (message: { terminal: string; size: Size }) => void;
  /** All bytes before `offset` were taken in. */
  'terminal-ack': (message: { terminal: string } & Place) => void;
  'command-run': (
    message: { terminal: string; command: Command },
    answer: (answer: Answer) => void,
  ) => void;
  /** Lets a script that is paced by key go on by one line. */
  'command-next': (message: { terminal: string; run: string }) => void;
  refused: (refusal: Refusal) => void;
}
