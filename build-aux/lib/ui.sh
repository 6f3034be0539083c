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
  say "build-aux/dev: $*"
  exit 1
}

# For a wrong command line.
usage_error ()
{
  say "build-aux/dev: $*; --help says more"
  exit 2
}

# Copies standard input to the log $1 and shows that it moves: on a terminal the
# latest line, elsewhere a line now and then.
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

# step NAME WHAT COMMAND…: says what is being done, keeps the command's output in
# a log called NAME, and shows its end if the command fails.
step ()
{
  local name=$1 what=$2 log status started=$SECONDS

  shift 2
  mkdir -p "$logs"
  log=$logs/$name.log
  : >"$log"
  say "• $what"

  set +e
  "$@" </dev/null 2>&1 | show_progress "$log"
  status=${PIPESTATUS[0]}
  set -e

  if [ "$status" -ne 0 ]; then
    tail -n 40 "$log" | sed 's/^/    /' >&2
    die "“$what” failed with status $status; the whole log is $log"
  fi
  if [ $(( SECONDS - started )) -ge 2 ]; then
    say "  done in $(( SECONDS - started )) s"
  fi
}
