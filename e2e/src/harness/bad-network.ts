import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { once } from 'node:events';

/** A network between browsers and the hub that can be as bad as a conference's. */
export interface BadNetwork {
  /** The hub as it is reached through here, without a slash at its end. */
  readonly url: string;
  /** Ms that everything takes longer, each way. */
  delay(ms: number): void;
  /** Breaks all connections; new ones work. */
  cut(): void;
  /** Breaks all connections and takes no new ones until `up`. */
  down(): void;
  up(): void;
  close(): Promise<void>;
}

export async function badNetwork(hub: string): Promise<BadNetwork> {
  const { hostname, port } = new URL(hub);
  const sockets = new Set<Socket>();
  let wait = 0;
  let dead = false;

  function keep(socket: Socket): void {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  }
  // Timers of the same length fire in their order: nothing overtakes.
  function carry(from: Socket, to: Socket): void {
    from.on('data', (data) => {
      if (wait === 0) to.write(data);
      else setTimeout(() => to.write(data), wait);
    });
    from.on('close', () => setTimeout(() => to.destroy(), wait));
  }
  const server = createServer((browser) => {
    keep(browser);
    if (dead) {
      browser.destroy();
      return;
    }
    const upstream = connect(Number(port), hostname);
    keep(upstream);
    carry(browser, upstream);
    carry(upstream, browser);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${portOf(server.address())}`,
    delay: (ms) => {
      wait = ms;
    },
    cut,
    down: () => {
      dead = true;
      cut();
    },
    up: () => {
      dead = false;
    },
    close: async () => {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The network has no port.');
  return address.port;
}
