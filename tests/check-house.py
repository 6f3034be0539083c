#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Heddle developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the rules of the house that a compiler does not see.

  check-house.py TREE             complains about every broken rule in a source tree
  check-house.py --update TREE    writes po/POTFILES.in anew
  check-house.py --self-test      breaks each rule in a small tree and sees it found

The rules: arrows between rooms point one way; libvips stays in heddle-imaging and
GTK in the application; every source names its license; po/POTFILES.in lists the
files that have something to translate, and no others; and what is to be translated
is written so that gettext can read it.
"""

import re
import sys
import tempfile
from pathlib import Path

CORE = {
    "base": set(),
    "graph": {"base"},
    "store": {"graph", "base"},
    "assets": {"store", "graph", "base"},
    "brand": {"assets", "store", "graph", "base"},
    "providers": {"assets", "store", "graph", "base"},
    "formats": {"providers", "brand", "assets", "store", "graph", "base"},
    "nodes": {"formats", "providers", "brand", "assets", "store", "graph", "base"},
    "engine": {"nodes", "formats", "providers", "brand", "assets", "store", "graph", "base"},
}
PROGRAMS = {
    "cli": set(CORE),
    "app": set(CORE),
    # Of the core it shares the list of error codes; the core is not linked into it.
    "imaging": {"assets"},
}
# Library headers, and the only rooms that may include them.
KEPT_IN = {
    re.compile(r"<vips/"): {"imaging"},
    re.compile(r"<(gtk|gdk|gsk)/|<adwaita\.h>|<libadwaita"): {"app"},
    re.compile(r"<sqlite3\.h>"): {"store"},
    re.compile(r"<libsoup/"): {"providers"},
}
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]+(["<][^">]+[">])', re.MULTILINE)
UNTRANSLATABLE = re.compile(r'_ ?\((\s*"(?:[^"\\]|\\.)*")+\s*G_G[A-Z0-9]+_FORMAT')
TRANSLATABLE = re.compile(r'(?<![A-Za-z0-9_])(?:_|N_|C_|NC_|ngettext|g_dngettext)[ ]?\([ \n]*"')
TRANSLATED = ("src/", "data/")
# What tells the desktop about Heddle always has a name to translate.
TOLD = ("*.desktop.in", "*.gschema.xml", "*.metainfo.xml.in", "*.mime.xml.in")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
LICENSED = {".c", ".h", ".py", ".sh", ".sql", ".blp", ".css", ".build"}
SPDX = ("SPDX-FileCopyrightText:", "SPDX-License-Identifier: GPL-3.0-or-later")


def sources(tree, *folders):
    """The C files below the given folders of a tree."""
    for folder in folders:
        for path in sorted((tree / folder).rglob("*.[ch]")):
            yield path


def room_of(tree, path):
    parts = path.relative_to(tree / "src").parts
    return parts[1] if parts[0] == "core" else parts[0]


def check_arrows(tree):
    rooms = {**CORE, **PROGRAMS}
    for path in sources(tree, "src"):
        room = room_of(tree, path)
        if room not in rooms:
            yield f"{path}: there is no room called {room}"
            continue
        for include in INCLUDE.findall(path.read_text(encoding="utf-8")):
            target = include.strip('"').split("/")[0]
            if include.startswith('"') and target in rooms and target != room and target not in rooms[room]:
                yield f"{path}: {room} may not include {include}"
            for header, allowed in KEPT_IN.items():
                if header.match(include) and room not in allowed:
                    yield f"{path}: only {', '.join(sorted(allowed))} may include {include}"


def check_licenses(tree):
    for folder in ("src", "tests", "data", "sql", "po", "build-aux"):
        for path in sorted((tree / folder).rglob("*")):
            if not path.is_file() or "__pycache__" in path.parts:
                continue
            if path.suffix in LICENSED and path.stat().st_size > 0:
                head = path.read_text(encoding="utf-8")[:400]
                if not all(line in head for line in SPDX):
                    yield f"{path}: does not begin with the SPDX lines"


def translatable_files(tree):
    found = []
    for path in sources(tree, "src"):
        if TRANSLATABLE.search(COMMENT.sub("", path.read_text(encoding="utf-8"))):
            found.append(path.relative_to(tree).as_posix())
    for path in sorted((tree / "data/ui").glob("*.blp")):
        if TRANSLATABLE.search(path.read_text(encoding="utf-8")):
            found.append(path.relative_to(tree).as_posix())
    for pattern in TOLD:
        found += [path.relative_to(tree).as_posix() for path in (tree / "data").glob(pattern)]
    return found


def listed_files(tree):
    lines = (tree / "po/POTFILES.in").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def check_translations(tree):
    found, listed = translatable_files(tree), listed_files(tree)
    sources_listed = [name for name in listed if name.startswith(TRANSLATED)]
    for name in sorted(set(found) - set(listed)):
        yield f"po/POTFILES.in: lacks {name} (tests/check-house.py --update writes it)"
    for name in sorted(set(sources_listed) - set(found)):
        yield f"po/POTFILES.in: {name} has nothing to translate, or is gone"
    for name in listed:
        if not (tree / name).exists():
            yield f"po/POTFILES.in: {name} is gone"
    if listed != sorted(listed):
        yield "po/POTFILES.in: is not sorted"


def check_formats(tree):
    for path in sources(tree, "src"):
        if UNTRANSLATABLE.search(path.read_text(encoding="utf-8")):
            name = path.relative_to(tree).as_posix()
            yield f"{name}: a text with G_G…_FORMAT cannot be translated; use PRId64, %zu or %s"


def check(tree):
    return [*check_arrows(tree), *check_licenses(tree), *check_translations(tree), *check_formats(tree)]


def update(tree):
    path = tree / "po/POTFILES.in"
    comments = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    others = [name for name in listed_files(tree) if not name.startswith(TRANSLATED) and (tree / name).exists()]
    path.write_text("\n".join(comments + sorted(others + translatable_files(tree))) + "\n", encoding="utf-8")


HEADER = "/* SPDX-FileCopyrightText: The Heddle developers\n * SPDX-License-Identifier: GPL-3.0-or-later\n */\n"
GOOD = {
    "src/core/base/a.c": HEADER + '#include "base/a.h"\n',
    "src/core/graph/b.c": HEADER + '#include <glib.h>\n#include "base/a.h"\nchar *s = _("Hello");\n',
    "src/core/engine/c.c": HEADER + '#include "nodes/n.h"\n/* _("no") */\n',
    "src/imaging/d.c": HEADER + "#include <vips/vips.h>\n",
    "src/cli/e.c": HEADER + '#include "engine/c.h"\n',
    "po/POTFILES.in": "src/core/graph/b.c\n",
}
BROKEN = [
    ("an arrow that points back", "src/core/graph/b.c", HEADER + '#include "store/s.h"\nchar *s = _("x");\n'),
    ("an arrow between siblings", "src/core/providers/p.c", HEADER + '#include "brand/b.h"\n'),
    ("formats using nodes", "src/core/formats/f.c", HEADER + '#  include "nodes/n.h"\n'),
    ("the core using the command line", "src/core/base/a.c", HEADER + '#include "cli/e.h"\n'),
    ("libvips in the core", "src/core/assets/t.c", HEADER + "#include <vips/vips.h>\n"),
    ("GTK in the core", "src/core/base/a.c", HEADER + "#include <gtk/gtk.h>\n"),
    ("libadwaita in the command line", "src/cli/e.c", HEADER + "#include <adwaita.h>\n"),
    ("a room that is not in the plan", "src/core/misc/m.c", HEADER),
    ("no license", "src/core/base/a.c", "#include <glib.h>\n"),
    ("a file to translate that is not listed", "src/core/base/a.c", HEADER + 'char *s = N_ ("x");\n'),
    ("a name for the desktop that is not listed", "data/a.desktop.in", "Name=Heddle\n"),
    ("a listed file with nothing to translate", "src/core/graph/b.c", HEADER),
    ("a listed file that is gone", "po/POTFILES.in", "docs/gone.md\nsrc/core/graph/b.c\n"),
    ("a format that gettext cannot read", "src/core/graph/b.c",
     HEADER + 'char *s = _("%" G_GINT64_FORMAT " x");\n'),
    ("a list out of order", "po/POTFILES.in", "src/core/graph/b.c\npo/POTFILES.in\n"),
]


def lay_out(folder, files):
    for name, text in files.items():
        path = Path(folder) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def self_test():
    failed = 0
    for what, name, text in [("nothing", "src/core/base/a.c", GOOD["src/core/base/a.c"]), *BROKEN]:
        with tempfile.TemporaryDirectory() as folder:
            lay_out(folder, {**GOOD, name: text})
            complaints = check(Path(folder))
        if (what == "nothing") != (len(complaints) == 0) or len(complaints) > 1:
            failed += 1
            print(f"breaking {what}: found {complaints}")
    return 1 if failed else 0


def main():
    if sys.argv[1:] == ["--self-test"]:
        return self_test()
    if sys.argv[1:2] == ["--update"] and len(sys.argv) == 3:
        update(Path(sys.argv[2]))
        return 0
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    complaints = check(Path(sys.argv[1]))
    for complaint in complaints:
        print(complaint)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
