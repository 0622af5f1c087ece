#!/bin/bash
cd "$(dirname "$0")"
source env.sh
source ../guard.sh

# End the file server: ./stop-http-server.sh [PORT]
../stop.sh "${1:-8000}"
