import { once } from 'node:events';
import { AUDIENCE_NAMESPACE, PROTOCOL_VERSION } from '@netstage/protocol';
import { WebSocket } from 'ws';

/** Milliseconds. */
const HEARTBEAT = 5_000;
const PATIENCE = 30_000;

/** A follower whose network takes nothing any more, until it does again. */
export interface StalledFollower {
  /** Asks for the screen again, which it will not take in either. */
  ask(): void;
  /** Takes everything in from now on. @returns once it was given a new state and screen */
  wake(): Promise<void>;
  close(): void;
}

/** Speaks socket.io by hand: its client reads whatever comes, as fast as it can. */
export async function stalledFollower(url: string, terminal: string): Promise<StalledFollower> {
  const address = new URL('/socket.io/?EIO=4&transport=websocket', url);
  address.protocol = 'ws:';
  const socket = new WebSocket(address, { perMessageDeflate: false });
  const say = (...event: unknown[]) =>
    socket.send(`42${AUDIENCE_NAMESPACE},${JSON.stringify(event)}`);
  const heard = new Map<string, () => void>();
  socket.on('message', (data) => {
    if (!Buffer.isBuffer(data)) return;
    const text = data.toString();
    if (text === '2') socket.send('3');
    for (const [sign, done] of heard)
      if (text.includes(sign)) {
        heard.delete(sign);
        done();
      }
  });
  const hears = (sign: string) =>
    new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`It never got ${sign}`)), PATIENCE);
      heard.set(sign, () => {
        clearTimeout(late);
        resolve();
      });
    });
  await once(socket, 'open');
  socket.send(`40${AUDIENCE_NAMESPACE},${JSON.stringify({ protocol: PROTOCOL_VERSION })}`);
  await hears(`40${AUDIENCE_NAMESPACE}`);
  say('sync');
  say('watch', { terminals: [terminal] });
  await hears('"terminal-screen"');
  socket.pause();
  // Only the way to it is blocked: what it says still gets through, so the hub keeps it.
  const alive = setInterval(() => socket.send('3'), HEARTBEAT);
  return {
    ask: () => say('watch', { terminals: [terminal] }),
    async wake() {
      const anew = Promise.all([hears('"snapshot"'), hears('"terminal-screen"')]);
      socket.resume();
      await anew;
    },
    close() {
      clearInterval(alive);
      socket.terminate();
    },
  };
}
