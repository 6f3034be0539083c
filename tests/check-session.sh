#!/bin/bash
# SPDX-FileCopyrightText: The Heddle developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# check-session.sh WITH-SESSION: what tests may rely on in a session of their own.

set -euo pipefail

with_session=$1
before=$HOME

"$with_session" bash -euc '
  [ "$HOME" != "$1" ] && [ -d "$HOME" ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]
  [ "$(stat -c %a "$XDG_RUNTIME_DIR")" = 700 ]
  printf secret | secret-tool store --label=Test application heddle-test
  [ "$(secret-tool lookup application heddle-test)" = secret ]
' bash "$before"

"$with_session" bash -c '! secret-tool lookup application heddle-test'
[ "$(printf in | "$with_session" cat)" = in ]
status=0
"$with_session" bash -c 'exit 7' || status=$?
[ $status -eq 7 ]
