# The node's address.
NODE_IP=10.0.0.10

# The bridge's address, the gateway of its subnet.
BR_IP=172.16.0.1

# The namespaces' addresses.
CON1_IP=172.16.0.2
CON2_IP=172.16.0.3
