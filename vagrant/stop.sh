#!/bin/bash
# stop.sh [PORT…]: ends what start.sh started for each PORT, or all
# that it started, and nothing else.
set -euo pipefail
cd /run/started 2>/dev/null || exit 0
shopt -s nullglob
[ $# -gt 0 ] || set -- *.pid

for port in "${@%.pid}"; do
  [ -e "$port.pid" ] || continue

  # Whoever holds the lock is what was started. Once it is free, the
  # process is gone, and its port with it.
  exec {lock}<"$port.pid"
  if ! flock --nonblock "$lock"; then
    kill -KILL "$(<"$port.pid")"
    flock --timeout 5 "$lock" || {
      echo "port $port: process $(<"$port.pid") does not end" >&2
      exit 1
    }
  fi
  exec {lock}<&-
  rm -f "$port.pid" "$port.log"
done

cd / && rmdir --ignore-fail-on-non-empty /run/started
