import {
  browserHelloSchema,
  closeSchema,
  drawnSchema,
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
import type { Answer, AudienceToHub, Refusal, RemoteToHub, StageToHub } from '@netstage/protocol';
import { z } from 'zod';
import type { Log } from '../base/log.ts';
import { TokenBucket } from '../base/token-bucket.ts';
import type { Fanout } from '../fanout/fanout.ts';
import type { Role } from '../fanout/port.ts';
import type { Guest } from '../room/questions.ts';
import type { RoomDesk } from '../room/room-desk.ts';
import type { Drivers } from '../talk/drivers.ts';
import type { Terminals } from '../talk/terminals.ts';
import { handle, receiver } from './incoming.ts';
import type { Handler, Handlers } from './incoming.ts';
import { Refused } from './refused.ts';
import { audienceRoom, remoteRoom, stageRoom } from './room-messages.ts';
import { namespaceOf } from './socket-port.ts';
import type { BrowserServer, BrowserSocket } from './socket-port.ts';

/** Messages per second and at once. Typing costs by its length: a paste is many messages' worth. */
const LIMITS = {
  stage: { rate: 400, burst: 2_000 },
  audience: { rate: 5, burst: 40 },
  // A finger that points sends many places a second.
  remote: { rate: 60, burst: 200 },
} as const;
const CHARACTERS_PER_MESSAGE = 1_024;

interface Desk {
  fanout: Fanout;
  drivers: Drivers;
  terminals: Terminals;
  room: RoomDesk;
  /** Why a request with these cookies may not have that role; null when it may. */
  mayNot: (role: Role, cookie: string | undefined) => string | null;
  /** The name of the guest with these cookies. */
  guestOf: (cookie: string | undefined) => string | null;
  reset: (step: number) => Promise<Answer>;
  check: () => Promise<Answer>;
  /** Somebody came or went. */
  onCount: () => void;
  log: Log;
}

/** Lets browsers in, each with the rights of the namespace it may enter, and nothing more. */
export function serveBrowsers(io: BrowserServer, desk: Desk): void {
  for (const role of ['stage', 'audience', 'remote'] as const) {
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
  const refusal = desk.mayNot(role, handshake.headers.cookie);
  return refusal === null ? null : { code: 'wrong-token', message: refusal };
}

/** What a stage's window drives as: the console it names, so that one browser's windows are one. */
function driverOf({ id, handshake }: BrowserSocket, role: Role): string {
  const hello = browserHelloSchema.safeParse(handshake.auth);
  return (role === 'stage' && hello.data?.console) || id;
}

function welcome(socket: BrowserSocket, role: Role, desk: Desk): void {
  const { rate, burst } = LIMITS[role];
  socket.onAny(
    receiver({
      handlers: handlersOf(socket, role, desk),
      limit: { bucket: new TokenBucket(rate, burst), cost },
      refuse: (refusal) => socket.emit('refused', refusal),
      who: { role, from: socket.handshake.address, socket: socket.id },
      log: desk.log,
    }),
  );
  socket.on('disconnect', () => {
    desk.fanout.remove(socket.id);
    if (role === 'stage') desk.drivers.left(socket.id);
    desk.onCount();
  });
  const driver = driverOf(socket, role);
  if (role === 'stage') desk.drivers.came(socket.id, driver);
  desk.fanout.add(socket.id, role, driver);
  desk.onCount();
}

function handlersOf(
  socket: BrowserSocket,
  role: Role,
  desk: Desk,
): Readonly<Record<string, Handler>> {
  const { cookie } = socket.handshake.headers;
  const who = { guest: desk.guestOf(cookie), address: socket.handshake.address };
  switch (role) {
    case 'stage':
      return stageHandlers(socket.id, who, desk);
    case 'audience':
      return followerHandlers(socket.id, who, desk);
    case 'remote':
      return remoteHandlers(socket.id, desk);
  }
}

/** All that a follower can ask: to be told, and a question. */
function followerHandlers(viewer: string, who: Guest, desk: Desk): Handlers<AudienceToHub> {
  return { ...audienceRoom(desk.room, viewer, who), ...viewing(viewer, desk) };
}

function remoteHandlers(viewer: string, desk: Desk): Handlers<RemoteToHub> {
  return { ...remoteRoom(desk.room), sync: viewing(viewer, desk).sync };
}

function viewing(
  viewer: string,
  { fanout }: Desk,
): Handlers<Pick<AudienceToHub, 'sync' | 'watch'>> {
  return {
    sync: handle(z.unknown(), () => fanout.sync(viewer)),
    watch: handle(watchSchema, ({ terminals }) => fanout.watch(viewer, terminals)),
  };
}

function stageHandlers(viewer: string, who: Guest, desk: Desk): Handlers<StageToHub> {
  const { drivers, terminals } = desk;
  return {
    ...stageRoom(desk.room, viewer, who),
    ...viewing(viewer, desk),
    drive: handle(driveSchema, ({ position, take }) => drivers.drive(viewer, position, take)),
    'terminal-open': handle(openSchema, ({ terminal, size }) => terminals.open(terminal, size)),
    'terminal-close': handle(closeSchema, ({ terminal }) => terminals.close(terminal)),
    'terminal-input': handle(inputSchema, ({ terminal, data }) => terminals.input(terminal, data)),
    'terminal-resize': handle(resizeSchema, ({ terminal, size }) =>
      terminals.resize(terminal, size),
    ),
    'terminal-drawn': handle(drawnSchema, ({ terminal, ...place }) =>
      desk.fanout.drawn(viewer, terminal, place),
    ),
    'command-run': handle(runRequestSchema, ({ terminal, command }) =>
      terminals.run(terminal, command),
    ),
    'command-next': handle(nextRequestSchema, ({ terminal, run }) => terminals.next(terminal, run)),
    'lab-reset': handle(resetSchema, ({ step }) => desk.reset(step)),
    'lab-check': handle(z.strictObject({}), () => desk.check()),
  };
}

/** Before anything is checked: of a message of some other shape, only that it came. */
function cost(_event: string, message: unknown): number {
  const typed = message instanceof Object && 'data' in message ? message.data : null;
  return typeof typed === 'string' ? 1 + typed.length / CHARACTERS_PER_MESSAGE : 1;
}
