# shellcheck shell=bash
# Sourced by every teardown.sh. What is gone already is fine, however
# far a setup.sh or an earlier teardown.sh came; what does not go is
# an error.

# Removing either end of a cable removes both, wherever they are.
remove_link() {
  local said
  said=$(ip link del "$1" 2>&1) && return
  ip link show "$1" &>/dev/null || return 0
  echo "$said" >&2
  return 1
}

# A namespace lives on, nameless, while a process is in it: end those
# first. A shell at its prompt ignores everything but SIGKILL.
remove_namespace() {
  local left=200
  [ -e "/run/netns/$1" ] || return 0
  while [ -n "$(ip netns pids "$1" 2>/dev/null)" ]; do
    [ $((left -= 1)) -gt 0 ] || fail "a process in $1 does not end: $(ip netns pids "$1" | xargs)"
    ip netns pids "$1" | xargs --no-run-if-empty kill -KILL 2>/dev/null || true
    sleep 0.02
  done
  ip netns del "$1"
}
