/** A hub on a free port with nobody's lab, and the two kinds of clients that speak its wire. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { AGENT_NAMESPACE, AGENT_PATH, PROTOCOL_VERSION, refusalSchema } from '@netstage/protocol';
import type { AgentToHub, HubToAgent, HubToBrowser, Refusal, StageToHub } from '@netstage/protocol';
import { io } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import { agentToken, makeSecrets } from '../auth/secrets.ts';
import type { Secrets } from '../auth/secrets.ts';
import { makeLog } from '../base/log.ts';
import type { Role } from '../fanout/port.ts';
import { startHub } from '../hub.ts';
import type { Hub, HubOptions } from '../hub.ts';
import { NAMES } from '../sockets/socket-port.ts';

export const NODE = '1-network-namespace';
export const OTHER = '2-single-node';
export const TERMINAL = `${NODE}/main`;

export type BrowserClient = Socket<HubToBrowser, StageToHub>;
export type AgentClient = Socket<HubToAgent, AgentToHub>;

export interface Rig {
  hub: Hub;
  secrets: Secrets;
  /** Without a slash at its end. */
  url: string;
  /** What the hub logged. */
  lines: string[];
  folder: string;
  /** The stage's cookie, as a browser sends it back. */
  cookie(): Promise<string>;
  /** Not connected yet. */
  browser(role: Role, how?: BrowserHow): BrowserClient;
  /** Not connected yet. */
  agent(how?: AgentHow): AgentClient;
  close(): Promise<void>;
}

interface BrowserHow {
  cookie?: string;
  origin?: string;
  host?: string;
  protocol?: unknown;
  /** The console that a stage's window says it is part of. */
  console?: string;
  /** The port of a network in between. */
  through?: number;
}

interface AgentHow {
  node?: string;
  token?: string;
  epoch?: string;
  protocol?: number;
  origin?: string;
  over?: 'unix' | 'tcp';
}

export async function startRig(options: Partial<HubOptions> = {}): Promise<Rig> {
  const folder = mkdtempSync(join(tmpdir(), 'netstage-hub-'));
  const deckDir = join(folder, 'deck');
  writeDeck(deckDir);
  const secrets = options.secrets ?? makeSecrets();
  const lines: string[] = [];
  const agentSocket = options.agentSocket ?? join(folder, 'run/hub.sock');
  const hub = await startHub({
    host: '127.0.0.1',
    port: 0,
    publicUrl: null,
    agentSocket,
    deckDir,
    secrets,
    nodes: [
      { name: NODE, step: 1 },
      { name: OTHER, step: 2 },
    ],
    position: { slide: 'title', fragment: -1 },
    log: makeLog('debug', (line) => lines.push(line)),
    ...options,
  });
  const url = `http://127.0.0.1:${hub.port}`;
  const clients: { disconnect(): unknown }[] = [];
  return {
    hub,
    secrets,
    url,
    lines,
    folder,
    async cookie() {
      const link = `${url}/stage?token=${secrets.stageToken}`;
      const response = await fetch(link, { redirect: 'manual' });
      return response.headers.get('set-cookie')?.split(';')[0] ?? '';
    },
    browser(role, how = {}) {
      const { cookie, host, protocol = PROTOCOL_VERSION, console } = how;
      const base = how.through === undefined ? url : `http://127.0.0.1:${how.through}`;
      const { origin = base } = how;
      const namespace = NAMES[role];
      const client: BrowserClient = io(`${base}${namespace}`, {
        transports: ['websocket'],
        forceNew: true,
        autoConnect: false,
        reconnection: false,
        auth: { protocol, ...(console !== undefined && { console }) },
        extraHeaders: { origin, ...(cookie && { cookie }), ...(host && { host }) },
      });
      clients.push(client);
      return client;
    },
    agent(how = {}) {
      const { node = NODE, epoch = 'agent-1', protocol = PROTOCOL_VERSION, over = 'unix' } = how;
      const token = how.token ?? agentToken(secrets, node);
      const options = {
        transports: ['websocket'],
        forceNew: true,
        autoConnect: false,
        reconnection: false,
        auth: { protocol, node, token, epoch },
        ...(how.origin && { extraHeaders: { origin: how.origin } }),
      };
      // In Node.js it takes an http.Agent as well, which its types, made for browsers, do not say.
      if (over === 'tcp') Object.assign(options, { path: AGENT_PATH });
      else Object.assign(options, { agent: unixAgent(agentSocket) });
      const base = over === 'tcp' ? url : 'http://hub';
      const client: AgentClient = io(`${base}${AGENT_NAMESPACE}`, options);
      clients.push(client);
      return client;
    },
    async close() {
      for (const client of clients) client.disconnect();
      await hub.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function writeDeck(deckDir: string): void {
  mkdirSync(join(deckDir, 'assets'), { recursive: true });
  writeFileSync(join(deckDir, 'index.html'), '<!doctype html><title>The deck</title>');
  writeFileSync(join(deckDir, 'gallery.html'), '<!doctype html><title>The gallery</title>');
  writeFileSync(join(deckDir, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(join(deckDir, 'assets/index-abc.js'), 'deck()');
  writeFileSync(join(deckDir, 'assets/index-abc.js.br'), brotliCompressSync('deck()'));
}

function unixAgent(path: string): Agent {
  const agent = new Agent();
  agent.createConnection = () => connect(path);
  return agent;
}

/** As much of a client as connecting takes, whatever it says afterwards. */
interface Connects {
  once(event: 'connect', listener: () => void): unknown;
  once(event: 'connect_error', listener: (error: Error) => void): unknown;
  connect(): unknown;
}

/** Connects. Rejects with the hub's refusal, or with the transport's error. */
export function connected(client: Connects): Promise<void> {
  return new Promise((resolve, reject) => {
    client.once('connect', () => resolve());
    client.once('connect_error', (error) => {
      const refusal = refusalSchema.safeParse('data' in error ? error.data : null);
      reject(refusal.success ? new RefusedByHub(refusal.data) : error);
    });
    client.connect();
  });
}

class RefusedByHub extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(`${refusal.code}: ${refusal.message}`);
    this.refusal = refusal;
  }
}

/** Resolves once the condition holds; the test's own time limit is the only one. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2));
}
