# Two nodes. Which one is this? Its hostname tells.
case $HOSTNAME in
  *-2) HERE=1 NODE_IP=10.0.0.20 THERE=0 PEER_IP=10.0.0.10 ;;
  *)   HERE=0 NODE_IP=10.0.0.10 THERE=1 PEER_IP=10.0.0.20 ;;
esac

# The bridge's address, the gateway of its subnet.
BR_IP=172.16.$HERE.1

# The namespaces' addresses.
CON1_IP=172.16.$HERE.2
CON2_IP=172.16.$HERE.3

# The other node's subnet and namespaces.
PEER_SUBNET=172.16.$THERE.0/24
PEER_CON1_IP=172.16.$THERE.2
PEER_CON2_IP=172.16.$THERE.3

# The interface between the nodes, found by its address.
NIC=$(ip -o addr show to $NODE_IP | awk '{ print $2 }')
