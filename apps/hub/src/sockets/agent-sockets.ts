import {
  agentHelloSchema,
  AGENT_NAMESPACE,
  answerSchema,
  nodeChangesSchema,
  nodeSnapshotSchema,
  nodeOf,
  PROTOCOL_VERSION,
  refuse,
  runReportSchema,
  terminalIdSchema,
  terminalOpenedSchema,
  terminalOutputSchema,
  terminalResizedSchema,
  terminalStateSchema,
} from '@netstage/protocol';
import type { AgentHello, AgentToHub, HubToAgent, Refusal } from '@netstage/protocol';
import type { Server, Socket } from 'socket.io';
import { z } from 'zod';
import { sameSecret } from '../auth/secrets.ts';
import type { Log } from '../base/log.ts';
import { TokenBucket } from '../base/token-bucket.ts';
import type { AgentLink } from '../talk/agent-link.ts';
import type { Nodes } from '../talk/nodes.ts';
import type { Terminals } from '../talk/terminals.ts';
import { handle, receiver } from './incoming.ts';
import type { Handlers } from './incoming.ts';
import { Refused } from './refused.ts';

export type AgentServer = Server<AgentToHub, HubToAgent>;
type AgentSocket = Socket<AgentToHub, HubToAgent>;

/** An agent is ours, but what runs beside it on its node may be anybody's. */
const RATE = 20_000;
const BURST = 100_000;
const RUN_TIMEOUT = 10_000;

export interface AgentDesk {
  nodes: Nodes;
  terminals: Terminals;
  links: Map<string, AgentLink>;
  tokenOf: (node: string) => string;
  log: Log;
}

const flushSchema = z.object({ seq: z.int().min(0) });
const closedSchema = z.object({ terminal: terminalIdSchema, reason: z.string().max(500) });

/** Lets agents in, each as its own node only. */
export function serveAgents(io: AgentServer, desk: AgentDesk): void {
  const agents = io.of(AGENT_NAMESPACE);
  agents.use((socket, next) => {
    const refusal = refusalOf(socket.handshake.auth, desk);
    if (!refusal) return next();
    desk.log.warn({ code: refusal.code }, `agent refused: ${refusal.message}`);
    next(new Refused(refusal));
  });
  agents.on('connection', (socket) =>
    welcome(socket, agentHelloSchema.parse(socket.handshake.auth), desk),
  );
}

function refusalOf(auth: unknown, { nodes, tokenOf }: AgentDesk): Refusal | null {
  const hello = agentHelloSchema.safeParse(auth);
  if (!hello.success) return { code: 'malformed', message: z.prettifyError(hello.error) };
  const { protocol, node, token } = hello.data;
  if (protocol !== PROTOCOL_VERSION)
    return {
      code: 'wrong-version',
      message: `This agent speaks protocol ${protocol}, the hub ${PROTOCOL_VERSION}. Build both anew.`,
    };
  // The token first: whoever has none must not learn which nodes there are.
  if (!sameSecret(token, tokenOf(node)))
    return { code: 'wrong-token', message: 'This is not the token of that node.' };
  if (!nodes.has(node))
    return { code: 'unknown-node', message: `No step has a node named ${node}.` };
  return null;
}

function welcome(socket: AgentSocket, hello: AgentHello, desk: AgentDesk): void {
  const { node } = hello;
  const { nodes, terminals, links, log } = desk;
  const link = linkOf(socket);
  // The newer one is right: of a connection that was cut, only one side knows.
  links.get(node)?.refuse({
    code: 'node-taken',
    message: `Another agent has connected for ${node}.`,
  });
  links.set(node, link);
  log.info({ node }, 'agent connected');

  socket.onAny(
    receiver({
      handlers: handlersOf(hello, desk),
      limit: { bucket: new TokenBucket(RATE, BURST) },
      refuse: (refusal) => socket.emit('refused', refusal),
      who: { node },
      log,
    }),
  );
  let answered = Date.now();
  socket.conn.on('heartbeat', () => {
    answered = Date.now();
  });
  socket.on('disconnect', (reason) => {
    if (links.get(node) !== link) return;
    links.delete(node);
    // Until then there was nothing new to tell, or it was told; of a connection cut, until now.
    nodes.away(node, goneWords(reason), reason === 'ping timeout' ? answered : Date.now());
    // What the hub itself has ended is no news.
    if (reason !== 'forced close' && !reason.startsWith('server'))
      log.warn({ node, reason }, 'agent disconnected');
  });

  nodes.here(node);
  link.resume({ node: nodes.place(node), terminals: terminals.places(node) });
  terminals.openAll(node);
}

/** What a hall can read, of socket.io's reason. */
function goneWords(reason: string): string {
  switch (reason) {
    case 'ping timeout':
      return 'its agent does not answer';
    case 'client namespace disconnect':
      return 'its agent has ended';
    default:
      return 'the connection of its agent broke';
  }
}

function handlersOf(
  { node, epoch }: AgentHello,
  { nodes, terminals }: AgentDesk,
): Handlers<AgentToHub> {
  /** Only of its own node's terminals may an agent speak. */
  const own = <T extends { terminal: string }>(schema: z.ZodType<T>, take: (message: T) => void) =>
    handle(schema, (message) => {
      if (nodeOf(message.terminal) === node) return take(message);
      return refuse('malformed', `The agent of ${node} has no terminal ${message.terminal}.`);
    });
  return {
    'node-snapshot': handle(nodeSnapshotSchema, (message) => {
      if (message.state.node === node) return nodes.snapshot(node, message);
      return refuse('malformed', `The agent of ${node} cannot speak for ${message.state.node}.`);
    }),
    'node-changes': handle(nodeChangesSchema, (message) => nodes.changes(node, message)),
    'node-flush': handle(
      flushSchema,
      ({ seq }) => new Promise((done) => nodes.flush(node, seq, () => done({ ok: true }))),
    ),
    'terminal-opened': own(terminalOpenedSchema, (message) => terminals.opened(message, epoch)),
    'terminal-output': own(terminalOutputSchema, (message) => terminals.output(message)),
    'terminal-resized': own(terminalResizedSchema, (message) => terminals.resized(message)),
    'terminal-state': own(terminalStateSchema, (message) => terminals.state(message)),
    'terminal-closed': own(closedSchema, ({ terminal }) => terminals.closed(terminal)),
    'run-report': own(runReportSchema, (message) => terminals.report(message)),
  };
}

function linkOf(socket: AgentSocket): AgentLink {
  return {
    resume: (message) => socket.emit('resume', message),
    open: (terminal, size) => socket.emit('terminal-open', { terminal, size }),
    close: (terminal) => socket.emit('terminal-close', { terminal }),
    input: (terminal, data) => socket.emit('terminal-input', { terminal, data }),
    resize: (terminal, size) => socket.emit('terminal-resize', { terminal, size }),
    ack: (terminal, place) => socket.emit('terminal-ack', { terminal, ...place }),
    async run(terminal, command) {
      try {
        const answer: unknown = await socket
          .timeout(RUN_TIMEOUT)
          .emitWithAck('command-run', { terminal, command });
        return answerSchema.parse(answer);
      } catch {
        return refuse('agent-away', `The agent of ${nodeOf(terminal)} did not answer. Try again.`);
      }
    },
    next: (terminal, run) => socket.emit('command-next', { terminal, run }),
    leave: () => void socket.disconnect(true),
    refuse(refusal) {
      socket.emit('refused', refusal);
      socket.disconnect(true);
    },
  };
}
