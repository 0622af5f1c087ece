import { Agent } from 'node:http';
import { connect } from 'node:net';
import { AGENT_NAMESPACE, AGENT_PATH, type AgentHello } from '@netstage/protocol';
import { NodeWebSocket } from 'engine.io-client';
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';

/** Milliseconds between attempts, doubling from the first to the longest. */
const RECONNECT = { reconnectionDelay: 200, reconnectionDelayMax: 4_000, randomizationFactor: 0.3 };

/**
 * A socket to the hub, which connects (again and again) by itself but does not start to.
 * @param hub a URL, or the path of a Unix socket; a network namespace is no border for that one
 */
export function connectHub(hub: string, hello: AgentHello): Socket {
  const local = hub.startsWith('/');
  const options: Partial<ManagerOptions & SocketOptions> = {
    auth: hello,
    transports: ['websocket'],
    autoConnect: false,
    forceNew: true,
    timeout: 5_000,
    ...RECONNECT,
  };
  // In Node.js it takes an http.Agent as well, which its types, made for browsers, do not say.
  if (local) Object.assign(options, { agent: unixAgent(hub), transports: [UnmaskedWebSocket] });
  else options.path = AGENT_PATH;
  return io(`${local ? 'http://hub' : hub.replace(/\/$/, '')}${AGENT_NAMESPACE}`, options);
}

/** socket.io's client takes no path of a Unix socket, but it takes an agent that knows one. */
function unixAgent(path: string): Agent {
  const agent = new Agent();
  agent.createConnection = () => connect(path);
  return agent;
}

/**
 * A mask protects proxies from what a client sends (RFC 6455, 10.3). On a Unix socket there is none,
 * and masking costs both ends as much as everything else that they do to a byte.
 */
class UnmaskedWebSocket extends NodeWebSocket {
  override createSocket(...[uri, protocols, options]: Parameters<NodeWebSocket['createSocket']>) {
    return super.createSocket(uri, protocols, { ...options, generateMask: noMask });
  }
}

/** ws spares itself a mask of zeros, at either end. */
function noMask(mask: Buffer): void {
  mask.fill(0);
}
