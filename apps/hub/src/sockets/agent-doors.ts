import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server as HttpServer } from 'node:http';
import { dirname } from 'node:path';
import { AGENT_PATH } from '@netstage/protocol';
import type { AgentToHub, HubToAgent } from '@netstage/protocol';
import { Server } from 'socket.io';
import type { Gate } from '../auth/gate.ts';
import { serveAgents } from './agent-sockets.ts';
import type { AgentDesk, AgentServer } from './agent-sockets.ts';
import { listenOnSocket } from './listen-on-socket.ts';

/** One message from an agent: a node's whole state, or a piece of its ring. */
const AGENT_MESSAGE = 16_777_216;

interface Doors {
  /** Those that speak to browsers as well: agents come to a path of their own. */
  web: HttpServer;
  /** The Unix socket of the lab's agents, null for none; its folder is shown to the nodes. */
  socket: string | null;
  gate: Gate;
  desk: AgentDesk;
}

/** Where agents come in. @returns the way to shut it */
export async function openAgentDoors({ web, socket, gate, desk }: Doors): Promise<{
  /** Lets everybody go; the sockets close afterwards. */
  leave: () => void;
  close: () => Promise<void>;
}> {
  const serve = (server: HttpServer, path: string | null): AgentServer => {
    const agents: AgentServer = new Server<AgentToHub, HubToAgent>(server, {
      transports: ['websocket'],
      serveClient: false,
      maxHttpBufferSize: AGENT_MESSAGE,
      perMessageDeflate: false,
      pingInterval: 5_000,
      pingTimeout: 10_000,
      connectTimeout: 10_000,
      allowRequest: (request, done) => gate.admit(request, 'agent', done),
      ...(path !== null && { path }),
    });
    serveAgents(agents, desk);
    return agents;
  };
  const servers = [serve(web, AGENT_PATH)];
  const own = socket === null ? null : createServer();
  if (own && socket !== null) {
    servers.push(serve(own, null));
    mkdirSync(dirname(socket), { recursive: true, mode: 0o755 });
    rmSync(socket, { force: true });
    await listenOnSocket(own, socket);
    // Whoever may see the folder may knock: the lab's nodes, as a user of their own. A token opens.
    chmodSync(socket, 0o666);
  }
  return {
    leave() {
      for (const io of servers) io.disconnectSockets(true);
      for (const io of servers) io.engine.close();
    },
    async close() {
      if (own) await new Promise((closed) => own.close(closed));
    },
  };
}
