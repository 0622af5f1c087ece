import { isUtf8 } from 'node:buffer';
import {
  commandNextSchema,
  commandRunSchema,
  INPUT_LIMIT,
  refusalSchema,
  refuse,
  resumeSchema,
  terminalAckSchema,
  terminalIdSchema,
  terminalInputSchema,
  terminalOpenSchema,
  terminalResizeSchema,
  type Answer,
  type Refusal,
} from '@netstage/protocol';
import type { Socket } from 'socket.io-client';
import { z } from 'zod';
import type { NodeLog, NodeMessage } from '../observer/node-log.ts';
import type { Outlet } from '../sessions/outlet.ts';
import type { Sessions } from '../sessions/sessions.ts';

export interface LinkOptions {
  socket: Socket;
  log: NodeLog;
  sessions: Sessions;
  /** One line for whoever looks after the node. */
  tell: (line: string) => void;
}

export interface Link {
  /** Sends what the node's log has to say, if the hub is there. */
  node(message: NodeMessage): void;
  /** Resolves once the hub has passed on all that was sent of the node, or can't be waited for. */
  flush(seq: number): Promise<void>;
  close(): void;
}

/** A hub that does not answer for this long (ms) must not hold a script up. */
const FLUSH = 1_000;
/** After a refusal only a change at the hub's side helps: ask, but seldom (ms). */
const AFTER_REFUSAL = 5_000;
/** Milliseconds until the hub has noticed that a former agent is gone, or is back from a restart. */
const SOON = 1_000;

/** Bytes; for more, escaping text costs more than a second frame. */
const SHORT = 1_024;

const closeSchema = z.object({ terminal: terminalIdSchema });

/** Glue between the hub's socket and what knows no socket: the node's log and its terminals. */
export function link({ socket, log, sessions, tell }: LinkOptions): Link {
  /** Since the hub has said what it has: before that nothing that is sent could be put in order. */
  let resumed = false;
  let refused = '';
  let delay = SOON;
  let again: NodeJS.Timeout | undefined;

  const outlet: Outlet = {
    opened: (message) => void socket.emit('terminal-opened', message),
    output: ({ data, ...place }) =>
      void socket.emit('terminal-output', { ...place, data: onWire(data) }),
    resized: (message) => void socket.emit('terminal-resized', message),
    state: (message) => void socket.emit('terminal-state', message),
    closed: (message) => void socket.emit('terminal-closed', message),
    run: (message) => void socket.emit('run-report', message),
  };
  const sendNode = ({ type, message }: NodeMessage) =>
    type === 'snapshot'
      ? socket.emit('node-snapshot', message)
      : socket.emit('node-changes', message);

  /** Parses each message at the border; one that is wrong is told of and changes nothing. */
  const on = <T>(event: string, schema: z.ZodType<T>, take: (message: T) => void) =>
    socket.on(event, (message: unknown) => {
      const parsed = schema.safeParse(message);
      if (parsed.success) take(parsed.data);
      else tell(`the hub sent a wrong ${event}: ${why(parsed.error)}`);
    });

  on('resume', resumeSchema, ({ node, terminals }) => {
    resumed = true;
    refused = '';
    for (const message of log.since(node)) sendNode(message);
    sessions.attach(outlet, terminals);
  });
  on('terminal-open', terminalOpenSchema, ({ terminal, size }) => {
    const answer = sessions.open(terminal, size);
    if (!answer.ok) outlet.closed({ terminal, reason: answer.refusal.message });
  });
  on('terminal-close', closeSchema, ({ terminal }) => sessions.close(terminal, 'closed'));
  on('terminal-input', terminalInputSchema, ({ terminal, data }) => {
    if (data.length > INPUT_LIMIT) tell(`${terminal}: ${data.length} characters at once, dropped`);
    else if (!sessions.input(terminal, data)) tell(`${terminal} takes no input; it was dropped`);
  });
  on('terminal-resize', terminalResizeSchema, ({ terminal, size }) =>
    sessions.resize(terminal, size),
  );
  on('terminal-ack', terminalAckSchema, ({ terminal, ...place }) => sessions.ack(terminal, place));
  on('command-next', commandNextSchema, ({ terminal, run }) => sessions.next(terminal, run));
  socket.on('command-run', (message: unknown, answer: unknown) => {
    void runCommand(sessions, message).then((result) => {
      if (typeof answer === 'function') answer(result);
    });
  });

  const refusal = ({ code, message }: Refusal) => {
    const said = `${code}: ${message}`;
    if (said !== refused) tell(`the hub refused: ${said}`);
    refused = said;
    delay = code === 'node-taken' ? SOON : AFTER_REFUSAL;
  };
  const retry = () => {
    clearTimeout(again);
    again = setTimeout(() => socket.connect(), delay);
    delay = SOON;
  };
  on('refused', refusalSchema, refusal);
  socket.on('connect', () => tell('connected to the hub'));
  socket.on('disconnect', (reason) => {
    if (resumed) tell(`the hub is away (${reason})`);
    resumed = false;
    sessions.detach();
    // socket.io reconnects by itself, unless it was the hub that hung up.
    if (reason === 'io server disconnect') retry();
  });
  socket.on('connect_error', (error) => {
    const parsed = refusalSchema.safeParse('data' in error ? error.data : undefined);
    if (parsed.success) refusal(parsed.data);
    // Told once: a hub that is down answers nothing for as long as it is.
    else if (refused !== error.message) {
      tell(`the hub can't be reached: ${error.message}`);
      refused = error.message;
    }
    if (!socket.active) retry();
  });
  socket.connect();

  return {
    node(message) {
      if (resumed) sendNode(message);
    },
    async flush(seq) {
      if (!resumed) return;
      await socket
        .timeout(FLUSH)
        .emitWithAck('node-flush', { seq })
        .catch(() => undefined);
    },
    close() {
      clearTimeout(again);
      sessions.detach();
      socket.disconnect();
    },
  };
}

/** Short output is text, if the bytes are some: see `terminalOutputSchema`. */
function onWire(data: Uint8Array): Uint8Array | string {
  if (data.length > SHORT || !isUtf8(data)) return data;
  return Buffer.from(data.buffer, data.byteOffset, data.length).toString();
}

async function runCommand(sessions: Sessions, message: unknown): Promise<Answer> {
  const parsed = commandRunSchema.safeParse(message);
  if (!parsed.success) return refuse('malformed', `command-run: ${why(parsed.error)}`);
  return sessions.run(parsed.data.terminal, parsed.data.command);
}

const why = (error: z.ZodError): string =>
  error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ');
