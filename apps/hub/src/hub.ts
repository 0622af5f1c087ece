import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { dirname } from 'node:path';
import { AGENT_PATH, refuse } from '@netstage/protocol';
import type {
  AgentToHub,
  Answer,
  HubToAgent,
  LabStep,
  Position,
  StageState,
} from '@netstage/protocol';
import { Server } from 'socket.io';
import { Addresses, addressOf } from './addresses.ts';
import type { AgentLink } from './agent-link.ts';
import { serveAgents } from './agent-sockets.ts';
import type { AgentServer } from './agent-sockets.ts';
import { serveBrowsers } from './browser-sockets.ts';
import { Drivers } from './drivers.ts';
import { Fanout } from './fanout.ts';
import { serveHttp } from './http.ts';
import type { Routes } from './http.ts';
import type { Log } from './log.ts';
import { Nodes } from './nodes.ts';
import { isOwnOrigin } from './origin.ts';
import { agentToken } from './secrets.ts';
import { RoomDesk } from './room-desk.ts';
import { RoomFile } from './room-file.ts';
import type { Secrets } from './secrets.ts';
import type { Role } from './port.ts';
import { socketPort } from './socket-port.ts';
import type { BrowserServer } from './socket-port.ts';
import { Stage } from './stage.ts';
import { checking } from './checking.ts';
import { listenOnSocket } from './listen-on-socket.ts';
import { Terminals } from './terminals.ts';
import type { TlsFiles } from './tls.ts';
import { baseOf, reachOf } from './urls.ts';

/** One message from a browser, in bytes: the longest input with everything escaped. */
const BROWSER_MESSAGE = 262_144;
/** One message from an agent: a node's whole state, or a piece of its ring. */
const AGENT_MESSAGE = 16_777_216;
/** How often the number of followers is told, ms: five hundred who come at once are one news. */
const COUNT_EVERY = 500;

export interface HubOptions {
  host: string;
  /** 0 picks a free one. */
  port: number;
  /** Where a reverse proxy on this machine serves the hub, if one does. */
  publicUrl: URL | null;
  /** The Unix socket for the lab's agents; its folder is shown to the nodes. */
  agentSocket: string | null;
  /** The built deck. */
  deckDir: string;
  secrets: Secrets;
  /** The nodes whose agents are let in. */
  nodes: readonly { name: string; step: number }[];
  position: Position;
  /** The talk has moved on. */
  onPosition?: (position: Position) => void;
  /** Brings a step's lab back to clean; without it there is none to bring back. */
  reset?: (step: number) => Promise<Answer>;
  /** Looks for what is left on each node since its boot, in words; without it nobody can look. */
  check?: () => Promise<StageState['left']>;
  /** Where the questions and the clock are kept; null, the default, keeps nothing. */
  stateDir?: string | null;
  tls?: TlsFiles | null;
  /** What the audience has to know to come in; null, the default, for nothing. */
  roomCode?: string | null;
  /** Whether the audience may ask questions; the default. */
  questions?: boolean;
  /** What is served beside the pages and the state. */
  routes?: Routes;
  log: Log;
}

