import { refuse } from '@netstage/protocol';
import type { Answer, LabStep, Position, StageState } from '@netstage/protocol';
import { Server } from 'socket.io';
import { Addresses } from './auth/addresses.ts';
import { Gate } from './auth/gate.ts';
import { mayNot } from './auth/rights.ts';
import { agentToken } from './auth/secrets.ts';
import type { Secrets } from './auth/secrets.ts';
import type { Log } from './base/log.ts';
import { Fanout } from './fanout/fanout.ts';
import { RoomDesk } from './room/room-desk.ts';
import { RoomFile } from './room/room-file.ts';
import { openAgentDoors } from './sockets/agent-doors.ts';
import { serveBrowsers } from './sockets/browser-sockets.ts';
import { Portions } from './sockets/portions.ts';
import { socketPort } from './sockets/socket-port.ts';
import type { BrowserServer } from './sockets/socket-port.ts';
import type { AgentLink } from './talk/agent-link.ts';
import { checking } from './talk/checking.ts';
import { Drivers } from './talk/drivers.ts';
import { Nodes } from './talk/nodes.ts';
import { Stage } from './talk/stage.ts';
import { Terminals } from './talk/terminals.ts';
import { serveHttp } from './web/http.ts';
import type { Routes } from './web/http.ts';
import type { TlsFiles } from './web/tls.ts';
import { baseOf, reachOf } from './web/urls.ts';

/** One message from a browser, in bytes: the longest input with everything escaped. */
const BROWSER_MESSAGE = 262_144;
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
  const gate = new Gate({ addresses, publicUrl, log });
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
  // A hall that comes in at once must not hold up the stage.
  const audience = new Portions();
  let base = '';
  const { app, ...passes } = await serveHttp({
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
    turn: () => new Promise((resolve) => audience.add([resolve])),
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
    allowRequest: (request, done) => audience.add([() => gate.admit(request, 'browser', done)]),
  });
  const port = socketPort(browsers, audience);
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
    pass: passes.pass,
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
    guestOf: (cookie) => passes.guests.nameOf(cookie),
    mayNot: (role, cookie) => mayNot(role, cookie, passes),
    reset: options.reset ?? (() => Promise.resolve(noLab)),
    check: checking(stage, options.check ?? null),
    onCount: counter.changed,
    log,
  });
  gate.count(browsers.engine);

  const doors = await openAgentDoors({
    web: app.server,
    socket: options.agentSocket,
    gate,
    desk: { nodes, terminals, links, tokenOf: (node) => agentToken(secrets, node), log },
  });

  await app.listen({ host: options.host, port: options.port });
  const address = app.server.address();
  if (address === null || typeof address === 'string') throw new Error('The hub has no port');

  base = baseOf({ ...options, tls, port: address.port });
  room.share({ url: `${base}/`, code: roomCode, reach: reachOf(options) });

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
      browsers.disconnectSockets(true);
      browsers.engine.close();
      doors.leave();
      await app.close();
      await doors.close();
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
