#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Heddle developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""check-manifest.py ID FOLDER: checks the Flatpak manifest of the application ID.

It is JSON with the right id, asks for no more than it may, and pins every source
that it fetches by a hash.
"""

import json
import sys
from pathlib import Path

ALLOWED = {
    "--share=network",
    "--share=ipc",
    "--socket=wayland",
    "--socket=fallback-x11",
    "--device=dri",
}


def sources(modules):
    for module in modules:
        if isinstance(module, dict):
            yield from ((module["name"], source) for source in module.get("sources", []))
            yield from sources(module.get("modules", []))


def check(manifest, application_id):
    if manifest.get("id") != application_id:
        yield f"the id is {manifest.get('id')}, not {application_id}"
    for key in ("runtime", "runtime-version", "sdk", "command", "modules"):
        if not manifest.get(key):
            yield f"{key} is missing"
    for permission in set(manifest.get("finish-args", [])) - ALLOWED:
        yield f"{permission} is more than Heddle needs"
    for name, source in sources(manifest.get("modules", [])):
        fetched = "url" in source
        if fetched and "sha256" not in source and "commit" not in source:
            yield f"{name}: {source['url']} is not pinned by a hash"


def main():
    application_id, folder = sys.argv[1], Path(sys.argv[2])
    manifest = json.loads((folder / f"{application_id}.json").read_text(encoding="utf-8"))
    complaints = list(check(manifest, application_id))
    for complaint in complaints:
        print(complaint)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
