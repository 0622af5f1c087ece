# shellcheck shell=bash
# Sourced by every script of a step, after env.sh. From here on a
# failing command ends the script and says on which line. Run on a
# machine that is not a node of this step, nothing is touched.

set -euo pipefail

fail() {
  echo "${0##*/}: $*" >&2
  exit 1
}

trap 'echo "${0##*/}, line $LINENO: failed (status $?): $BASH_COMMAND" >&2' ERR

[ "$EUID" = 0 ] ||
  fail "run it as root."

grep -q "\"name\": \"$HOSTNAME\"" lab.json ||
  fail "$HOSTNAME is not a node of ${PWD##*/}/lab.json; run it there."

# A namespace has the hostname of its node, but not its address.
[ -n "$(ip -o addr show to "$NODE_IP")" ] ||
  fail "no interface here has $NODE_IP; run it on the node itself, not in a namespace of it."
