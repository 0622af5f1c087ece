import type { Link, NodeState, Peer } from './model.ts';

const place = (state: NodeState, peer: Extract<Peer, { type: 'known' }>, home: string): string => {
  const namespace = state.namespaces[peer.namespace];
  const name = namespace?.links[String(peer.ifindex)]?.name ?? `interface ${peer.ifindex}`;
  if (peer.namespace === home) return name;
  return `${name} in ${namespace?.kind === 'node' ? 'the node itself' : (namespace?.names[0] ?? peer.namespace)}`;
};

const KINDS = new Map([
  ['device', 'network interface'],
  ['loopback', 'loopback interface'],
  ['tun', 'tun device'],
]);

/** One interface in a sentence, e.g. `veth11 (veth) is up, 172.16.0.2/24, cable to veth10 in …`. */
export const describeLink = (state: NodeState, home: string, link: Link): string => {
  const { name, kind, up, carrier, peer, lower, master, tun, mtu } = link;
  const parts = [`${name} (${KINDS.get(kind) ?? kind}) is ${up ? 'up' : 'down'}`];
  if (up && !carrier) parts.push('no carrier');
  parts.push(...link.addresses.map(({ local, prefixLength }) => `${local}/${prefixLength}`));
  if (mtu !== 1500 && kind !== 'loopback') parts.push(`MTU ${mtu}`);
  if (master !== null) parts.push(`port of ${master}`);
  if (peer.type === 'known') parts.push(`cable to ${place(state, peer, home)}`);
  if (peer.type === 'unknown') parts.push(`peer unknown: ${peer.reason}`);
  if (lower.type === 'known') parts.push(`on top of ${place(state, lower, home)}`);
  if (lower.type === 'unknown') parts.push(`what is below is unknown: ${lower.reason}`);
  if (tun !== null) {
    const { process } = tun;
    parts.push(
      process === null
        ? 'no process holds it'
        : `packets go to ${process.command} (pid ${process.pid})${process.udpPeer === null ? '' : `, which sends them to ${process.udpPeer}`}`,
    );
  }
  return parts.join(', ');
};
