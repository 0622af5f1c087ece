#!/bin/bash
cd "$(dirname "$0")"
source env.sh
source ../guard.sh
source ../check.sh

# Across the bridge nothing is routed: the TTL stays 64.
check con1 $CON2_IP 64
check con2 $CON1_IP 64

# Between node and namespace neither, in both directions.
check node $CON1_IP 64
check node $CON2_IP 64
check con1 $NODE_IP 64
check con2 $NODE_IP 64

# Each namespace reaches itself by its own loopback.
check con1 $CON1_IP 64
check con2 $CON2_IP 64

report
