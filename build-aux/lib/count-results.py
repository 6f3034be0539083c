#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Heddle developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts the results in Meson's test logs and says them in one last line.

A test that neither passed nor was skipped has failed, however it ended. A log
that is missing, or no test at all, is a failure too. What a failed test said
last is repeated, for whoever sees only the end of all that was printed.
"""

import json
import sys

PASSED = {"OK", "EXPECTEDFAIL"}
SKIPPED = {"SKIP"}
LINES = 40


def read(path):
    try:
        with open(path, encoding="utf-8") as log:
            return [json.loads(line) for line in log if line.strip()]
    except (OSError, ValueError) as error:
        print(f"no results: {error}", file=sys.stderr)
        return [{"name": path, "result": "NO LOG"}]


def words_of(test):
    """The last lines up to the first part that failed, and what else was said."""
    lines = test.get("stdout", "").splitlines()
    end = next((i + 1 for i, line in enumerate(lines) if line.startswith("not ok")), len(lines))
    return lines[max(0, end - LINES):end] + test.get("stderr", "").splitlines()[-LINES:]


def main():
    passed = failed = skipped = 0
    for path in sys.argv[1:]:
        for test in read(path):
            if test["result"] in PASSED:
                passed += 1
            elif test["result"] in SKIPPED:
                skipped += 1
            else:
                failed += 1
                print(f"failed: {test['name']} ({test['result']}), {path}",
                      *(f"    {line}" for line in words_of(test)), sep="\n", file=sys.stderr)
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 0 if passed and not failed else 1


if __name__ == "__main__":
    sys.exit(main())
