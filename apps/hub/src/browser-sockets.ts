import {
  browserHelloSchema,
  closeSchema,
  driveSchema,
  inputSchema,
  nextRequestSchema,
  openSchema,
  PROTOCOL_VERSION,
  resetSchema,
  resizeSchema,
  runRequestSchema,
  watchSchema,
} from '@netstage/protocol';
import type { Answer, AudienceToHub, Refusal, StageToHub } from '@netstage/protocol';
import { z } from 'zod';
import type { Drivers } from './drivers.ts';
import type { Fanout } from './fanout.ts';
import { handle, receiver } from './incoming.ts';
import type { Handler } from './incoming.ts';
import type { Log } from './log.ts';
import type { Role } from './port.ts';
import { Refused } from './refused.ts';
import { namespaceOf } from './socket-port.ts';
import type { BrowserServer, BrowserSocket } from './socket-port.ts';
import type { Terminals } from './terminals.ts';
import { TokenBucket } from './token-bucket.ts';

/** Messages per second and at once. Typing costs by its length: a paste is many messages' worth. */
const LIMITS = { stage: { rate: 400, burst: 2_000 }, audience: { rate: 5, burst: 40 } } as const;
const CHARACTERS_PER_MESSAGE = 1_024;

interface Desk {
  fanout: Fanout;
  drivers: Drivers;
  terminals: Terminals;
  /** Whether this request's cookie is the stage's. */
  isStage: (cookie: string | undefined) => boolean;
  reset: (step: number) => Promise<Answer>;
  /** Somebody came or went. */
  onCount: () => void;
  log: Log;
}

/** Lets browsers in, each with the rights of the namespace it may enter, and nothing more. */
export function serveBrowsers(io: BrowserServer, desk: Desk): void {
  for (const role of ['stage', 'audience'] as const) {
    const namespace = namespaceOf(io, role);
    namespace.use((socket, next) => {
      const refusal = refusalOf(socket, role, desk);
      if (!refusal) return next();
      desk.log.warn(
        { role, from: socket.handshake.address, code: refusal.code },
        'browser refused',
      );
      next(new Refused(refusal));
    });
    namespace.on('connection', (socket) => welcome(socket, role, desk));
  }
}

function refusalOf({ handshake }: BrowserSocket, role: Role, desk: Desk): Refusal | null {
  const hello = browserHelloSchema.safeParse(handshake.auth);
  if (!hello.success) return { code: 'malformed', message: z.prettifyError(hello.error) };
  if (hello.data.protocol !== PROTOCOL_VERSION)
    return {
      code: 'wrong-version',
      message: `This page speaks protocol ${hello.data.protocol}, the hub ${PROTOCOL_VERSION}. Reload it.`,
    };
  if (role === 'stage' && !desk.isStage(handshake.headers.cookie))
    return {
      code: 'wrong-token',
      message: 'The stage needs its link: open the one that npm start printed.',
    };
  return null;
}

function welcome(socket: BrowserSocket, role: Role, desk: Desk): void {
  const { rate, burst } = LIMITS[role];
  socket.onAny(
    receiver({
      handlers:
        role === 'stage' ? stageHandlers(socket.id, desk) : followerHandlers(socket.id, desk),
      limit: { bucket: new TokenBucket(rate, burst), cost },
      refuse: (refusal) => socket.emit('refused', refusal),
      who: { role, from: socket.handshake.address, socket: socket.id },
      log: desk.log,
    }),
  );
  socket.on('disconnect', () => {
    desk.fanout.remove(socket.id);
    desk.drivers.left(socket.id);
    desk.onCount();
  });
  desk.fanout.add(socket.id, role);
  desk.onCount();
}

type Handlers<Events> = Readonly<Record<keyof Events, Handler>>;

/** All that a follower can ask: to be told. */
function followerHandlers(viewer: string, { fanout }: Desk): Handlers<AudienceToHub> {
  return {
    sync: handle(z.unknown(), () => fanout.sync(viewer)),
    watch: handle(watchSchema, ({ terminals }) => fanout.watch(viewer, terminals)),
  };
}

function stageHandlers(viewer: string, desk: Desk): Handlers<StageToHub> {
  const { drivers, terminals } = desk;
  return {
    ...followerHandlers(viewer, desk),
    drive: handle(driveSchema, ({ position, take }) => drivers.drive(viewer, position, take)),
    'terminal-open': handle(openSchema, ({ terminal, size }) => terminals.open(terminal, size)),
    'terminal-close': handle(closeSchema, ({ terminal }) => terminals.close(terminal)),
    'terminal-input': handle(inputSchema, ({ terminal, data }) => terminals.input(terminal, data)),
    'terminal-resize': handle(resizeSchema, ({ terminal, size }) =>
      terminals.resize(terminal, size),
    ),
    'command-run': handle(runRequestSchema, ({ terminal, command }) =>
      terminals.run(terminal, command),
    ),
    'command-next': handle(nextRequestSchema, ({ terminal, run }) => terminals.next(terminal, run)),
    'lab-reset': handle(resetSchema, ({ step }) => desk.reset(step)),
  };
}

const typedSchema = z.object({ data: z.string() });

function cost(_event: string, message: unknown): number {
  const typed = typedSchema.safeParse(message);
  return typed.success ? 1 + typed.data.data.length / CHARACTERS_PER_MESSAGE : 1;
}
