#!/bin/bash
cd "$(dirname "$0")"
source env.sh
source ../guard.sh

# What passes an interface: ./capture.sh [INTERFACE [FILTER]]
DEV=${1:-$NIC}
echo "$DEV of $HOSTNAME (Ctrl-C ends)"
exec tshark -Q -l -n -i "$DEV" -f "${2:-ip}" \
  -X lua_script:../capture.lua 2> >(grep -v '^Running as' >&2)
