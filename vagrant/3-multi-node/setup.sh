#!/bin/bash
cd "$(dirname "$0")"
source env.sh
source ../guard.sh

# Start from a clean node.
./teardown.sh

# Two network namespaces.
ip netns add con1
ip netns add con2

# A cable for each: one end on the node, one end inside.
ip link add veth10 type veth peer name veth11
ip link add veth20 type veth peer name veth21
ip link set veth11 netns con1
ip link set veth21 netns con2

# A bridge: a switch in the kernel, both cables plugged in.
ip link add br0 type bridge
ip link set veth10 master br0
ip link set veth20 master br0
ip link set veth10 up
ip link set veth20 up

# The bridge's address: the node is in the subnet as well.
ip addr add $BR_IP/24 dev br0
ip link set br0 up

# In con1: an address, up, loopback, the bridge as gateway.
ip -n con1 addr add $CON1_IP/24 dev veth11
ip -n con1 link set veth11 up
ip -n con1 link set lo up
ip -n con1 route add default via $BR_IP

# In con2: the same.
ip -n con2 addr add $CON2_IP/24 dev veth21
ip -n con2 link set veth21 up
ip -n con2 link set lo up
ip -n con2 route add default via $BR_IP

# ---- Step 3: two nodes -----------------------------------

# Forwarding: the node becomes a router.
sysctl -w net.ipv4.ip_forward=1

# The other node's subnet: that node is the next hop.
ip route add $PEER_SUBNET via $PEER_IP
