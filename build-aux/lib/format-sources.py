#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Heddle developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lays out C sources: clang-format, and what GNOME's layout has beyond it.

  format-sources.py FILE…           rewrites the files
  format-sources.py --check FILE…   names those that would change, and exits with 1

A function's definition has one parameter per line with the names in a column. Lines
that differ from clang-format's only in the spaces between words stay as they are, so
that fields and prototypes may stand in columns too.
"""

import difflib
import re
import subprocess
import sys

WIDTH = 100
DEFINITION = re.compile(r"^(?P<name>[A-Za-z_]\w*) \((?P<parameters>[^;{}]*)\)$")
PARAMETER = re.compile(r"^(?P<type>.*?[^\s*])\s*(?P<stars>\**)(?P<name>[A-Za-z_]\w*(?:\[\w*\])?)$")


def clang_format(path):
    return subprocess.run(
        ["clang-format", "--style=file", path], check=True, capture_output=True, text=True
    ).stdout.splitlines()


def line_up(name, parameters):
    """The lines of a definition's head, or none where a parameter is no simple one."""
    parts = [PARAMETER.match(" ".join(parameter.split())) for parameter in parameters.split(",")]
    if len(parts) < 2 or not all(parts):
        return None
    types = max(len(part["type"]) for part in parts)
    stars = max(len(part["stars"]) for part in parts)
    lines = []
    for part in parts:
        start = f"{name} (" if not lines else " " * (len(name) + 2)
        gap = f"{part['type']:<{types}} {part['stars']:>{stars}}"
        lines.append(f"{start}{gap}{part['name']},")
    lines[-1] = lines[-1][:-1] + ")"
    return lines if max(map(len, lines)) <= WIDTH else None


def line_up_definitions(lines):
    """A definition's head begins in the first column and ends before a line with a brace."""
    result, start = [], 0
    while start < len(lines):
        end = start
        if re.match(r"^[A-Za-z_]\w* \(", lines[start]):
            while end < len(lines) - 1 and not lines[end].endswith((")", ";", "{", "}")):
                end += 1
        head = DEFINITION.match(" ".join(line.strip() for line in lines[start:end + 1]))
        opened = end + 1 < len(lines) and lines[end + 1] == "{"
        columns = line_up(head["name"], head["parameters"]) if head and opened else None
        result += columns or lines[start:end + 1]
        start = end + 1
    return result


def words(line):
    indent = len(line) - len(line.lstrip())
    return indent, re.sub(r"\s+", " ", line.strip()).replace("* ", "*")


def keep_columns(old, new):
    """Takes the old line where only the spaces between its words differ."""
    old_words, new_words = list(map(words, old)), list(map(words, new))
    result = list(new)
    for a, b, size in difflib.SequenceMatcher(None, old_words, new_words, False).get_matching_blocks():
        result[b:b + size] = old[a:a + size]
    return result


def lay_out(path):
    with open(path, encoding="utf-8") as source:
        old = source.read()
    lines = line_up_definitions(clang_format(path))
    return old, "\n".join(keep_columns(old.splitlines(), lines)) + "\n"


def main():
    check = sys.argv[1:2] == ["--check"]
    changed = 0
    for path in sys.argv[2 if check else 1:]:
        old, new = lay_out(path)
        if old == new:
            continue
        changed += 1
        if check:
            print(path)
        else:
            with open(path, "w", encoding="utf-8") as source:
                source.write(new)
    return 1 if check and changed else 0


if __name__ == "__main__":
    sys.exit(main())
