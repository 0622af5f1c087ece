#!/bin/bash
# capture-begun.sh INTERFACE: what tshark says beside the packets. A
# capture is deaf until it has begun, so this is when to say that it
# runs. Errors pass; the rest is not for the audience.

# Ctrl-C is for tshark, which has a last word to say here.
trap '' INT

exec sed -u >&2 \
  -e "s/.* -- Capture started\.\$/$1 of $HOSTNAME (Ctrl-C ends)/" \
  -e '/^Running as\|^Capturing on\| -- File: /d' \
  -e '/^tshark: $\|^$\|packets\? captured$/d'
