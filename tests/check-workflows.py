#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Heddle developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the schema of workflows, and workflows against it, with a validator that is not ours.

  check-workflows.py TREE    the schema is one, every template and test document fits it, and
                             documents that are wrong do not
"""

import copy
import json
import sys
from pathlib import Path

from jsonschema import Draft202012Validator

# What is done to a document that fits, and must then not fit any more: a path and a
# value, or None to take the member away.
WRONG = [
    (["format"], "other"),
    (["version"], 2),
    (["version"], "1"),
    (["id"], None),
    (["name"], None),
    (["pipelines"], []),
    (["pipelines", 0, "links"], None),
    (["pipelines", 0, "nodes", 0, "id"], "inputs"),
    (["pipelines", 0, "nodes", 0, "id"], ""),
    (["pipelines", 0, "nodes", 0, "type"], None),
    (["pipelines", 0, "nodes", 0, "x"], "left"),
    (["pipelines", 0, "nodes", 0, "type_version"], 0),
    (["pipelines", 0, "nodes", 0, "config"], []),
    (["pipelines", 0, "links", 0, "from"], ["inputs"]),
    (["pipelines", 0, "links", 0, "to"], ["a", "b", "c"]),
    (["pipelines", 0, "links", 0, "kind"], "before"),
    (["pipelines", 0, "links", 1, "condition", "op"], "="),
    (["pipelines", 0, "viewport", "zoom"], 0),
    (["inputs", 0, "key"], None),
    (["inputs", 0, "type"], "file"),
    (["inputs", 0, "validation", "min_length"], -1),
]


def change(document, path, value):
    changed = copy.deepcopy(document)
    place = changed
    for step in path[:-1]:
        place = place[step]
    if value is None:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return changed


def check(tree):
    schema = json.loads((tree / "data/schemas/workflow-1.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)

    for folder in ("data/templates", "tests/data"):
        for path in sorted((tree / folder).glob("**/*.heddle")):
            document = json.loads(path.read_text(encoding="utf-8"))
            for error in validator.iter_errors(document):
                yield f"{path}: {error.json_path}: {error.message}"

    whole = json.loads((tree / "tests/data/everything.heddle").read_text(encoding="utf-8"))
    for path, value in WRONG:
        if validator.is_valid(change(whole, path, value)):
            yield f"the schema lets {path} be {value!r}"


def main():
    complaints = list(check(Path(sys.argv[1])))
    for complaint in complaints:
        print(complaint)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
