import type { TalkLab } from './talk-lab.ts';

/**
 * Everything in a node that a step's scripts may touch, as text to compare: links and their
 * addresses, routes, rules, settings, namespaces, processes, files. Without what the kernel draws
 * anew each time: interface numbers and MAC addresses.
 */
export async function nodeState(lab: TalkLab, node: string): Promise<string> {
  const state = await lab.must(
    node,
    `ip link
    ip tuntap
    ip -brief address
    ip route show table all
    ip rule
    grep -H . /proc/sys/net/ipv4/ip_forward /proc/sys/net/ipv4/conf/*/rp_filter
    ls -A /run/netns /run/started 2>/dev/null
    ls -Ad /run/* /tmp/* | grep -vx /tmp/vagrant
    ps -e -o stat=,args=`,
  );
  return state
    .replaceAll(/\b([0-9a-f]{2}:){5}[0-9a-f]{2}\b/g, 'MAC')
    .replaceAll(/@if\d+ */g, '@if ')
    .replaceAll(/^\d+: /gm, '')
    .split('\n')
    .filter((line) => !/^Z|^\S+ +(ps -e|bash -c) /.test(line))
    .join('\n');
}
