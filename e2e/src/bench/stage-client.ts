/** A stage without a browser: what it can do, and when its messages arrive. */
import {
  AUDIENCE_NAMESPACE,
  emptyStage,
  PROTOCOL_VERSION,
  reduce,
  STAGE_NAMESPACE,
  textOf,
} from '@netstage/protocol';
import type { Answer, HubToBrowser, StageState, StageToHub } from '@netstage/protocol';
import { io } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import type { Talk } from '../harness/talk.ts';
import { until } from '../harness/until.ts';
import type { Hop } from './hop.ts';

// The hub's own schemas have checked what it sends; checking again would be measured along.
export type StageSocket = Socket<HubToBrowser, StageToHub>;

export interface StageClient {
  readonly socket: StageSocket;
  state(): StageState;
  close(): void;
}

/** @throws when the hub refuses it */
export async function connectStage(talk: Talk): Promise<StageClient> {
  const entrance = await fetch(talk.urls.stage, { redirect: 'manual' });
  const cookie = entrance.headers.getSetCookie()[0]?.split(';')[0];
  if (cookie === undefined) throw new Error(`No cookie from the stage's page: ${entrance.status}`);
  const socket = connect(talk.urls.audience, STAGE_NAMESPACE, { cookie });
  let state = emptyStage('');
  socket.on('snapshot', (message) => {
    state = message.state;
  });
  socket.on('event', ({ event }) => {
    state = reduce(state, event);
  });
  const first = new Promise<void>((resolve) => socket.once('snapshot', () => resolve()));
  await connected(socket);
  socket.emit('sync');
  await first;
  return { socket, state: () => state, close: () => void socket.disconnect() };
}

/** A follower that is about to connect. @param url the audience's address */
export function connectAudience(url: string): StageSocket {
  return connect(url, AUDIENCE_NAMESPACE, {});
}

function connect(url: string, namespace: string, headers: Record<string, string>): StageSocket {
  return io(new URL(namespace, url).href, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    auth: { protocol: PROTOCOL_VERSION },
    extraHeaders: headers,
  });
}

function connected(socket: StageSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve());
    socket.once('connect_error', (error) => reject(error));
  });
}

export interface StageTerminal extends Hop {
  /** Bytes of output that arrived, and how often they were replaced by a picture of the screen. */
  counts(): { bytes: number; screens: number; gaps: number };
}

/** The shell `terminal` as the stage has it, at its prompt. */
export async function openTerminal(stage: StageClient, terminal: string): Promise<StageTerminal> {
  const { socket } = stage;
  const listeners = new Set<(text: string) => void>();
  let place = -1;
  let bytes = 0;
  let screens = 0;
  let gaps = 0;
  socket.on('terminal-screen', (message) => {
    if (message.terminal !== terminal) return;
    if (place >= 0) screens += 1;
    place = message.offset;
  });
  socket.on('terminal-output', (message) => {
    if (message.terminal !== terminal || place < 0) return;
    if (message.offset !== place) gaps += 1;
    bytes += message.end - message.offset;
    place = message.end;
    const text = textOf(message.data);
    for (const take of listeners) take(text);
  });
  await until(
    `${terminal} is at its prompt`,
    () => stage.state().terminals[terminal]?.shell.at === 'prompt',
  );
  const shown = new Promise<void>((resolve) => socket.once('terminal-screen', () => resolve()));
  socket.emit('watch', { terminals: [terminal] });
  await shown;
  return {
    type: (data) => void socket.emit('terminal-input', { terminal, data }),
    listen(take) {
      listeners.add(take);
      return () => listeners.delete(take);
    },
    close: () => void socket.emit('watch', { terminals: [] }),
    counts: () => ({ bytes, screens, gaps }),
  };
}

/** @throws with the refusal */
export function assertOk(answer: Answer): void {
  if (!answer.ok) throw new Error(`Refused: ${answer.refusal.message}`);
}
