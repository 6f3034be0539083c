# SPDX-FileCopyrightText: The Heddle developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A Debian 13 root in the cache directory, for systems whose libraries are too old.

root_release=trixie

root_hash ()
{
  { echo "$root_release 1"; package_names; } | sha256sum | cut -c1-12
}

root_path ()
{
  printf '%s/root-%s' "$cache" "$(root_hash)"
}

# The Debian mirror that this system's APT uses, as a URL.
debian_mirror ()
{
  local uri

  if [ -n "${HEDDLE_DEBIAN_MIRROR:-}" ]; then
    printf '%s\n' "$HEDDLE_DEBIAN_MIRROR"
    return
  fi
  uri=$(apt-get indextargets --format '$(REPO_URI)' \
          'Created-By: Packages' 'Origin: Debian' 'Label: Debian' 'Component: main' 2>/dev/null |
        head -n 1)
  case $uri in
    mirror+file:*) uri=$(sed 's/#.*//' "${uri#mirror+file:}" 2>/dev/null | awk 'NF { print $1; exit }') ;;
  esac
  printf '%s\n' "$uri"
}

# How this system's APT fetches (proxies, certificates, checks), for the root's.
fetch_options ()
{
  local kind

  kind='IndexTargets|CompressionTypes|Languages|Gzip|Changelogs|cdrom'
  apt-config dump | grep -E '^Acquire::' | grep -Ev "^Acquire::($kind)" | grep -v ' "";$' || true
}

# Runs under the lock. The root gets its name when it is whole.
bootstrap_root ()
{
  local path=$1 mirror=$2 part=$1.part options=$cache/fetch.conf include apart=()

  as_root rm -rf --one-file-system -- "$cache"/root-*.part
  fetch_options >"$options"
  include=$(package_names | paste -sd ,)
  # Its mounts end with it, however it ends.
  as_root unshare --mount true 2>/dev/null && apart=(unshare --mount --propagation private)
  as_root "${apart[@]}" mmdebstrap --mode=root --variant=apt --architectures="$(dpkg --print-architecture)" \
    --include="$include" \
    --aptopt='APT::Install-Recommends "false"' \
    --dpkgopt=force-unsafe-io \
    --dpkgopt='path-exclude=/usr/share/doc/*' \
    --dpkgopt='path-exclude=/usr/share/man/*' \
    --setup-hook='mkdir -p "$1/etc/apt/apt.conf.d" "$1/usr/sbin"' \
    --setup-hook="copy-in '$lib/policy-rc.d' /usr/sbin" \
    --setup-hook="upload '$options' /etc/apt/apt.conf.d/90system" \
    "$root_release" "$part" "$mirror" || return
  as_root sh -c 'cd "$1/etc" && rm -f machine-id resolv.conf hosts && : >resolv.conf && : >hosts &&
                 tr -d - </proc/sys/kernel/random/uuid >machine-id' sh "$part" || return
  as_root mv -T -- "$part" "$path"
}

# Makes the root if there is none for this list of packages.
make_root ()
{
  local path mirror

  path=$(root_path)
  [ -d "$path" ] && return 0

  mkdir -p "$cache"
  exec 8>"$cache/lock"
  if ! flock -n 8; then
    say "• Waiting for another build-aux/dev that makes the Debian 13 root"
    flock 8
  fi
  if [ ! -d "$path" ]; then
    if is_debian_like; then
      install_packages mmdebstrap debian-archive-keyring
    fi
    command -v mmdebstrap >/dev/null ||
      die "this system's GTK is older than $gtk_needed; install mmdebstrap, and run this again"
    mirror=$(debian_mirror)
    if [ -z "$mirror" ] && is_debian_like; then
      update_package_lists
      mirror=$(debian_mirror)
    fi
    [ -n "$mirror" ] ||
      die "this system's APT configuration names no Debian mirror; set HEDDLE_DEBIAN_MIRROR to one"
    say "  This system's GTK is older than $gtk_needed, so Heddle is built in a Debian 13 root:"
    say "  $path (about 1.8 GB, made once)"
    step root "Making the Debian 13 root from $mirror" bootstrap_root "$path" "$mirror"
    as_root find "$cache" -maxdepth 1 -name 'root-*' -mtime +30 ! -path "$path" \
      -exec rm -rf --one-file-system -- {} +
  fi
  exec 8>&-
}

# How to get a mount namespace of our own: “mount” with the rights of root, “user”
# in a user namespace beside it, “sudo” where only that may.
namespace_way ()
{
  if [ "$(id -u)" -eq 0 ] && unshare --mount true 2>/dev/null; then
    echo mount
  elif unshare --user --map-root-user --mount true 2>/dev/null; then
    echo user
  elif [ "$(id -u)" -ne 0 ] && sudo -- unshare --mount true 2>/dev/null; then
    echo sudo
  fi
}

# Sets `way`, or says why the root could not be entered.
choose_way ()
{
  way=$(namespace_way)
  [ -n "$way" ] || die "this system's GTK is older than $gtk_needed, and the Debian 13 root made for that cannot be
entered here, since this container allows no mount namespaces (unshare --mount says:
$(unshare --mount true 2>&1 | head -n 1)). Allow them (in Docker --privileged, or
--cap-add SYS_ADMIN --security-opt seccomp=unconfined --security-opt apparmor=unconfined),
or use a system with GTK $gtk_needed, such as Debian 13"
}

# Runs a command in the root in place of this shell, with the same process id,
# so that signals and the exit status need no help.
enter_root ()
{
  local path uid gid variables enter

  path=$(root_path)
  uid=$(id -u)
  gid=$(id -g)
  enter=("$lib/enter-root" "$path" "$cache/mnt" "$PWD")
  mkdir -p "$cache/mnt"
  PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin${PATH:+:$PATH}
  unset LD_LIBRARY_PATH LIBRARY_PATH LD_PRELOAD PKG_CONFIG_PATH PKG_CONFIG_LIBDIR CPATH \
    C_INCLUDE_PATH GI_TYPELIB_PATH XDG_DATA_DIRS XDG_CONFIG_DIRS GIO_EXTRA_MODULES GIO_MODULE_DIR \
    PYTHONHOME PYTHONPATH ACLOCAL_PATH
  # Ours is kept, as export_programs sets it.
  [[ ${GSETTINGS_SCHEMA_DIR:-} == "$checkout/"* ]] || unset GSETTINGS_SCHEMA_DIR

  case $way in
    mount)
      exec unshare --mount --propagation private "${enter[@]}" same "$@"
      ;;
    user)
      exec unshare --user --map-root-user --mount --propagation private \
        "${enter[@]}" "map:$uid:$gid" "$@"
      ;;
    sudo)
      variables=$(mktemp "$cache/environment.XXXXXX")
      export -p >"$variables"
      exec sudo -- unshare --mount --propagation private \
        "${enter[@]}" "drop:$uid:$gid:$variables" "$@"
      ;;
  esac
}
