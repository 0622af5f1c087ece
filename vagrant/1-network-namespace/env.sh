# The node's address.
NODE_IP=10.0.0.10

# The namespace's address.
CON_IP=172.16.0.1
