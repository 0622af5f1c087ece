import { AUDIENCE_NAMESPACE, REMOTE_NAMESPACE, STAGE_NAMESPACE } from '@netstage/protocol';
import type { HubToBrowser, StageToHub, TextOnWire } from '@netstage/protocol';
import type { BroadcastOperator, Namespace, Server, Socket } from 'socket.io';
import type { Outgoing } from '../fanout/outgoing.ts';
import type { Port, Role } from '../fanout/port.ts';
import { bufferedBytes } from './buffered-bytes.ts';
import type { Portions } from './portions.ts';

export type BrowserServer = Server<StageToHub, HubToBrowser>;
export type BrowserNamespace = Namespace<StageToHub, HubToBrowser>;
export type BrowserSocket = Socket<StageToHub, HubToBrowser>;

export const NAMES = {
  stage: STAGE_NAMESPACE,
  audience: AUDIENCE_NAMESPACE,
  remote: REMOTE_NAMESPACE,
} as const;

/** The namespace that is all of a role's rights: what it cannot ask there, it cannot ask. */
export function namespaceOf(io: BrowserServer, role: Role): BrowserNamespace {
  return io.of(NAMES[role]);
}

/** A write takes the kernel some 25 µs: so many followers are a fifth of a ms for the stage to wait. */
const PORTION = 8;

/** UTF-16 units; for more, escaping text costs more than a second frame. */
const SHORT = 1_024;

/** socket.io, as the fan-out sees it. A message is made once for each portion of the audience. */
export function socketPort(io: BrowserServer, audience: Portions): Port {
  const namespaces = {
    stage: namespaceOf(io, 'stage'),
    audience: namespaceOf(io, 'audience'),
    remote: namespaceOf(io, 'remote'),
  };
  const find = (viewer: string): BrowserSocket | undefined =>
    namespaces.stage.sockets.get(viewer) ??
    namespaces.audience.sockets.get(viewer) ??
    namespaces.remote.sockets.get(viewer);

  /** To who is there now; whoever leaves meanwhile misses nothing that it wants. */
  const tell = (viewers: readonly string[], out: Outgoing): void => {
    const starts = Array.from(
      { length: Math.ceil(viewers.length / PORTION) },
      (_, n) => n * PORTION,
    );
    audience.add(
      starts.map((start) => {
        const some = viewers.slice(start, start + PORTION);
        return () => emit(namespaces.audience.to(some), out);
      }),
    );
  };

  return {
    // Every socket is in a room of its own name.
    send: (role, viewers, out) =>
      role === 'audience' ? tell(viewers, out) : emit(namespaces[role].to([...viewers]), out),
    broadcast: (role, room, out) =>
      role === 'audience'
        ? tell([...(namespaces.audience.adapter.rooms.get(room) ?? [])], out)
        : emit(namespaces[role].to(room), out),
    join: (viewer, room) => void find(viewer)?.join(room),
    leave: (viewer, room) => void find(viewer)?.leave(room),
    buffered(viewer) {
      const socket = find(viewer);
      return socket ? bufferedBytes(socket.conn) : 0;
    },
    standBack: (on) => (on ? audience.standBack() : audience.goOn()),
    drop: (viewer) => void find(viewer)?.disconnect(true),
  };
}

/** One case each, so that every message is checked against its event. */
function emit(to: BroadcastOperator<HubToBrowser, unknown>, { event, message }: Outgoing): void {
  switch (event) {
    case 'snapshot':
      to.emit(event, message);
      return;
    case 'event':
      to.emit(event, message);
      return;
    case 'terminal-screen':
      to.emit(event, { ...message, data: onWire(message.data) });
      return;
    case 'terminal-output':
      to.emit(event, { ...message, data: onWire(message.data) });
      return;
    case 'terminal-resized':
      to.emit(event, message);
      return;
    case 'room':
      to.emit(event, message);
      return;
    case 'desk':
      to.emit(event, message);
      return;
    case 'pointer':
      // Only the latest place counts: whoever cannot take it now gets the next.
      to.volatile.emit(event, message);
      return;
    case 'questions':
      to.emit(event, message);
      return;
    case 'probe':
      to.emit(event, message);
      return;
    case 'refused':
      to.emit(event, message);
  }
}

function onWire(text: string): TextOnWire {
  return text.length > SHORT ? Buffer.from(text) : text;
}
