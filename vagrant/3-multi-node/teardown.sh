#!/bin/bash
cd "$(dirname "$0")"
source env.sh
source ../guard.sh
source ../remove.sh

# The cables and the bridge take addresses and routes along.
remove_link veth10
remove_link veth20
remove_link br0

# The namespaces, with the processes in them.
remove_namespace con1
remove_namespace con2

# ---- Step 3: two nodes -----------------------------------

# The node is no router any more.
sysctl -q -w net.ipv4.ip_forward=0

# No way to the other node's subnet.
ip route flush exact $PEER_SUBNET via $PEER_IP
