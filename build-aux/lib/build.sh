# SPDX-FileCopyrightText: The Heddle developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Building into _build/plain, _build/asan and _build/release.

meson_options ()
{
  case $1 in
    plain) echo --buildtype=debugoptimized ;;
    asan)
      # It is compiled to be run once, and takes long enough.
      echo --buildtype=debugoptimized -Doptimization=1 -Dc_args=-g1 -Db_pch=true
      echo -Db_sanitize=address,undefined -Db_lundef=false
      ;;
    release) echo --buildtype=release ;;
  esac
  if [ -n "${CI:-}" ] || [ "$environment" = root ]; then
    echo -Dwerror=true
  fi
}

# Runs where we work, under the build directory's lock.
configure ()
{
  local directory=$1

  shift
  rm -rf -- "$directory"
  inside meson setup "$checkout" "$directory" "$@"
}

up_to_date ()
{
  [ "$(cat "$1/.heddle-key" 2>/dev/null)" = "$2" ] &&
    [ "$(inside ninja -C "$1" -n 2>/dev/null | tail -n 1)" = 'ninja: no work to do.' ]
}

# build_into NAME: configures if the libraries, the options or the directory are
# new, and compiles what changed.
build_into ()
{
  local name=$1 directory=$checkout/_build/$1 options key

  mapfile -t options < <(meson_options "$name" | tr ' ' '\n')
  key="$(environment_key); ${options[*]}"
  up_to_date "$directory" "$key" && return

  mkdir -p "$checkout/_build"
  exec 9>"$checkout/_build/$name.lock"
  if ! flock --wait 3 9; then
    say "• Waiting for another build of _build/$name"
    flock 9
  fi
  if [ "$(cat "$directory/.heddle-key" 2>/dev/null)" != "$key" ]; then
    step "$name-setup" "Configuring _build/$name" configure "$directory" "${options[@]}"
    printf '%s\n' "$key" >"$directory/.heddle-key"
  fi
  if ! up_to_date "$directory" "$key"; then
    step "$name-build" "Compiling in _build/$name" inside ninja -C "$directory"
  fi
  exec 9>&-
}

# What a built program needs to run from the build directory.
export_programs ()
{
  local directory=$checkout/_build/$1

  export HEDDLE_DATA_DIR=${HEDDLE_DATA_DIR:-$checkout/data}
  export GSETTINGS_SCHEMA_DIR=$directory/data
  export PATH="$directory/src/app:$directory/src/cli:$directory/src/imaging:$directory/tests/fakes${PATH:+:$PATH}"
}