export interface Hub {
  readonly port: number;
  readonly state: StageState;
  /** Shows where a step's lab stands. */
  setLab(step: LabStep): void;
  /** A node's agent cannot come, and why. */
  setAway(node: string, reason: string): void;
  /** These nodes start anew: their agents are let go, their shells end on purpose. */
  renew(nodes: readonly string[]): void;
  /** Resolves once all these nodes' agents are here and have told their state. */
  heardOf(nodes: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** Starts serving. Nothing in it outlives `close`, and all of it can be started twice in a process. */
export async function startHub(options: HubOptions): Promise<Hub> {
  const { secrets, publicUrl, log, stateDir = null, roomCode = null, tls = null } = options;
  const roomFile = new RoomFile(stateDir);
  const addresses = new Addresses();
  const links = new Map<string, AgentLink>();
  const waiting = new Set<() => void>();

  const stage: Stage = new Stage(options.position, (seq, event) => {
    fanout.event(seq, event);
    if (event.type === 'position') {
      room.moved(event.position);
      options.onPosition?.(event.position);
    }
    if (event.type === 'node') for (const check of waiting) check();
  });
  let base = '';
  const { app, auth, guests, pass } = await serveHttp({
    deckDir: options.deckDir,
    secrets,
    publicUrl,
    addresses,
    tls,
    roomCode,
    pairedSince: roomFile.read()?.pairedSince ?? Date.now(),
    base: () => base,
    questions: () => room.questions.list('stage').changed,
    log,
    routes: options.routes,
    truth: () => ({
      ...stage.snapshot,
      followers: fanout.count('audience'),
      stages: fanout.count('stage'),
      room: room.room,
      screens: terminals.texts(),
    }),
  });

  const browsers: BrowserServer = new Server(app.server, {
    transports: ['websocket'],
    serveClient: false,
    maxHttpBufferSize: BROWSER_MESSAGE,
    // Compressed frames could not be made once for all.
    perMessageDeflate: false,
    pingInterval: 10_000,
    pingTimeout: 10_000,
    connectTimeout: 10_000,
    allowRequest: (request, done) => admit(request, 'browser', done),
  });
  const port = socketPort(browsers);
  const fanout: Fanout = new Fanout(
    port,
    () => stage.snapshot,
    (role) => room.extras(role),
  );
  const terminals: Terminals = new Terminals(stage, fanout, (node) => links.get(node));
  const nodes: Nodes = new Nodes(stage, Date.now, (node) =>
    links.get(node)?.resume({ node: nodes.place(node), terminals: terminals.places(node) }),
  );
  const room: RoomDesk = new RoomDesk({
    stage,
    port,
    fanout,
    terminals,
    deckDir: options.deckDir,
    stateDir,
    roomFile,
    pass,
    questions: options.questions ?? true,
    share: { url: '', code: roomCode, reach: reachOf(options) },
    log,
  });
  for (const node of options.nodes) nodes.add(node.name, node.step);

  const counter = counting(() => {
    const followers = fanout.count('audience');
    if (followers !== stage.state.followers) stage.publish({ type: 'followers', followers });
  });
  serveBrowsers(browsers, {
    fanout,
    drivers: new Drivers(stage),
    terminals,
    room,
    guestOf: (cookie) => guests.nameOf(cookie),
    mayNot,
    reset: options.reset ?? (() => Promise.resolve(noLab)),
    check: checking(stage, options.check ?? null),
    onCount: counter.changed,
    log,
  });
  countConnections(browsers);

  const agentDesk = {
    nodes,
    terminals,
    links,
    tokenOf: (node: string) => agentToken(secrets, node),
    log,
  };
  const agentOptions = {
    transports: ['websocket' as const],
    serveClient: false,
    maxHttpBufferSize: AGENT_MESSAGE,
    perMessageDeflate: false,
    pingInterval: 5_000,
    pingTimeout: 10_000,
    connectTimeout: 10_000,
  };
  const remoteAgents: AgentServer = new Server<AgentToHub, HubToAgent>(app.server, {
    ...agentOptions,
    path: AGENT_PATH,
    allowRequest: (request, done) => admit(request, 'agent', done),
  });
  serveAgents(remoteAgents, agentDesk);
  const agentServers = [remoteAgents];
  const unixServer = options.agentSocket === null ? null : createServer();
  if (unixServer && options.agentSocket !== null) {
    const labAgents: AgentServer = new Server<AgentToHub, HubToAgent>(unixServer, {
      ...agentOptions,
      allowRequest: (request, done) => admit(request, 'agent', done),
    });
    serveAgents(labAgents, agentDesk);
    agentServers.push(labAgents);
    mkdirSync(dirname(options.agentSocket), { recursive: true, mode: 0o755 });
    rmSync(options.agentSocket, { force: true });
    await listenOnSocket(unixServer, options.agentSocket);
    // Whoever may see the folder may knock: the lab's nodes, as a user of their own. A token opens.
    chmodSync(options.agentSocket, 0o666);
  }

  await app.listen({ host: options.host, port: options.port });
  const address = app.server.address();
  if (address === null || typeof address === 'string') throw new Error('The hub has no port');

  base = baseOf({ ...options, tls, port: address.port });
  room.share({ url: `${base}/`, code: roomCode, reach: reachOf(options) });

  function mayNot(role: Role, cookie: string | undefined): string | null {
    if (auth.isCookie(cookie)) return null;
    switch (role) {
      case 'stage':
        return 'The stage needs its link: open the one that npm start printed.';
      case 'remote':
        return pass.isCookie(cookie) ? null : 'This phone is not paired. Pair it in the cockpit.';
      case 'audience': {
        const open = !guests.closed || guests.nameOf(cookie) !== null || pass.isCookie(cookie);
        return open ? null : 'This talk needs the code of the room. Reload this page to enter it.';
      }
    }
  }

  /** Before anything else is read of it. */
  function admit(
    request: IncomingMessage,
    from: 'browser' | 'agent',
    done: (problem: string | null, ok: boolean) => void,
  ): void {
    const { origin, host } = request.headers;
    const who = addressOf(request, publicUrl !== null);
    const foreign =
      from === 'agent' ? origin !== undefined : !isOwnOrigin({ origin, host }, publicUrl);
    const crowded = foreign ? null : addresses.admit(who);
    if (!foreign && crowded === null) return done(null, true);
    const refusal = foreign
      ? { code: 'foreign-origin', message: `Pages of ${origin} may not talk to this hub.` }
      : { code: 'too-many', message: crowded };
    log.warn({ from: who, code: refusal.code }, `connection refused: ${refusal.message}`);
    done(JSON.stringify(refusal), false);
  }

  function countConnections(io: BrowserServer): void {
    io.engine.on('connection', (connection: { request: IncomingMessage } & NodeJS.EventEmitter) => {
      const who = addressOf(connection.request, publicUrl !== null);
      addresses.connected(who);
      connection.on('close', (reason: string, why: unknown) => {
        addresses.disconnected(who);
        if (String(why).includes('Max payload size'))
          log.warn({ from: who, code: 'too-large' }, `connection ended: ${reason}, ${String(why)}`);
      });
    });
  }

  return {
    port: address.port,
    get state() {
      return stage.state;
    },
    setLab: (step) => stage.publish({ type: 'lab', step }),
    setAway: (node, reason) => {
      if (!links.has(node)) nodes.away(node, reason);
    },
    renew: (names) => {
      for (const name of names) {
        const link = links.get(name);
        links.delete(name);
        link?.leave();
        terminals.renew(name);
        nodes.renew(name);
      }
    },
    heardOf: (names) =>
      new Promise((resolve) => {
        const check = (): void => {
          const all = names.every(
            (name) => stage.state.nodes[name]?.link.status === 'here' && nodes.place(name) !== null,
          );
          if (!all) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),
    async close() {
      counter.stop();
      room.stop();
      fanout.stop();
      for (const io of [browsers, ...agentServers]) io.disconnectSockets(true);
      for (const io of [browsers, ...agentServers]) io.engine.close();
      await app.close();
      if (unixServer) await new Promise((closed) => unixServer.close(closed));
      terminals.stop();
    },
  };
}

const noLab = refuse('failed', 'No lab runs under this hub: reset the nodes where they run.');

/** Calls back when something changed, but not more often than is worth telling. */
function counting(tell: () => void): { changed: () => void; stop: () => void } {
  let timer: NodeJS.Timeout | null = null;
  return {
    changed() {
      timer ??= setTimeout(() => {
        timer = null;
        tell();
      }, COUNT_EVERY);
    },
    stop() {
      if (timer) clearTimeout(timer);
    },
  };
}
