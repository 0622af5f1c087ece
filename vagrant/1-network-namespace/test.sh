#!/bin/bash
cd "$(dirname "$0")"
source env.sh
source ../guard.sh
source ../check.sh

# One cable, no router on the way: the TTL stays 64.
check node $CON_IP 64
check con $NODE_IP 64

# The namespace reaches itself by its own loopback.
check con $CON_IP 64

report
