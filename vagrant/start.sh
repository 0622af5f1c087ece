#!/bin/bash
# start.sh PORT COMMAND…: runs COMMAND in the background, off the
# terminal, and returns once it listens on PORT (TCP or UDP). If it
# never does, it is ended, with its last words. stop.sh ends it.
set -euo pipefail
port=$1
shift

mkdir -p /run/started
exec {lock}>>"/run/started/$port.pid"

# COMMAND inherits the lock, so it is held for exactly as long as
# COMMAND lives: no stale pid can ever be taken for it.
flock --nonblock "$lock" || {
  echo "port $port: already started, as process $(<"/run/started/$port.pid")" >&2
  exit 1
}

setsid "$@" </dev/null &>"/run/started/$port.log" &
pid=$!
echo "$pid" >"/run/started/$port.pid"

for ((left = 250; left > 0; left--)); do
  if ss -Hlntup "sport = :$port" 2>/dev/null | grep -q "pid=$pid,"; then exit 0; fi
  if ! kill -0 "$pid" 2>/dev/null; then break; fi
  sleep 0.02
done

kill -KILL "$pid" 2>/dev/null || true
echo "port $port: $1 did not start: $(tail -n 1 "/run/started/$port.log")" >&2
exit 1
