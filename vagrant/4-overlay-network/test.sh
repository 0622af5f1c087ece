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

# One router on the way: 63.
check node $PEER_CON1_IP 63
check node $PEER_CON2_IP 63
check con1 $PEER_IP 63
check con2 $PEER_IP 63

# Two routers on the way: 62.
check con1 $PEER_CON1_IP 62
check con1 $PEER_CON2_IP 62
check con2 $PEER_CON1_IP 62
check con2 $PEER_CON2_IP 62

# ---- Step 4: an overlay network --------------------------

# The largest packet that fits into one datagram.
check_size con1 $PEER_CON1_IP 1468

report
