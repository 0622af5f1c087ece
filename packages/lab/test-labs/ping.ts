import type { TalkLab } from './talk-lab.ts';

/**
 * One ping, from "NODE" or "NODE/NAMESPACE".
 * @returns the reply's TTL, or "lost"
 */
export async function ping(lab: TalkLab, from: string, address: string): Promise<number | 'lost'> {
  const [node = '', namespace] = from.split('/');
  const inside = namespace === undefined ? '' : `ip netns exec ${namespace} `;
  const { out } = await lab.run(node, `${inside}ping -n -c 1 -W 1 ${address}`);
  const ttl = / ttl=(\d+)/.exec(out)?.[1];
  return ttl === undefined ? 'lost' : Number(ttl);
}

/** A kernel counter of the node's own namespace, such as "IpFragCreates". */
export async function counter(lab: TalkLab, node: string, name: string): Promise<number> {
  const out = await lab.must(node, `nstat -asz ${name}`);
  const value = new RegExp(`^${name}\\s+(\\d+)`, 'm').exec(out)?.[1];
  if (value === undefined) throw new Error(`${node}: no counter ${name} in:\n${out}`);
  return Number(value);
}
