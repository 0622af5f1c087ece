# shellcheck shell=bash
# Sourced by every test.sh. The checks run side by side, each prints
# one line that ends in PASSED or FAILED, in the order written, and
# `report` exits with 1 when any FAILED.

running=()

# check FROM ADDRESS TTL: FROM ("node" or a namespace) pings ADDRESS,
# and the reply arrives with TTL: 64, less one for each router.
check() {
  exec {answer}< <(check_ttl "$@")
  running+=("$answer")
}

# check_size FROM ADDRESS BYTES: an unfragmented packet of BYTES gets
# there, and one more byte is too big. Were it not refused, something
# underneath would cut it up unseen.
check_size() {
  exec {answer}< <(check_mtu "$@")
  running+=("$answer")
}

report() {
  local answer line failed=0
  for answer in "${running[@]}"; do
    read -r line <&"$answer" || line="no answer FAILED"
    echo "$line"
    [ "${line##* }" = PASSED ] || failed=1
  done
  exit "$failed"
}

check_ttl() {
  local from=$1 address=$2 expected=$3 said ttl=
  said=$(ping_once "$from" "$address")
  if [[ $said =~ \ ttl=([0-9]+) ]]; then ttl=${BASH_REMATCH[1]}; fi
  if [ "$ttl" = "$expected" ]; then
    verdict "$from" "$address" "ttl $ttl" PASSED
  elif [ -n "$ttl" ]; then
    verdict "$from" "$address" "ttl $ttl, not $expected" FAILED
  else
    verdict "$from" "$address" "$(why <<<"$said")" FAILED
  fi
}

check_mtu() {
  local from=$1 address=$2 bytes=$3 said
  # 28 of the bytes are the headers of IP (20) and ICMP (8).
  said=$(ping_once "$from" "$address" -M "do" -s $((bytes - 28)))
  if [[ $said != *ttl=* ]]; then
    verdict "$from" "$address" "$bytes bytes: $(why <<<"$said")" FAILED
    return
  fi
  said=$(ping_once "$from" "$address" -M "do" -s $((bytes - 27)))
  if [[ $said == *ttl=* ]]; then
    verdict "$from" "$address" "$((bytes + 1)) bytes got through" FAILED
  else
    verdict "$from" "$address" "$bytes bytes" PASSED
  fi
}

ping_once() {
  local from=$1 address=$2
  shift 2
  local inside=()
  [ "$from" = node ] || inside=(ip netns exec "$from")
  "${inside[@]}" ping -n -c 1 -W 1 "$@" "$address" 2>&1 || true
}

# The reason, in the words of ping, ip or the router that refused.
why() {
  local reason
  reason=$(sed -n \
    -e 's/^Cannot open network namespace.*/no such namespace/p' \
    -e 's/^ping: .*: //p' \
    -e 's/^From .* icmp_seq=[0-9]* //p' | head -n 1)
  echo "${reason:-no reply}"
}

verdict() {
  printf '%-5s-> %-12s %-34s %s\n' "$@"
}
