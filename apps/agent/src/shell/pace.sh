# shellcheck shell=bash
# Sourced by bash, as BASH_ENV, at the start of a script that a slide runs
# line by line. Before each line it tells the agent, and waits for its word.
# Whatever happens to the agent, the script goes on.

unset BASH_ENV

__netstage_asked=0
__netstage_line=

__netstage_pace() {
  local answer= part= rest
  # A part of a pipeline is in a process of its own: its line was asked for.
  [[ $BASHPID == "$$" && $1 != "$__netstage_line" ]] || return 0
  __netstage_line=$1
  [[ -p @FOLDER@/ask && -p @FOLDER@/go ]] || return 1
  __netstage_asked=$((__netstage_asked + 1))
  {
    printf '%s-%s %s %s\n' "$$" "$__netstage_asked" "$1" "${0##*/}" >&213
    # Opened for reading and writing, a fifo neither blocks nor breaks when
    # the other end is gone.
    until [[ $answer == "$$-$__netstage_asked" ]]; do
      if IFS= read -r -t 0.5 -u 214 rest; then
        answer=$part$rest
        part=
        continue
      fi
      # The time may be up in the middle of an answer.
      part+=$rest
      [[ -e @FOLDER@/pace.sh && -e /proc/@AGENT@ ]] && continue
      return 1
    done
  } 213<>"@FOLDER@/ask" 214<>"@FOLDER@/go"
}

# Functions, sourced files and child processes do not inherit it.
trap '__netstage_pace "$LINENO" || trap - DEBUG' DEBUG
