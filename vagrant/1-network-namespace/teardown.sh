#!/bin/bash
cd "$(dirname "$0")"
source env.sh
source ../guard.sh
source ../remove.sh

# The file servers.
../stop.sh

# The cable takes its addresses and routes along.
remove_link veth1

# The namespace, with the processes in it.
remove_namespace con
