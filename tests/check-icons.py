#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Heddle developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks that every icon that the application names is there, and comes out in one colour.

  check-icons.py TREE THEME LIBRARY…    complains about every icon of a source tree that is neither
                                        its own, nor in the icon theme, nor in a library's resources
  check-icons.py --self-test            breaks each rule in a small tree and sees it found

GTK gives a symbolic icon the text's colour by filling its shapes, so that ours must be filled shapes.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree

OURS = "data/icons/scalable/actions"
RESOURCES = "data/heddle-app.gresource.xml"
NAMED = re.compile(r'"([A-Za-z0-9.+-]+-symbolic)"')
NAMED_IN_INTERFACE = re.compile(r'icon-name:\s*"([^"]+)"')
RECOLOURED = {"svg", "g", "path", "rect", "circle"}


def icon_names(paths):
    """Names of icons by their files' names, whose endings are .svg, .png or .symbolic.png."""
    return {re.sub(r"(\.symbolic)?\.(svg|png)$", "", Path(path).name) for path in paths}


def of_library(library):
    listed = subprocess.run(["gresource", "list", library], check=True, capture_output=True, text=True).stdout
    return icon_names(line for line in listed.splitlines() if "/icons/" in line)


def of_theme(theme):
    names = icon_names(path for path in Path(theme).rglob("*") if path.suffix in (".svg", ".png"))
    if not names:
        raise SystemExit(f"{theme}: no icons there")
    return names


def check_used(tree, known):
    for path in sorted([*(tree / "src").rglob("*.[ch]"), *(tree / "data/ui").glob("*.blp")]):
        text = path.read_text(encoding="utf-8")
        used = set(NAMED.findall(text))
        if path.suffix == ".blp":
            used |= set(NAMED_IN_INTERFACE.findall(text))
        for name in sorted(used - known):
            yield f"{path.relative_to(tree)}: there is no icon {name}"


def check_shapes(tree, path):
    for element in ElementTree.parse(path).iter():
        tag = element.tag.split("}")[-1]
        if tag not in RECOLOURED or "stroke" in element.attrib or "style" in element.attrib:
            yield f"{path.relative_to(tree)}: <{tag}> is not filled with the text's colour"


def check_ours(tree):
    drawn = {path.name for path in (tree / OURS).glob("*")}
    listed = set(re.findall(r">icons/scalable/actions/([^<]+)<", (tree / RESOURCES).read_text(encoding="utf-8")))
    for name in sorted(drawn - listed):
        yield f"{RESOURCES}: lacks {name}"
    for name in sorted(listed - drawn):
        yield f"{RESOURCES}: {name} is gone"
    for path in sorted((tree / OURS).glob("*.svg")):
        yield from check_shapes(tree, path)


def check(tree, theirs):
    installed = (tree / "data/icons/hicolor").rglob("*.svg")
    known = theirs | icon_names((tree / OURS).glob("*.svg")) | icon_names(installed)
    return [*check_used(tree, known), *check_ours(tree)]


SVG = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h1v1Z"{}/></svg>'
GOOD = {
    "src/app/a.c": 'icon ("heddle-weave-symbolic");\n',
    "data/ui/a.blp": 'icon-name: "go-up-symbolic";\n',
    f"{OURS}/heddle-weave-symbolic.svg": SVG.format(""),
    RESOURCES: "<file>icons/scalable/actions/heddle-weave-symbolic.svg</file>\n",
}
BROKEN = [
    ("an icon that no one has", "src/app/a.c", 'icon ("heddle-wave-symbolic");\n'),
    ("the same in an interface", "data/ui/a.blp", 'icon-name: "go-upwards-symbolic";\n'),
    ("an icon in colour that no one has", "data/ui/a.blp", 'icon-name: "app.heddle.Heddel";\n'),
    ("a line that is not outlined", f"{OURS}/heddle-weave-symbolic.svg", SVG.format(' stroke="#000"')),
    ("a drawing that is not packed", f"{OURS}/heddle-loom-symbolic.svg", SVG.format("")),
    ("a drawing that is gone", RESOURCES, GOOD[RESOURCES] + "<file>icons/scalable/actions/x-symbolic.svg</file>\n"),
]


def self_test():
    failed = 0
    for what, name, text in [("nothing", "src/app/a.c", GOOD["src/app/a.c"]), *BROKEN]:
        with tempfile.TemporaryDirectory() as folder:
            for path, content in {**GOOD, name: text}.items():
                (Path(folder) / path).parent.mkdir(parents=True, exist_ok=True)
                (Path(folder) / path).write_text(content, encoding="utf-8")
            complaints = check(Path(folder), {"go-up-symbolic"})
        if len(complaints) != (what != "nothing"):
            failed += 1
            print(f"breaking {what}: found {complaints}")
    return 1 if failed else 0


def main():
    if sys.argv[1:] == ["--self-test"]:
        return self_test()
    if len(sys.argv) < 4:
        print(__doc__, file=sys.stderr)
        return 2
    complaints = check(Path(sys.argv[1]), of_theme(sys.argv[2]).union(*map(of_library, sys.argv[3:])))
    for complaint in complaints:
        print(complaint)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
