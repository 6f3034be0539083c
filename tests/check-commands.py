#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Heddle developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tries the commands that the documentation gives.

  check-commands.py TREE HEDDLECTL    no line of README.md and docs/ that begins with heddlectl is
                                      refused
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

# What can be done as it stands on a library that is new; of the rest the name alone is tried.
HARMLESS = {"list", "search", "usage", "budget"}


def commands(tree):
    for page in [tree / "README.md", *sorted((tree / "docs").glob("*.md"))]:
        for line in page.read_text(encoding="utf-8").splitlines():
            if re.match(r" *heddlectl ", line):
                yield page.name, line.strip()


def trial(words):
    """What to call to find out whether these words would do."""
    name = next(word for i, word in enumerate(words) if not word.startswith("-") and words[i - 1] != "--library")
    if name == "run":
        return [*words, "--dry-run"]
    return words if name in HARMLESS else [name, "--help"]


def check(tree, heddlectl, home):
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith(("HEDDLE_KEY_", "XDG_"))},
        "HOME": home,
        "HEDDLE_KEY_OPENAI": "sk-none",
        "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent",
    }
    count, problems = 0, []
    subprocess.run([heddlectl, "new", "library", f"{home}/Heddle"], env=environment, stdout=subprocess.DEVNULL, check=True)
    for page, line in commands(tree):
        words = [re.sub(r"^~(?=/)", home, word) for word in shlex.split(line)[1:]]
        done = subprocess.run(
            [heddlectl, *trial(words)], cwd=tree, env=environment, stdin=subprocess.DEVNULL, text=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False,
        )
        count += 1
        if done.returncode != 0:
            problems.append(f"{page}: {line}: {done.stderr.strip() or done.returncode}")
    return count, problems


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as home:
        count, problems = check(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve(), home)
    print("\n".join(problems) or f"{count} commands are right")
    return 1 if problems or count == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
