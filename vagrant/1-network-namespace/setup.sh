#!/bin/bash
cd "$(dirname "$0")"
source env.sh
source ../guard.sh

# Start from a clean node.
./teardown.sh

# A network namespace: a network stack of its own.
ip netns add con

# A veth pair: a cable with an interface at each end.
ip link add veth1 type veth peer name veth2

# One end stays on the node, the other moves inside.
ip link set veth2 netns con

# On the node: up, and a route to the namespace.
ip link set veth1 up
ip route add $CON_IP/32 dev veth1

# In the namespace: an address, up, and its own loopback.
ip -n con addr add $CON_IP/32 dev veth2
ip -n con link set veth2 up
ip -n con link set lo up

# In the namespace: everything else leaves by the cable.
ip -n con route add default dev veth2
