#!/bin/bash
cd "$(dirname "$0")"
source env.sh
source ../guard.sh

# A message from con1 to the other node's con1, in one packet
# of BYTES: ./send.sh [MESSAGE [BYTES]]
MESSAGE=${1:-hello, overlay}
BYTES=${2:-1468}

# ping repeats a pattern of up to 16 bytes to fill the packet.
[ ${#MESSAGE} -le 16 ] || fail "at most 16 letters: $MESSAGE"
PATTERN=$(printf '%-16s' "$MESSAGE" | od -An -tx1 | tr -d ' ')

# 28 of the bytes are headers; "do" means do not fragment.
ip netns exec con1 ping -c 1 -W 1 -M "do" \
  -s $((BYTES - 28)) -p "$PATTERN" $PEER_CON1_IP
