import {
  deskMessageSchema,
  pointerMessageSchema,
  probeSchema,
  questionsSchema,
  roomMessageSchema,
  withQuestions,
} from '@netstage/protocol';
import type {
  Answer,
  Desk,
  HubToBrowser,
  Point,
  Question,
  Room,
  StageToHub,
} from '@netstage/protocol';
import type { Socket } from 'socket.io-client';
import type { z } from 'zod';
import { createStore } from './store.ts';
import type { Store } from './store.ts';

/** Everybody's part in the room around the talk. */
export interface RoomLink {
  /** Null until the hub has told it. */
  readonly room: Store<Room | null>;
  /** Null in the audience. `ahead`: ms to add to this browser's clock for the hub's. */
  readonly desk: Store<{ readonly desk: Desk; readonly ahead: number } | null>;
  readonly pointer: Store<{ readonly point: Point | null; readonly every: number }>;
  /** Null while nobody looks. */
  readonly questions: Store<readonly Question[] | null>;
  /** From now on the questions are wanted; the returned function ends that. */
  readonly lookAtQuestions: () => () => void;
  readonly ask: (text: string, name: string) => Promise<Answer>;
  readonly vote: (id: string, up: boolean) => Promise<Answer>;
}

type TalkSocket = Socket<HubToBrowser, StageToHub>;
type Parsed = <T>(schema: z.ZodType<T>, take: (message: T) => void) => (message: unknown) => void;

interface Around {
  readonly socket: TalkSocket;
  readonly parsed: Parsed;
  readonly answered: (ask: () => Promise<unknown>) => Promise<Answer>;
}

export function createRoomLink({ socket, parsed, answered }: Around): RoomLink {
  const room = createStore<Room | null>(null);
  const desk = createStore<{ desk: Desk; ahead: number } | null>(null);
  const pointer = createStore<{ point: Point | null; every: number }>({ point: null, every: 0 });
  const questions = createStore<readonly Question[] | null>(null);
  let lookers = 0;

  function look(on: boolean): void {
    if (socket.connected) socket.emit('questions-watch', { on });
  }

  socket.on('connect', () => {
    if (lookers > 0) look(true);
  });
  socket.on(
    'room',
    parsed(roomMessageSchema, (message) => room.set(message.room)),
  );
  socket.on(
    'desk',
    parsed(deskMessageSchema, (message) =>
      desk.set({ desk: message.desk, ahead: message.desk.now - Date.now() }),
    ),
  );
  socket.on('pointer', parsed(pointerMessageSchema, pointer.set));
  socket.on('disconnect', () => pointer.set({ point: null, every: 0 }));
  socket.on(
    'questions',
    parsed(questionsSchema, (message) =>
      questions.set(withQuestions(questions.get() ?? [], message)),
    ),
  );
  socket.on(
    'probe',
    parsed(probeSchema, ({ probe }) => socket.emit('probed', { probe })),
  );

  const asking = () => socket.timeout(10_000);
  return {
    room,
    desk,
    pointer,
    questions,
    lookAtQuestions() {
      lookers += 1;
      if (lookers === 1) look(true);
      return () => {
        lookers -= 1;
        if (lookers > 0) return;
        look(false);
        questions.set(null);
      };
    },
    ask: (text, name) => answered(() => asking().emitWithAck('ask', { text, name })),
    vote: (id, up) => answered(() => asking().emitWithAck('vote', { id, up })),
  };
}
