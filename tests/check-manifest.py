#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Heddle developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the Flatpak manifest of an application.

  check-manifest.py ID TREE       complains about flatpak/ID.json in a source tree
  check-manifest.py --self-test   breaks each rule in a small tree and sees it found

The rules: it is JSON with the right id, asks for no more than it may, pins every source that it
fetches by its SHA-256, names no file that is not there, and has a module for each library that a
meson.build asks for and the runtime lacks. Which of both holds for a library is said below.
"""

import json
import re
import sys
import tempfile
from pathlib import Path

ALLOWED = {
    "--share=network",
    "--share=ipc",
    "--socket=wayland",
    "--socket=fallback-x11",
    "--device=dri",
}

# What meson.build may ask for, and why it needs no module.
GNOME = "GNOME's own, in org.gnome.Platform"
FREEDESKTOP = "in org.freedesktop.Platform, which org.gnome.Platform is made on"
IN_RUNTIME = {
    "glib-2.0": GNOME,
    "gio-2.0": GNOME,
    "gio-unix-2.0": GNOME,
    "gtk4": GNOME,
    "libadwaita-1": GNOME,
    "json-glib-1.0": GNOME,
    "libdex-1": GNOME,
    "librsvg-2.0": GNOME,
    "libsecret-1": GNOME,
    "libsoup-3.0": GNOME,
    "pango": GNOME,
    "pangocairo": GNOME,
    "graphene-gobject-1.0": GNOME,
    "cairo": FREEDESKTOP,
    "fontconfig": FREEDESKTOP,
    "lcms2": FREEDESKTOP,
    "libarchive": FREEDESKTOP,
    "libjpeg": FREEDESKTOP,
    "libpng": FREEDESKTOP,
    "libseccomp": FREEDESKTOP,
    "libwebp": FREEDESKTOP,
    "nettle": "in org.freedesktop.Platform, which GnuTLS is built on there",
    "sqlite3": FREEDESKTOP,
    "zlib": FREEDESKTOP,
    "m": "the C library's",
}

# What it lacks, and the modules that bring it.
MODULES = {
    "vips": {"libvips", "libimagequant"},  # the second for PNGs with a palette
    "yyjson": {"yyjson"},
    "csv": {"libcsv"},
}

# The manifest builds no tests; what only they need is the tests' own business.
NOT_BUILT = {"tests", "_build", ".flatpak-builder"}

ASKED = re.compile(r"\b(?:dependency|find_library)\(\s*'([^']+)'")
COMMENT = re.compile(r"^\s*#.*$", re.MULTILINE)
SHA256 = re.compile(r"[0-9a-f]{64}")


def all_modules(modules, at):
    """The modules, those inside others included, with those that are files of their own read."""
    for module in modules:
        if isinstance(module, str):
            module = json.loads((at / module).read_text(encoding="utf-8"))
        yield from all_modules(module.get("modules", []), at)
        yield module


def check_source(module, source, folder):
    where = module["name"]
    if isinstance(source, str):
        yield f"{where}: {source} keeps its sources elsewhere"
        return
    url = source.get("url")
    if url is not None and not SHA256.fullmatch(source.get("sha256", "")):
        yield f"{where}: {url} is not pinned by a sha256"
    for url in [url or "", *source.get("mirror-urls", [])]:
        if url and not url.startswith("https://"):
            yield f"{where}: {url} is not fetched over HTTPS"
    if url == "" and source.get("type") in ("git", "archive", "extra-data") and "path" not in source:
        yield f"{where}: a source of type {source['type']} says no url"
    for path in [source.get("path"), *source.get("paths", [])]:
        if path and not (folder / path).exists():
            yield f"{where}: there is no {path}"


def asked_for(tree):
    """What the build files that the manifest runs ask for, with the file that does."""
    for path in sorted(tree.rglob("meson.build")):
        place = path.relative_to(tree)
        if place.parts[0] not in NOT_BUILT:
            for name in ASKED.findall(COMMENT.sub("", path.read_text(encoding="utf-8"))):
                yield place, name


def check_dependencies(names, tree):
    for place, dependency in asked_for(tree):
        if dependency not in IN_RUNTIME and dependency not in MODULES:
            yield (f"{place}: whether the runtime has {dependency} is not known; say so in "
                   "IN_RUNTIME of tests/check-manifest.py, or add its module and name that in MODULES")
        for module in sorted(MODULES.get(dependency, set()) - names):
            yield f"{place}: the runtime lacks {dependency}, and there is no module {module} for it"


def check(manifest, application_id, tree):
    folder = tree / "flatpak"
    if manifest.get("id") != application_id:
        yield f"the id is {manifest.get('id')}, not {application_id}"
    for key in ("runtime", "runtime-version", "sdk", "command", "modules"):
        if not manifest.get(key):
            yield f"{key} is missing"
    for permission in sorted(set(manifest.get("finish-args", [])) - ALLOWED):
        yield f"{permission} is more than Heddle needs"

    modules = list(all_modules(manifest.get("modules", []), folder))
    for module in modules:
        if any("network" in argument for argument in module.get("build-options", {}).get("build-args", [])):
            yield f"{module['name']}: is built with a network"
        for source in module.get("sources", []):
            yield from check_source(module, source, folder)
    yield from check_dependencies({module["name"] for module in modules}, tree)


def right_manifest():
    source = {"type": "archive", "url": "https://example.org/a.tar.xz", "sha256": "0" * 64}
    return {
        "id": "org.example.App",
        "runtime": "org.gnome.Platform",
        "runtime-version": "50",
        "sdk": "org.gnome.Sdk",
        "command": "app",
        "finish-args": ["--share=network", "--socket=wayland"],
        "modules": [
            {"name": "libvips", "modules": [{"name": "libimagequant", "sources": [dict(source)]}],
             "sources": [dict(source), {"type": "patch", "path": "here.patch"}]},
            {"name": "app", "sources": [{"type": "dir", "path": ".."}]},
        ],
    }


def change(*keys, value=None):
    """A function that puts the value at the end of the keys, or takes away what is there."""
    def apply(manifest):
        place = manifest
        for key in keys[:-1]:
            place = place[key]
        if value is None:
            del place[keys[-1]]
        else:
            place[keys[-1]] = value
    return apply


SELF_TESTS = [
    (lambda manifest: None, "dependency('vips')\ndependency('gtk4', version: '>= 4')", None),
    (change("id", value="org.example.Other"), "", "the id is"),
    (change("sdk"), "", "sdk is missing"),
    (change("finish-args", value=["--filesystem=home"]), "", "--filesystem=home is more"),
    (change("finish-args", value=["--talk-name=org.freedesktop.secrets"]), "", "is more"),
    (change("finish-args", value=["--socket=x11"]), "", "is more"),
    (change("finish-args", value=["--device=all"]), "", "is more"),
    (change("modules", 0, "sources", 0, "sha256"), "", "not pinned"),
    (change("modules", 0, "sources", 0, "sha256", value="0" * 40), "", "not pinned"),
    (change("modules", 0, "modules", 0, "sources", 0, "sha256"), "", "not pinned"),
    (change("modules", 0, "sources", 0, value={"type": "git", "url": "https://example.org/a", "commit": "0" * 40}),
     "", "not pinned"),
    (change("modules", 0, "sources", 0, "url", value="http://example.org/a"), "", "not fetched over HTTPS"),
    (change("modules", 0, "sources", 0, "mirror-urls", value=["http://example.org/a"]), "", "over HTTPS"),
    (change("modules", 0, "sources", 0, "url"), "", "says no url"),
    (change("modules", 0, "sources", 1, "path", value="gone.patch"), "", "there is no gone.patch"),
    (change("modules", 0, "build-options", value={"build-args": ["--share=network"]}), "", "with a network"),
    (change("modules", 0), "dependency('vips')", "no module libvips"),
    (change("modules", 0, "modules"), "dependency('vips')", "no module libimagequant"),
    (lambda manifest: None, "cc.find_library('csv', has_headers: 'csv.h')", "no module libcsv"),
    (lambda manifest: None, "dependency(\n  'gexiv2')", "whether the runtime has gexiv2"),
    (lambda manifest: None, "# dependency('gexiv2')", None),
]


def self_test():
    for number, (apply, build, expected) in enumerate(SELF_TESTS):
        with tempfile.TemporaryDirectory() as name:
            tree = Path(name)
            (tree / "flatpak").mkdir()
            (tree / "flatpak/here.patch").touch()
            (tree / "meson.build").write_text(build, encoding="utf-8")
            (tree / "tests").mkdir()
            (tree / "tests/meson.build").write_text("dependency('only-for-tests')", encoding="utf-8")
            manifest = right_manifest()
            apply(manifest)
            complaints = list(check(manifest, "org.example.App", tree))
        if expected is None and complaints:
            yield f"self-test {number}: complains without cause: {complaints}"
        elif expected is not None and not any(expected in complaint for complaint in complaints):
            yield f"self-test {number}: does not find “{expected}”, but {complaints}"


def main():
    if sys.argv[1:] == ["--self-test"]:
        complaints = list(self_test())
    else:
        application_id, tree = sys.argv[1], Path(sys.argv[2])
        path = tree / "flatpak" / f"{application_id}.json"
        complaints = list(check(json.loads(path.read_text(encoding="utf-8")), application_id, tree))
    for complaint in complaints:
        print(complaint)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
