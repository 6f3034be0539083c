#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Heddle developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the schema of provider manifests, and those that ship, with a validator that is not ours.

  check-providers.py TREE    the schema is one, every shipped manifest fits it, every price and
                             model says when it was read, and manifests that are wrong do not fit
"""

import copy
import json
import sys
from pathlib import Path

from jsonschema import Draft202012Validator

# What is done to openai.json, which must then not fit any more: a path and a value, or
# None to take the member away.
WRONG = [
    (["version"], 2),
    (["id"], "Open AI"),
    (["auth"], None),
    (["auth", "type"], "oauth"),
    (["auth", "optional"], "yes"),
    (["base_url"], "ftp://example.com"),
    (["links", "keys"], "http://example.com"),
    (["tasks", "image-generation", "request", "method"], "SEND"),
    (["tasks", "image-generation", "request", "path"], "images"),
    (["tasks", "image-generation", "results", 0, "encoding"], "hex"),
    (["tasks", "image-generation", "results", 0, "encoding"], "raw"),
    (["tasks", "image-generation", "facts", "created"], {"header": 1}),
    (["tasks", "image-generation", "price", "verified"], None),
    (["tasks", "image-generation", "price", "read"], "yesterday"),
    (["tasks", "image-generation", "parameters", "quality", "kind"], "enum"),
    (["tasks", "dreaming"], {}),
    (["errors", "codes", "insufficient_quota"], "poor"),
    (["errors", "not_charged"], [200]),
    (["errors", "advice"], [{"text": "Fetch it."}]),
    (["tasks", "text-generation", "cut_off", 0, "equals"], None),
    (["any_model"], "yes"),
    (["hosts"], ["*.openai.com"]),
    (["hosts"], ["https://openai.com/v1"]),
    (["check", "path"], "models"),
    (["check", "finds"], "object"),
    (["models", 0, "tasks"], {}),
]

# The same of bfl.json, whose work is jobs.
JOB = ["tasks", "image-generation", "job"]
WRONG_JOBS = [
    (JOB + ["poll", "path"], "{model}"),
    (JOB + ["result"], {}),
    (JOB + ["lost"], "Task not found"),
    (JOB + ["cancel"], {"method": "DELETE", "path": "{job}", "final": 1}),
    (["tasks", "image-generation", "price", "metered", 0, "at_once"], "yes"),
    (["tasks", "image-generation", "price", "metered", 0],
     {"header": "x-cost", "at_once": True, "amount": 1, "per": 1}),
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
    schema = json.loads((tree / "data/schemas/provider-1.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)

    for path in sorted((tree / "data/providers").glob("*.json")):
        manifest = json.loads(path.read_text(encoding="utf-8"))
        for error in validator.iter_errors(manifest):
            yield f"{path.name}: {error.json_path}: {error.message}"
        for model in manifest.get("models", []):
            if "read" not in model:
                yield f"{path.name}: {model['id']}: says not when it was read"

    bfl = json.loads((tree / "data/providers/bfl.json").read_text(encoding="utf-8"))
    for path, value in WRONG_JOBS:
        if validator.is_valid(change(bfl, path, value)):
            yield f"bfl.json fits with {path} = {value!r}"

    openai = json.loads((tree / "data/providers/openai.json").read_text(encoding="utf-8"))
    for path, value in WRONG:
        if validator.is_valid(change(openai, path, value)):
            yield f"openai.json fits with {path} = {value!r}"


def main():
    complaints = list(check(Path(sys.argv[1])))
    print("\n".join(complaints), end="\n" if complaints else "")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
