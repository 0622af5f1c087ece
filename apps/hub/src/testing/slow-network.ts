import { createServer, connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

export interface SlowNetwork {
  port: number;
  /** Nothing comes through from the hub any more; the connections stay. */
  stop(): void;
  go(): void;
  close(): void;
}

/** A network between a browser and the hub that can be stopped. */
export async function slowNetwork(hub: number): Promise<SlowNetwork> {
  const sockets = new Set<Socket>();
  const upstreams = new Set<Socket>();
  const server = createServer((browser) => {
    const upstream = connect(hub, '127.0.0.1');
    for (const socket of [browser, upstream]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
    }
    upstreams.add(upstream);
    browser.pipe(upstream);
    upstream.on('data', (data) => browser.write(data));
    upstream.on('close', () => browser.destroy());
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    port: portOf(server.address()),
    stop: () => upstreams.forEach((socket) => socket.pause()),
    go: () => upstreams.forEach((socket) => socket.resume()),
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('not listening');
  return address.port;
}
