# SPDX-FileCopyrightText: The Heddle developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Workflows to be run in the editor, and what is asked about them."""

import contextlib
import json
import sqlite3
import subprocess
import tempfile
import time
import uuid
from pathlib import Path

from driver import BUILD, heddlectl


def import_workflow(folder, name, nodes, links, inputs=()):
    """Makes a library with a workflow, whose links are from and to ports, `node.port`."""
    file = Path(folder) / f"{name}.heddle"
    file.write_text(json.dumps({
        "format": "heddle-workflow", "version": 1, "id": str(uuid.uuid4()), "name": name, "inputs": list(inputs),
        "pipelines": [{"id": "main", "nodes": nodes,
                       "links": [{"id": f"l{n}", "from": a.split("."), "to": b.split(".")}
                                 for n, (a, b) in enumerate(links)]}],
    }))
    return heddlectl(Path(folder) / "library", "import", file)[0]["id"]


def node(node_id, node_type, x, name=None, **config):
    return {"id": node_id, "type": node_type, "x": x, "y": 60, "config": config} | ({"name": name} if name else {})


def query(app, statement):
    with sqlite3.connect(app.library / "library.db") as database:
        return list(database.execute(statement))


def new_folder():
    return Path(tempfile.mkdtemp(prefix="heddle-editor-run."))


def open_workflow(app, name):
    app.click(name, "table cell", repeat=2)
    app.find("Run", "button")


def answer(app, name):
    """Clicks a button of a dialog, or of a step, once that has come to rest."""
    box = None
    while box != (now := app.box(app.find(name, "button"))):
        box = now
        time.sleep(0.3)
    app.click(name, "button")


def quiet(app):
    assert app.close() == 0, app.output()
    assert not app.complaints(), app.output()


@contextlib.contextmanager
def fake_openai(folder):
    log = folder / "requests"
    server = subprocess.Popen([BUILD / "tests/fakes/heddle-fake-provider", "openai", "--log", log],
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        yield server.stdout.readline().strip(), log
    finally:
        server.stdin.close()
        server.wait()


def requests(log):
    return len(log.read_text().splitlines()) if log.exists() else 0
