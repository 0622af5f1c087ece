# shellcheck shell=bash
# Read by every interactive bash of a stage's terminal, from ~/.bashrc or, in
# a login shell, ~/.profile, so that it is there again in `ip netns exec con1
# bash` and in tmux; it may be read twice. NETSTAGE is the terminal's own
# folder; other shells of this machine don't have it.

if [[ $- == *i* && -r ${NETSTAGE:-/}/nonce ]]; then
  read -r __netstage_nonce <"$NETSTAGE/nonce"
  read -r __netstage_label <"$NETSTAGE/label"

  # Sourced by scripts, if it exists: the agent puts it there for as long as
  # a slide runs one line by line.
  export BASH_ENV=$NETSTAGE/pace.sh
  HISTFILE=$NETSTAGE/history
  HISTCONTROL=ignoredups
  shopt -s checkwinsize
  # Ctrl-S is a key like any other on a stage, not a way to freeze it.
  stty -ixon 2>/dev/null

  # The name of the network namespace this shell is in; nothing on the node
  # itself. Without a fork: -ef compares device and inode.
  __netstage_where() {
    local name
    __netstage_in=
    [[ /proc/self/ns/net -ef /proc/1/ns/net ]] && return
    __netstage_in='(unnamed)'
    for name in /run/netns/*; do
      [[ /proc/self/ns/net -ef $name ]] || continue
      name=${name##*/}
      __netstage_in=${name//[^[:print:]]/?}
      return
    done
  }

  # The marks of OSC 133, with a word that no file on screen can know, and
  # with the shell's pid: a shell inside a shell has prompts of its own.
  __netstage_mark=";k=$__netstage_nonce;s=$$"
  __netstage_prompt() {
    local status=$?
    __netstage_where
    __netstage_folder=
    [[ $PWD == "$NETSTAGE_STEP" ]] || __netstage_folder=" ${PWD##*/}"
    printf '\e]133;D;%s%s\a' "$status" "$__netstage_mark"
    printf '\e]2;%s\a' "$HOSTNAME${__netstage_in:+ $__netstage_in}"
  }
  PROMPT_COMMAND=__netstage_prompt
  PS0='\e]133;C${__netstage_mark}\a'
  PS1='\[\e]133;A${__netstage_mark}\a\]'
  PS1+='\[\e[1;36m\]${__netstage_label}\[\e[1;33m\]${__netstage_in:+ $__netstage_in}\[\e[0m\]'
  PS1+='${__netstage_folder} \$ \[\e]133;B${__netstage_mark}\a\]'
  PS2='> '

  # Tab completes the step's scripts, with or without the ./ before them.
  __netstage_scripts() {
    local word=$2
    COMPREPLY=()
    [[ -n $word && $word != */* ]] && mapfile -t COMPREPLY < <(compgen -G "./$word*.sh")
    [[ ${#COMPREPLY[@]} -gt 0 ]] || mapfile -t COMPREPLY < <(compgen -c -- "$word" | sort -u)
  }
  complete -o bashdefault -o default -I -F __netstage_scripts
fi
