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

# The node is no router any more.
sysctl -q -w net.ipv4.ip_forward=0

# ---- Step 4: an overlay network --------------------------

# The process, then its interface with address and route.
../stop.sh
remove_link tun0

# Packets arrive the way their answers go, or not at all.
sysctl -q -w net.ipv4.conf.{all,"$NIC"}.rp_filter=1
