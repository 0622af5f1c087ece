import type { Step, StepNode } from './steps.ts';
import { shellQuote } from './shell-quote.ts';

/** The node's interface on the underlay. */
export const UNDERLAY_NIC = 'eth1';

/**
 * What the kernel was compiled with, and rp_filter strict. A new network namespace takes its IPv4
 * settings from the machine's initial one (net.core.devconf_inherit_init_net 0), where a
 * distribution, Docker or a VPN may have changed any of them.
 */
const IPV4_CONF = {
  rp_filter: 1,
  accept_local: 0,
  accept_redirects: 1,
  accept_source_route: 0,
  arp_announce: 0,
  arp_filter: 0,
  arp_ignore: 0,
  arp_notify: 0,
  log_martians: 0,
  proxy_arp: 0,
  route_localnet: 0,
  send_redirects: 1,
  src_valid_mark: 0,
};

/** How much a node may write in all: its root, /run, /tmp and home are one tmpfs. */
const DISK = 'size=256m,nr_inodes=65536';

/**
 * The bash program that is a node's PID 1: makes the node what the talk starts from, says so on
 * stdout, lets go of its stdio and then only reaps. It shows as "init" in `ps`.
 */
export function nodeScript(step: Step, node: StepNode): string {
  const { length, outside } = step.underlay;
  const route =
    node.role === 'node' ? [`route add default via ${outside} dev ${UNDERLAY_NIC}`] : [];
  return `
set -euo pipefail
trap 'echo "${node.name}: $BASH_COMMAND failed (exit $?)" >&2' ERR
# A namespace's PID 1 gets from inside only the signals it asks for, and bash asks for some.
trap '' HUP INT QUIT TERM USR1 USR2 ALRM PIPE
printf init >/proc/self/comm

# / may be filled without filling this machine's memory.
mount --options-mode ignore -o remount,nosuid,nodev,${DISK} tmpfs /
mount --options-mode ignore -o remount,nosuid,nodev,size=64m,nr_inodes=4096 tmpfs /dev
# /sys as this network namespace sees it; the one below is the lab root's.
mount -t sysfs -o nosuid,nodev,noexec sysfs /sys
# What the first \`ip netns add\` would do; done here, so that mounts made beside it are seen alike.
mkdir /run/netns
mount --bind --make-shared /run/netns /run/netns
rmdir /run/mount 2>/dev/null || :

write() { printf '%s\\n' "\${@:2}" >"$1"; }
write /etc/hostname ${node.hostname}
write /etc/hosts '127.0.0.1 localhost' ${step.nodes.map(({ address, hostname }) => shellQuote(`${address} ${hostname}`)).join(' ')}
write /etc/passwd root:x:0:0:root:/root:/bin/bash nobody:x:65534:65534:nobody:/:/usr/sbin/nologin
write /etc/group root:x:0: tty:x:5: nogroup:x:65534:
write /etc/nsswitch.conf 'passwd: files' 'group: files' 'hosts: files' 'services: files' 'protocols: files' 'ethers: files'
write /etc/resolv.conf '# A node has no name server.'

cd /proc/sys/net
for conf in ipv4/conf/{all,default,lo,${UNDERLAY_NIC}}; do
  ${Object.entries(IPV4_CONF)
    .map(([name, value]) => `echo ${value} >$conf/${name}`)
    .join('\n  ')}
done
echo 0 >ipv4/ip_forward
if [[ -d ipv6 ]]; then
  echo 1 >ipv6/conf/all/disable_ipv6
  echo 1 >ipv6/conf/default/disable_ipv6
fi
ip -batch - <<'END'
link set lo up
addr add ${node.address}/${length} brd + dev ${UNDERLAY_NIC}
link set ${UNDERLAY_NIC} up
${route.join('\n')}
END

cd /
printf '{"event":"ready","node":"%s"}\\n' ${node.name}
exec {idle}<> <(:)
exec </dev/null >/dev/null 2>&1
# bash reaps every orphan while it waits here for a byte that never comes.
while :; do read -r -u "$idle" || :; done
`;
}
