# SPDX-FileCopyrightText: The Heddle developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The commands of build-aux/dev.

dev_build ()
{
  [ $# -eq 0 ] || usage_error "build takes no arguments"
  set_up
  build_into plain
}

dev_exec ()
{
  [ $# -gt 0 ] || usage_error "exec needs a command"
  set_up
  build_into plain
  export_programs plain
  become "$@"
}

dev_shell ()
{
  local status=0

  [ $# -eq 0 ] || usage_error "shell takes no arguments"
  set_up
  (build_into plain) || status=$?
  [ $status -le 128 ] || exit $status
  [ $status -eq 0 ] || say "  The shell starts all the same."
  export_programs plain
  become "${SHELL:-/bin/bash}"
}

# Runs the tests of one build, and leaves the status to testlog.json. Most wait more than they work,
# so there are more at once than processors.
test_in ()
{
  local directory=$checkout/_build/$1

  shift
  rm -f -- "$directory/meson-logs/testlog.json"
  inside "$checkout/tests/with-session" \
    meson test -C "$directory" --no-rebuild --print-errorlogs --num-processes $((2 * $(nproc) + 2)) "$@" \
    </dev/null >&2 || true
}

dev_test ()
{
  local builds=(plain asan) arguments=() results=() build

  while [ $# -gt 0 ]; do
    case $1 in
      --long) arguments+=(--setup=long) ;;
      --plain) builds=(plain) ;;
      --asan) builds=(asan) ;;
      -*) usage_error "test does not know the option $1" ;;
      *) arguments+=("$1") ;;
    esac
    shift
  done

  set_up
  for build in "${builds[@]}"; do
    build_into "$build"
    results+=("$checkout/_build/$build/meson-logs/testlog.json")
  done
  for build in "${builds[@]}"; do
    say "• Testing _build/$build"
    test_in "$build" "${arguments[@]}"
  done
  inside python3 "$lib/count-results.py" "${results[@]}"
}

# The window where there is a display; elsewhere a sample, on a library and a folder of results in
# the cache directory that are empty at every start.
dev_run ()
{
  local library=$cache/sample-library results=$cache/sample-results

  [ $# -eq 0 ] || usage_error "run takes no arguments"
  set_up
  build_into plain
  export_programs plain
  mkdir -p "$cache"
  if [ -n "${WAYLAND_DISPLAY:-}${DISPLAY:-}" ]; then
    say "• Opening the window on the library $cache/library"
    become heddle --library "$cache/library"
  fi
  rm -rf -- "$library" "$results"
  say "• There is no display: running data/templates/product-post.heddle on the library $library"
  become heddlectl run "$checkout/data/templates/product-post.heddle" --library "$library" --out "$results" --yes
}

# Benchmarks of what is on the screen get one. What they keep stays in the user's cache.
bench_program ()
{
  case $(basename "$1") in
    bench-canvas|bench-editing|bench-gallery|bench-window)
      inside env HEDDLE_SOURCE_ROOT="$checkout" HEDDLE_BUILD_ROOT="$checkout/_build/release" \
        "$checkout/tests/app/with-display" env XDG_CACHE_HOME="${XDG_CACHE_HOME:-$HOME/.cache}" "$1"
      ;;
    *)
      inside env HEDDLE_SOURCE_ROOT="$checkout" HEDDLE_BUILD_ROOT="$checkout/_build/release" "$1"
      ;;
  esac
}

dev_bench ()
{
  local name bench

  [ $# -le 1 ] || usage_error "bench takes one name at most"
  name=${1:-}
  [ -z "$name" ] || [ -f "$checkout/tests/bench/bench-$name.c" ] ||
    die "there is no benchmark called $name in tests/bench"
  set_up
  build_into release
  export_programs release
  for bench in "$checkout/_build/release/tests/bench/bench-"*; do
    [ -f "$bench" ] && [ -x "$bench" ] || continue
    [ -z "$name" ] || [ "$(basename "$bench")" = "bench-$name" ] || continue
    say "• $(basename "$bench")"
    bench_program "$bench" || die "$(basename "$bench") failed"
  done
}

dev_screenshots ()
{
  local target

  [ $# -eq 1 ] || usage_error "screenshots needs the directory to draw into"
  mkdir -p -- "$1"
  target=$(cd -- "$1" && pwd)
  set_up
  build_into plain
  export_programs plain
  say "• Drawing the places of the window"
  inside env HEDDLE_SOURCE_ROOT="$checkout" HEDDLE_BUILD_ROOT="$checkout/_build/plain" \
    "$checkout/tests/app/with-display" python3 "$checkout/tests/app/screenshots.py" "$target"
  say "• Drawing what the samples make"
  become python3 "$lib/contact-sheets.py" "$checkout/data/templates" "$target"
}

# Only .c files: the prototypes in headers stand in columns that no formatter keeps.
dev_format ()
{
  local check=() files

  if [ "${1:-}" = --check ]; then
    check=(--check)
    shift
  fi
  files=("$@")
  if [ ${#files[@]} -eq 0 ]; then
    mapfile -t files < <(find "$checkout/src" "$checkout/tests" -name '*.c' | sort)
  fi
  set_up
  become python3 "$lib/format-sources.py" "${check[@]}" "${files[@]}"
}
