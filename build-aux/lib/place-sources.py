#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Heddle developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""place-sources.py MANIFEST FOLDER [MIRROR]: puts a manifest's archives where flatpak-builder looks.

That is FOLDER/SHA256/NAME. Each is taken from the first address that has it with the right hash:
the manifest's own, and MIRROR in place of Debian's.
"""

import hashlib
import json
import shutil
import sys
import urllib.error
import urllib.request
from pathlib import Path

DEBIAN = "https://deb.debian.org/debian/"
TIMEOUT = 30


def archives(modules):
    for module in modules:
        yield from archives(module.get("modules", []))
        yield from (source for source in module.get("sources", []) if "url" in source)


def addresses(source, mirror):
    for url in [source["url"], *source.get("mirror-urls", [])]:
        if url.startswith(DEBIAN) and mirror:
            yield mirror.rstrip("/") + "/" + url.removeprefix(DEBIAN)
        yield url


def is_right(path, sha256):
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256


def fetch(source, folder, mirror):
    """Returns where the archive came from, or None."""
    path = folder / source["sha256"] / source["url"].rsplit("/", 1)[1]
    if is_right(path, source["sha256"]):
        return "here already"
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    for url in dict.fromkeys(addresses(source, mirror)):
        try:
            with urllib.request.urlopen(url, timeout=TIMEOUT) as answer, part.open("wb") as file:
                shutil.copyfileobj(answer, file)
        except (urllib.error.URLError, OSError) as error:
            print(f"{url}: {error}", flush=True)
            continue
        if is_right(part, source["sha256"]):
            part.rename(path)
            return url
        print(f"{url}: is another file than the manifest's", flush=True)
    part.unlink(missing_ok=True)
    return None


def main():
    manifest = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    mirror = sys.argv[3] if len(sys.argv) > 3 else ""
    missing = 0
    for source in archives(manifest["modules"]):
        found = fetch(source, Path(sys.argv[2]), mirror)
        print(f"{source['url'].rsplit('/', 1)[1]}: {found or 'not to be had'}", flush=True)
        missing += found is None
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
