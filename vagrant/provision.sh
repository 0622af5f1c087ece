#!/bin/bash
# Makes a fresh Debian machine a node: provision.sh STEP-FOLDER
set -euo pipefail

export DEBIAN_FRONTEND=noninteractive
apt-get update -q
apt-get install -q -y --no-install-recommends \
  curl iproute2 iputils-ping procps python3 socat tshark util-linux

# A node starts as no router, strict about where packets come from,
# and without IPv6. The setup.sh scripts change what they need, in
# plain sight.
cat >/etc/sysctl.d/90-netstage.conf <<'SYSCTL'
net.ipv4.ip_forward = 0
net.ipv4.conf.all.rp_filter = 1
net.ipv4.conf.default.rp_filter = 1
net.ipv6.conf.all.disable_ipv6 = 1
net.ipv6.conf.default.disable_ipv6 = 1
SYSCTL

# systemd's own file sets rp_filter on each new interface, a moment
# after it appears: it would race with the scripts.
ln -sf /dev/null /etc/sysctl.d/50-default.conf
sysctl --system >/dev/null

# `vagrant ssh` gives a root shell in the step's folder. Vagrant's own
# logins, which have no terminal, stay as they are.
cat >/etc/profile.d/netstage.sh <<PROFILE
if [ -t 0 ]; then
  cd /vagrant/$1
  [ "\$(id -u)" = 0 ] || exec sudo -i
fi
PROFILE
