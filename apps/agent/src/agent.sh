#!/bin/sh
# Starts the agent inside a node, as root: sh agent.sh [--config FILE].
# Without --config it reads its configuration from stdin, one line of JSON.
#
# The agent gets a mount namespace of its own with a private /run/netns, so
# that the names it needs for its own `ip -n NAME` never show in the node.
# Mounts that go away in the node go away here too (slave): a namespace
# whose name is deleted must not live on in a copy.
set -eu

here=$(dirname "$(readlink -f "$0")")
node=/opt/netstage/node/bin/node
[ -x "$node" ] || node=$(command -v node) || {
  echo "agent: Node.js is missing on this node" >&2
  exit 127
}

# shellcheck disable=SC2016 # expanded by the inner shell
exec unshare --mount --propagation slave sh -c '
  set -eu
  mkdir -p /run/netns
  umount --lazy --recursive /run/netns 2>/dev/null || :
  mount -t tmpfs -o mode=700,size=1m tmpfs /run/netns
  exec "$@"
' agent.sh "$node" --max-semi-space-size=2 "$here/agent.mjs" "$@"
