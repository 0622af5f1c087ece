import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { z } from 'zod';
import type { Hop } from './hop.ts';

const addressSchema = z.object({ port: z.int() });

export interface DirectServer {
  /** Where a WebSocket is given a shell; of another size with `?cols=C&rows=R`. */
  readonly url: string;
  close(): Promise<void>;
}

/** Shells for WebSockets, and nothing else. */
export async function startDirectServer(): Promise<DirectServer> {
  const child = fork(join(import.meta.dirname, 'direct-server.ts'));
  const [message]: unknown[] = await once(child, 'message');
  const { port } = addressSchema.parse(message);
  return {
    url: `ws://127.0.0.1:${port}/`,
    async close() {
      const gone = once(child, 'exit');
      child.disconnect();
      await gone;
    },
  };
}

/** A shell through one WebSocket. */
export async function openDirectHop(): Promise<Hop> {
  const server = await startDirectServer();
  const socket = new WebSocket(server.url, { perMessageDeflate: false });
  const listeners = new Set<(text: string) => void>();
  socket.on('message', (data) => {
    if (!Buffer.isBuffer(data)) return;
    const text = data.toString();
    for (const take of listeners) take(text);
  });
  await once(socket, 'open');
  return {
    type: (text) => socket.send(text),
    listen(take) {
      listeners.add(take);
      return () => listeners.delete(take);
    },
    async close() {
      socket.terminate();
      await server.close();
    },
  };
}
