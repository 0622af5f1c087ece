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

# Forwarding: the node becomes a router.
sysctl -w net.ipv4.ip_forward=1

# ---- Step 4: an overlay network --------------------------

# tun0: an interface with a process in place of a cable.
# Its /16 is the subnets of all the nodes.
ip tuntap add tun0 mode tun
ip addr add $TUN_IP/16 dev tun0

# Room for the outer headers: IP 20, UDP 8, and tun's own 4.
ip link set tun0 mtu $((1500 - 20 - 8 - 4))
ip link set tun0 up

# The process: socat, from tun0 to the other node by UDP.
TUN_END=TUN,tun-name=tun0
UDP_END=UDP-DATAGRAM:$PEER_IP:9000,bind=:9000
../start.sh 9000 socat $TUN_END $UDP_END

# Requests come by the NIC, answers go by tun0: allow it.
sysctl -w net.ipv4.conf.{all,"$NIC",tun0}.rp_filter=0
