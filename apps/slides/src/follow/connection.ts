import {
  answerSchema,
  AUDIENCE_NAMESPACE,
  INPUT_LIMIT,
  numberedEventSchema,
  PROTOCOL_VERSION,
  refusalSchema,
  refuse,
  REMOTE_NAMESPACE,
  snapshotSchema,
  STAGE_NAMESPACE,
  terminalFrameSchema,
  terminalScreenSchema,
  terminalSizedSchema,
} from '@netstage/protocol';
import type {
  Answer,
  Command,
  HubToBrowser,
  Place,
  Position,
  Refusal,
  Size,
  StageToHub,
} from '@netstage/protocol';
import { io } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import type { z } from 'zod';
import { consoleOf } from './console.ts';
import type { Role } from './role.ts';
import { createRoomActions } from './room-actions.ts';
import type { RemoteActions, RoomActions } from './room-actions.ts';
import { createRoomLink } from './room-link.ts';
import type { RoomLink } from './room-link.ts';
import { createStore } from './store.ts';
import type { Store } from './store.ts';
import { nothingHeard, withEvent, withSnapshot } from './talk-state.ts';
import type { TalkState } from './talk-state.ts';
import { createTerminalStreams } from './terminal-streams.ts';
import type { TerminalStreams } from './terminal-streams.ts';

/** What only the stage can ask of the hub. Nothing is queued: what cannot be sent now is refused. */
export interface StageActions extends RoomActions {
  readonly drive: (position: Position, take: boolean) => Promise<Answer>;
  readonly run: (terminal: string, command: Command) => Promise<Answer>;
  /** Lets a script that is paced by key go on by one line. */
  readonly next: (terminal: string, run: string) => void;
  readonly type: (terminal: string, data: string) => void;
  readonly resize: (terminal: string, size: Size) => void;
  readonly open: (terminal: string, size: Size) => Promise<Answer>;
  readonly shut: (terminal: string) => Promise<Answer>;
  readonly reset: (step: number) => Promise<Answer>;
  /** Looks at what is left on the lab's nodes; what is found comes with the stage's state. */
  readonly check: () => Promise<Answer>;
}

type TalkSocket = Socket<HubToBrowser, StageToHub>;

export interface TalkLink {
  readonly role: Role;
  readonly talk: Store<TalkState>;
  readonly streams: TerminalStreams;
  readonly room: RoomLink;
  /** Null but on the stage's side: nobody else can drive or type. */
  readonly actions: StageActions | null;
  /** What a paired phone can do, and the stage; null in the audience. */
  readonly remote: RemoteActions | null;
  readonly close: () => void;
}

/** Milliseconds. A hub that is restarted is back within a second or two. */
const RECONNECT = { first: 300, longest: 3_000, refused: 5_000 } as const;
/** Bytes of output between two words about how much was drawn. */
const DRAWN_EVERY = 131_072;
const ANSWER_TIMEOUT = 10_000;

/** Refusals that trying again cannot mend. */
const FINAL = new Set<Refusal['code']>(['wrong-token', 'wrong-version', 'foreign-origin']);

const NAMESPACES = {
  audience: AUDIENCE_NAMESPACE,
  stage: STAGE_NAMESPACE,
  remote: REMOTE_NAMESPACE,
} as const;

/** Ms that a follower's page may be hidden before it leaves: a phone in a pocket costs nothing. */
const HIDDEN = 60_000;

