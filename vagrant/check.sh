# shellcheck shell=bash
# Sourced by every test.sh. The pings run side by side; `report` then
# prints one line for each check, in the order written, that ends in
# PASSED or FAILED, and exits with 1 when any FAILED.

checks=()

# check FROM ADDRESS TTL: FROM ("node" or a namespace) pings ADDRESS,
# and the reply arrives with TTL: 64, less one for each router.
check() {
  ping_once "$1" "$2"
  checks+=("judge_ttl $answer $*")
}

# check_size FROM ADDRESS BYTES: an unfragmented packet of BYTES gets
# there, and one more byte is too big. Were it not refused, something
# underneath would cut it up unseen.
check_size() {
  local fits
  # 28 of the bytes are the headers of IP (20) and ICMP (8).
  ping_once "$1" "$2" -M "do" -s $(($3 - 28))
  fits=$answer
  ping_once "$1" "$2" -M "do" -s $(($3 - 27))
  checks+=("judge_size $fits $answer $*")
}

report() {
  local words failed=0
  for words in "${checks[@]}"; do
    read -ra words <<<"$words"
    "${words[@]}" || failed=1
  done
  exit "$failed"
}

# ping_once FROM ADDRESS OPTION…: begins it, and leaves the descriptor
# of what it says in $answer.
ping_once() {
  local from=$1 address=$2
  shift 2
  local inside=()
  [ "$from" = node ] || inside=(ip netns exec "$from")
  exec {answer}< <(exec "${inside[@]}" ping -n -c 1 -W 1 "$@" "$address" 2>&1)
}

judge_ttl() {
  local answer=$1 from=$2 address=$3 expected=$4 said ttl=
  hear "$answer"
  if [[ $said =~ \ ttl=([0-9]+) ]]; then ttl=${BASH_REMATCH[1]}; fi
  if [ "$ttl" = "$expected" ]; then
    verdict "$from" "$address" "ttl $ttl" PASSED
  elif [ -n "$ttl" ]; then
    verdict "$from" "$address" "ttl $ttl, not $expected" FAILED
  else
    verdict "$from" "$address" "$(why)" FAILED
  fi
}

judge_size() {
  local fits=$1 exceeds=$2 from=$3 address=$4 bytes=$5 said
  hear "$fits"
  if [[ $said != *ttl=* ]]; then
    verdict "$from" "$address" "$bytes bytes: $(why)" FAILED
    return
  fi
  hear "$exceeds"
  if [[ $said == *ttl=* ]]; then
    verdict "$from" "$address" "$((bytes + 1)) bytes got through" FAILED
  else
    verdict "$from" "$address" "$bytes bytes" PASSED
  fi
}

# All that a ping says, into $said.
hear() {
  IFS= read -r -d '' said <&"$1" || true
}

# Why $said has no reply, in the words of ping, ip or the router that
# refused.
why() {
  local line
  while read -r line; do
    case $line in
      "Cannot open network namespace"*) echo "no such namespace" ;;
      "ping: "*": "*) echo "${line##*: }" ;;
      "From "*" icmp_seq="*) line=${line##* icmp_seq=} && echo "${line#* }" ;;
      *) continue ;;
    esac
    return
  done <<<"$said"
  echo "no reply"
}

# verdict FROM ADDRESS OUTCOME PASSED|FAILED
verdict() {
  printf '%-5s-> %-12s %-34s %s\n' "$@"
  [ "$4" = PASSED ]
}
