import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { z } from 'zod';
import type { Hop } from './hop.ts';

const addressSchema = z.object({ port: z.int() });

export interface DirectHop extends Hop {
  /** The server's process. */
  readonly pid: number;
}

/** A shell through one WebSocket, and nothing else. */
export async function openDirectHop(): Promise<DirectHop> {
  const child = fork(join(import.meta.dirname, 'direct-server.ts'));
  const [message]: unknown[] = await once(child, 'message');
  const { port } = addressSchema.parse(message);
  const socket = new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate: false });
  const listeners = new Set<(text: string) => void>();
  socket.on('message', (data) => {
    if (!Buffer.isBuffer(data)) return;
    const text = data.toString();
    for (const take of listeners) take(text);
  });
  await once(socket, 'open');
  return {
    pid: child.pid ?? 0,
    type: (text) => socket.send(text),
    listen(take) {
      listeners.add(take);
      return () => listeners.delete(take);
    },
    async close() {
      socket.terminate();
      const gone = once(child, 'exit');
      child.disconnect();
      await gone;
    },
  };
}