/** Connects this browser to the hub that served the page, and stays connected. */
export function connect(role: Role): TalkLink {
  const socket: TalkSocket = io(NAMESPACES[role], {
    transports: ['websocket'],
    auth: {
      protocol: PROTOCOL_VERSION,
      ...(role === 'stage' && { console: consoleOf(window.location.pathname) }),
    },
    reconnectionDelay: RECONNECT.first,
    reconnectionDelayMax: RECONNECT.longest,
  });
  const talk = createStore<TalkState>(nothingHeard);
  /** As it is; `talk` has it as it was while the page is hidden, so that nothing is drawn. */
  let latest = talk.get();
  const streams = createTerminalStreams((terminals) => {
    if (socket.connected && !asleep()) socket.emit('watch', { terminals });
  }, tellDrawn);
  const told = new Map<string, Place>();
  let syncing = false;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let leaving: ReturnType<typeof setTimeout> | undefined;

  // So a stage that draws slowly can hold a flood up, and its Ctrl-C is not behind megabytes.
  function tellDrawn(terminal: string, place: Place): void {
    const last = told.get(terminal);
    if (last?.epoch === place.epoch && place.offset - last.offset < DRAWN_EVERY) return;
    told.set(terminal, place);
    if (role === 'stage' && socket.connected) socket.emit('terminal-drawn', { terminal, ...place });
  }

  function asleep(): boolean {
    return role === 'audience' && document.visibilityState === 'hidden';
  }

  function put(next: TalkState): void {
    latest = next;
    if (!asleep()) talk.set(next);
  }

  function sync(): void {
    if (syncing) return;
    syncing = true;
    socket.emit('sync');
  }

  function lost(): void {
    const { connection } = latest;
    if (connection.status === 'lost' || connection.status === 'refused') return;
    put({ ...latest, connection: { status: 'lost', since: Date.now() } });
  }

  function refused(refusal: Refusal): void {
    if (FINAL.has(refusal.code)) put({ ...latest, connection: { status: 'refused', refusal } });
  }

  // A malformed message cannot be folded: the next snapshot sets right what it would have said.
  function parsed<T>(schema: z.ZodType<T>, take: (message: T) => void): (message: unknown) => void {
    return (message) => {
      const result = schema.safeParse(message);
      if (result.success) take(result.data);
      else {
        console.error('A message from the hub is not as agreed.', result.error.message, message);
        sync();
      }
    };
  }

  socket.on('connect', () => {
    syncing = false;
    sync();
    streams.reseedAll();
  });
  socket.on(
    'snapshot',
    parsed(snapshotSchema, (message) => {
      syncing = false;
      put(withSnapshot(latest, { ...message, ahead: message.now - Date.now() }));
    }),
  );
  socket.on(
    'event',
    parsed(numberedEventSchema, (message) => {
      const next = withEvent(latest, message);
      if (next === 'gap') sync();
      else put(next);
    }),
  );
  socket.on('terminal-screen', parsed(terminalScreenSchema, streams.takeScreen));
  socket.on('terminal-output', parsed(terminalFrameSchema, streams.takeFrame));
  socket.on('terminal-resized', parsed(terminalSizedSchema, streams.takeSize));
  socket.on('refused', parsed(refusalSchema, refused));
  socket.on('disconnect', (reason) => {
    lost();
    if (reason === 'io server disconnect') retryLater();
  });
  socket.on('connect_error', (error) => {
    const refusal = refusalSchema.safeParse('data' in error ? error.data : null);
    if (refusal.success) refused(refusal.data);
    lost();
    // socket.io tries again by itself, but not after the hub has said no.
    if (!socket.active) retryLater();
  });

  function retryLater(): void {
    clearTimeout(retry);
    retry = setTimeout(() => socket.connect(), RECONNECT.refused);
  }

  // A phone that wakes up, or a network that is back: no need to wait for the next attempt.
  function wake(): void {
    clearTimeout(leaving);
    if (asleep()) {
      if (socket.connected) socket.emit('watch', { terminals: [] });
      leaving = setTimeout(() => socket.disconnect(), HIDDEN);
      return;
    }
    talk.set(latest);
    if (!socket.connected) socket.connect();
    else if (role === 'audience') streams.reseedAll();
  }
  document.addEventListener('visibilitychange', wake);
  window.addEventListener('online', wake);

  const answered = answering(socket);
  const room = createRoomActions(socket, answered);
  return {
    role,
    talk,
    streams,
    room: createRoomLink({ socket, parsed, answered }),
    actions: role === 'stage' ? stageActions(socket, room) : null,
    remote: role === 'audience' ? null : room,
    close() {
      clearTimeout(retry);
      clearTimeout(leaving);
      document.removeEventListener('visibilitychange', wake);
      window.removeEventListener('online', wake);
      socket.close();
    },
  };
}

function answering(socket: TalkSocket): (ask: () => Promise<unknown>) => Promise<Answer> {
  return async (ask) => {
    if (!socket.connected)
      return refuse('failed', 'The hub is not connected just now. Try again in a moment.');
    try {
      return answerSchema.parse(await ask());
    } catch (error) {
      return refuse('failed', `The hub did not answer: ${String(error)}`);
    }
  };
}

function stageActions(socket: TalkSocket, room: RoomActions): StageActions {
  const answered = answering(socket);
  const asking = () => socket.timeout(ANSWER_TIMEOUT);

  return {
    ...room,
    drive: (position, take) => answered(() => asking().emitWithAck('drive', { position, take })),
    run: (terminal, command) =>
      answered(() => asking().emitWithAck('command-run', { terminal, command })),
    next: (terminal, run) => {
      if (socket.connected) socket.emit('command-next', { terminal, run });
    },
    type: (terminal, data) => {
      // Keys pressed while nobody listens must not arrive later, at another prompt.
      if (!socket.connected) return;
      for (let start = 0; start < data.length; start += INPUT_LIMIT)
        socket.emit('terminal-input', { terminal, data: data.slice(start, start + INPUT_LIMIT) });
    },
    resize: (terminal, size) => {
      if (socket.connected) socket.emit('terminal-resize', { terminal, size });
    },
    open: (terminal, size) =>
      answered(() => asking().emitWithAck('terminal-open', { terminal, size })),
    shut: (terminal) => answered(() => asking().emitWithAck('terminal-close', { terminal })),
    reset: (step) => answered(() => asking().emitWithAck('lab-reset', { step })),
    check: () => answered(() => asking().emitWithAck('lab-check', {})),
  };
}
