# SPDX-FileCopyrightText: The Heddle developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""A workflow of several pages in the editor, for tests that go from page to page."""

import json
import subprocess
import tempfile
import time
from pathlib import Path

from driver import App, heddlectl, wait_until


def node(name, title, x, kind="input.text", **config):
    given = {"value": title} if kind == "input.text" else {}
    return {"id": name, "type": kind, "name": title, "x": x, "y": 60, "config": {**given, **config}}


def page(name, title, *nodes):
    return {"id": name, "name": title, "nodes": list(nodes), "links": []}


class Pages(App):
    """A workflow in the editor, and the pages of it."""

    def __init__(self, *pages, environment=None, commands=()):
        folder = Path(tempfile.mkdtemp())
        file = folder / "paged.heddle"
        file.write_text(json.dumps({
            "format": "heddle-workflow", "version": 1, "id": "01a22351-0000-7000-8000-000000000021", "name": "Paged",
            "pipelines": list(pages),
        }))
        subprocess.run(["heddlectl", "--library", folder / "library", "import", file], check=True,
                       stdout=subprocess.DEVNULL)
        for command in commands:
            heddlectl(folder / "library", *command)
        super().__init__(library=folder / "library", size=(1280, 800), environment=environment)
        self.click("Paged", "table cell", repeat=2)
        self.find("Workflow, …")

    def workflow(self):
        """The workflow as the library has it."""
        file = self.home / "document.heddle"
        known = heddlectl(self.library, "list", "workflows")[0]["id"]
        subprocess.run(["heddlectl", "--library", str(self.library), "export", known, f"--to={file}", "--force"],
                       check=True, capture_output=True)
        return json.loads(file.read_text())

    def titles(self):
        return [p.get("name", "") for p in self.workflow()["pipelines"]]

    def keeps(self, *titles):
        wait_until(f"the pages {titles}, where there are {self.titles()}", lambda: self.titles() == list(titles))

    def shows(self, *titles):
        """The nodes on the page that is shown."""
        group = self.find("Workflow, …")
        wait_until(f"the nodes {titles} to be shown",
                   lambda: sorted(n.split(",")[0] for n in (group_names(self))) == sorted(titles))
        return group

    def choose(self, key):
        """An item of the menu that comes up, by its mnemonic."""
        wait_until("the menu", lambda: self.all(role="menu item"))
        time.sleep(0.5)
        self.key(key)
        wait_until("the menu to close", lambda: not self.all(role="menu item"))

    def place(self, title):
        """Where there is nothing on the canvas."""
        x, y, width, height = self.box(self.find("Workflow, …"))
        return x + width / 2, y + height - 140


def group_names(app):
    group = app.all("Workflow, …")[0]
    return [group.get_child_at_index(i).get_name() for i in range(group.get_child_count())]


def with_pages(*pages):
    def decorate(test):
        def wrapped():
            app = Pages(*pages)
            try:
                test(app)
                assert app.close() == 0, app.output()
                assert "-CRITICAL" not in app.output() and "-WARNING" not in app.output(), app.output()
                subprocess.run(["heddlectl", "--library", str(app.library), "verify"], check=True, capture_output=True)
            finally:
                app.kill()
        wrapped.__name__ = test.__name__
        return wrapped
    return decorate
