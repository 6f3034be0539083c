# SPDX-FileCopyrightText: The Heddle developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Where to work: natively, or inside a root. Sets `environment` to “native” or
# “root” and installs what is missing for it.

gtk_needed=4.18

# The names in build-aux/packages, one per line.
package_names ()
{
  sed 's/#.*//' "$checkout/build-aux/packages" | tr -s ' \t' '\n' | sed '/^$/d'
}

as_root ()
{
  local variable keep=(DEBIAN_FRONTEND=noninteractive)

  for variable in http_proxy https_proxy no_proxy; do
    [ -n "${!variable:-}" ] && keep+=("$variable=${!variable}")
  done
  if [ "$(id -u)" -eq 0 ]; then
    env "${keep[@]}" "$@"
  elif command -v sudo >/dev/null; then
    sudo -- env "${keep[@]}" "$@"
  else
    say "This needs root, and there is no sudo here. As root, run:"
    say "    $*"
    return 1
  fi
}

is_debian_like ()
{
  command -v apt-get >/dev/null && command -v dpkg-query >/dev/null
}

# Those of the given packages that are not installed.
missing_packages ()
{
  local have

  have=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null |
         sed -n 's/^installed //p' || true)
  printf '%s\n' "$@" | grep -vxF -e "$have" || true
}

update_package_lists ()
{
  step apt-update "Fetching the system's package lists" as_root apt-get update
}

install_packages ()
{
  local missing

  mapfile -t missing < <(missing_packages "$@")
  [ ${#missing[@]} -eq 0 ] && return 0
  if [ -z "$(apt-cache policy "${missing[0]}" | sed -n 's/^  Candidate: \((none)\)\?//p')" ]; then
    update_package_lists
  fi
  step apt-install "Installing ${#missing[@]} packages: ${missing[*]}" \
    as_root apt-get install -y --no-install-recommends "${missing[@]}"
}

gtk_is_installed ()
{
  command -v pkg-config >/dev/null && pkg-config --atleast-version=$gtk_needed gtk4 2>/dev/null
}

# Whether this Debian's own packages are new enough.
apt_is_new_enough ()
{
  local candidate

  candidate=$(apt_gtk_candidate)
  if [ -z "$candidate" ]; then
    update_package_lists
    candidate=$(apt_gtk_candidate)
  fi
  [ -n "$candidate" ] && dpkg --compare-versions "$candidate" ge $gtk_needed
}

apt_gtk_candidate ()
{
  apt-cache policy libgtk-4-dev 2>/dev/null | sed -n 's/^  Candidate: //p' | sed '/(none)/d'
}

# What APT offers changes only when the system does; its lists may be gone again.
system_answer_file ()
{
  printf '%s/system-%s' "$cache" \
    "$(cat /etc/os-release /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null |
       sha256sum | cut -c1-16)"
}

choose_on_debian ()
{
  local file packages

  file=$(system_answer_file)
  if [ ! -e "$file" ]; then
    mkdir -p "$cache"
    if gtk_is_installed || apt_is_new_enough; then
      echo native >"$file"
    else
      echo root >"$file"
    fi
  fi
  environment=$(cat "$file")
  if [ "$environment" = native ]; then
    mapfile -t packages < <(package_names)
    install_packages "${packages[@]}"
  fi
}

# On other systems there is no package manager that we know how to ask.
check_tools ()
{
  local tool missing=()

  for tool in cc meson ninja pkg-config msgfmt python3 dbus-run-session; do
    command -v "$tool" >/dev/null || missing+=("$tool")
  done
  [ ${#missing[@]} -eq 0 ] ||
    die "please install ${missing[*]} and run this again; libraries that are missing Meson will name"
}

# Decides where to work, and makes that place ready.
set_up ()
{
  environment=root
  if is_debian_like; then
    choose_on_debian
  elif gtk_is_installed; then
    environment=native
    check_tools
  fi
  if [ "$environment" = root ]; then
    choose_way
    make_root
  fi
}

# A word that changes when the libraries built against do.
environment_key ()
{
  if [ "$environment" = root ]; then
    printf 'root %s' "$(root_hash)"
  else
    printf 'native %s' "$(. /etc/os-release && echo "${ID:-} ${VERSION_ID:-}")"
  fi
}

# inside COMMAND…: runs a command where we work.
inside ()
{
  if [ "$environment" = root ]; then
    (enter_root "$@")
  else
    "$@"
  fi
}

# become COMMAND…: the same, in place of this shell.
become ()
{
  if [ "$environment" = root ]; then
    enter_root "$@"
  else
    exec "$@"
  fi
}
