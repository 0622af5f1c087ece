#!/bin/bash
cd "$(dirname "$0")"
source env.sh
source ../guard.sh

# What passes an interface: ./capture.sh [INTERFACE [FILTER]]
DEV=${1:-$NIC}
exec tshark -q -l -n -i "$DEV" -f "${2:-ip}" \
  -X lua_script:../capture.lua 2> >(../capture-begun.sh "$DEV")
