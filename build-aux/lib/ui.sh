# SPDX-FileCopyrightText: The Heddle developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Telling the person what happens. Everything goes to standard error.

say ()
{
  printf '%s\n' "$*" >&2
}

die ()
{
  say "${program:-build-aux/dev}: $*"
  exit 1
}

# For a wrong command line.
usage_error ()
{
  say "${program:-build-aux/dev}: $*; --help says more"
  exit 2
}

# Copies standard input to the log $1 and shows that it moves: on a terminal the
# latest line, elsewhere a line now and then. Goes on to the end of its input when
# we are interrupted, for which its shell has to ignore signals from the start: what
# cleans up after itself must still find a reader.
show_progress ()
{
  local log=$1 line last=$SECONDS

  while IFS= read -r line || [ -n "$line" ]; do
    printf '%s\n' "$line" >>"$log"
    if [ -t 2 ]; then
      printf '\r\033[K    %s' "${line:0:$(( ${COLUMNS:-80} - 6 ))}" >&2
    elif [ $(( SECONDS - last )) -ge 20 ]; then
      last=$SECONDS
      say "    … ${line:0:100}"
    fi
  done
  [ -t 2 ] && printf '\r\033[K' >&2
  return 0
}

# The processes that come from $1, which is not among them, one id per line.
descendants ()
{
  sed -n 's/^\([0-9]*\) (.*) [^)] \([0-9]*\) .*/\1 \2/p' /proc/[0-9]*/stat 2>/dev/null |
    awk -v root="$1" '
      { parent[$1] = $2 }
      END {
        for (pid in parent) {
          for (p = parent[pid]; p in parent && p != root; p = parent[p])
            ;
          if (p == root && pid != root)
            print pid
        }
      }' || true
}

# Those of the given processes that are still at work.
still_running ()
{
  local id state

  for id in "$@"; do
    state=$(sed 's/.*) \([^ ]\) .*/\1/' "/proc/$id/stat" 2>/dev/null) || continue
    [ "$state" = Z ] || printf '%s\n' "$id"
  done
}

# Sends a signal to processes, which may be another user's.
send_signal ()
{
  local name=$1

  shift
  [ $# -gt 0 ] || return 0
  kill -s "$name" -- "$@" 2>/dev/null || [ "$(id -u)" -eq 0 ] ||
    sudo -n -- kill -s "$name" -- "$@" 2>/dev/null || true
}

# Ends everything that comes from this shell. It has ten seconds to clean up after
# itself: a root that is being made has mounts.
end_children ()
{
  local shell=$BASHPID ids left tries

  mapfile -t ids < <(descendants "$shell")
  mapfile -t left < <(still_running "${ids[@]}")
  send_signal TERM "${left[@]}"
  for (( tries = 0; tries < 100; tries++ )); do
    mapfile -t left < <(still_running "${ids[@]}")
    [ ${#left[@]} -eq 0 ] && return
    sleep 0.1
  done
  send_signal KILL "${left[@]}"
}

# Ends with the status of a shell that the signal $1 ended, after everything that was started.
interrupted ()
{
  trap '' HUP INT TERM
  [ -t 2 ] && printf '\r\033[K' >&2
  say "${program:-build-aux/dev}: interrupted"
  end_children
  exit $(( 128 + $(kill -l "$1") ))
}

# step NAME WHAT COMMAND…: says what is being done, keeps the command's output in
# a log called NAME, and shows its end if the command fails. The command runs beside
# this shell, which can thus hear of a signal at once.
step ()
{
  local name=$1 what=$2 log status=0 started=$SECONDS signal output reader

  shift 2
  mkdir -p "$logs"
  log=$logs/$name.log
  : >"$log"
  say "• $what"

  trap '' HUP INT TERM
  exec {output}> >(show_progress "$log")
  reader=$!
  for signal in HUP INT TERM; do
    trap "interrupted $signal" "$signal"
  done
  {
    set +e
    "$@"
  } </dev/null >&"$output" 2>&1 {output}>&- &
  exec {output}>&-
  wait $! || status=$?
  wait "$reader" || true
  trap - HUP INT TERM

  if [ "$status" -ne 0 ]; then
    tail -n 40 "$log" | sed 's/^/    /' >&2
    die "“$what” failed with status $status; the whole log is $log"
  fi
  if [ $(( SECONDS - started )) -ge 2 ]; then
    say "  done in $(( SECONDS - started )) s"
  fi
}
