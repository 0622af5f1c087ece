import { macOf } from './ipv4.ts';
import { nodeScript, UNDERLAY_NIC } from './node-script.ts';
import { shellCommand, words } from './shell-quote.ts';
import type { Step, StepNode } from './steps.ts';

/** Where the lab root keeps its machine's sysfs until it has one of its own. */
export const BORROWED_SYS = '/run/borrowed-sys';

/** How the nodes number the namespace that holds the underlay. */
const UNDERLAY_NSID = 99;

/**
 * Processes and threads that all nodes of one step may have together, so that a fork bomb ends in
 * its step. Set after the lab root's own user namespace was made, it bounds the nodes' processes and
 * none of the user's; before kernel 5.14 the two were counted together, so there it is not set.
 */
const PROCESSES = 1024;

/**
 * The bash program that is PID 1 of a step's lab root: lays the underlay, starts a bwrap for each
 * node, wires it, and says on stdout, one JSON object a line, what became of each. It lives until
 * its stdin ends.
 * @param nodeArgs bwrap's words for a node's root, the same for all
 */
export function rootScript(step: Step, nodeArgs: readonly string[]): string {
  const nodes = step.nodes.map((node, index) => ({ node, index }));
  return `
set -euo pipefail
trap 'echo "lab root of step ${step.step}: line $LINENO: $BASH_COMMAND failed (exit $?)" >&2' ERR
# A sysfs may be mounted only where a whole one is visible already; then the machine's may go.
mount -t sysfs sysfs /sys
umount -l ${BORROWED_SYS}
IFS=. read -r major minor _ </proc/sys/kernel/osrelease
(( major * 100 + minor < 514 )) || ulimit -u ${PROCESSES} || :
if [[ -d /proc/sys/net/ipv6 ]]; then
  echo 1 >/proc/sys/net/ipv6/conf/all/disable_ipv6
  echo 1 >/proc/sys/net/ipv6/conf/default/disable_ipv6
fi
ip link add underlay type bridge stp_state 0 forward_delay 0 mcast_snooping 0
ip link set underlay up

exec {host}<&0
cd /run
mkfifo ${nodes.map(({ index }) => `info.${index} go.${index}`).join(' ')}
${nodes.map(({ node, index }) => startNode(node, index, step, nodeArgs)).join('\n')}

# Each node's pid as this namespace counts it; no answer means that its bwrap failed and said why.
child_of() {
  local info
  info=$(<"$1")
  [[ $info =~ '"child-pid": '([0-9]+) ]] || exit 1
  child=\${BASH_REMATCH[1]}
}
wires=
# The underlay's end of each wire is in this namespace, which a node would number 0. The talk's
# first namespace is 0 on a real machine, so here, too.
ip netns attach underlay $$
${nodes.map(({ node, index }) => wireNode(node, index)).join('\n')}
ip -batch - <<<"$wires"
${nodes.map(({ index }) => `echo >go.${index}`).join('\n')}

{ read -r -u "$host" || :; } <&"$host" &
host_gone=$!
while :; do
  status=0
  wait -n -p gone || status=$?
  case \${gone:-none} in
    "$host_gone" | none) exit 0 ;;
${nodes.map(({ node, index }) => `    "$bwrap${index}") printf '{"event":"died","node":"%s","status":%d}\\n' ${node.name} "$status" ;;`).join('\n')}
  esac
done
`;
}

function startNode(node: StepNode, index: number, step: Step, nodeArgs: readonly string[]): string {
  const command = [
    'bwrap',
    ...nodeArgs,
    ...words(`--hostname ${node.hostname} --info-fd 8 --block-fd 9`),
    ...words('-- /bin/bash -c'),
    'exec -a init bash /dev/fd/7',
  ];
  return `${shellCommand(command)} </dev/null 7<<'END_OF_NODE' 8>info.${index} 9<>go.${index} &
${nodeScript(step, node)}
END_OF_NODE
bwrap${index}=$!`;
}

/** The port is made with its peer already in the node, so that it never shows anywhere else. */
function wireNode(node: StepNode, index: number): string {
  const peer = `peer name ${UNDERLAY_NIC} address ${macOf(node.address)} netns $child`;
  return `child_of info.${index}
nsenter --net --target "$child" ip netns set underlay ${UNDERLAY_NSID}
printf '{"event":"node","node":"%s","pid":%d}\\n' ${node.name} "$child"
wires+="link add port${index} type veth ${peer}
link set port${index} master underlay up
"`;
}
