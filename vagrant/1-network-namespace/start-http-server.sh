#!/bin/bash
cd "$(dirname "$0")"
source env.sh
source ../guard.sh

# A file server in the namespace: ./start-http-server.sh [PORT]
PORT=${1:-8000}
ip netns exec con ../start.sh "$PORT" \
  python3 -m http.server "$PORT"
echo "http://$CON_IP:$PORT/"
