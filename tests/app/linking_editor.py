# SPDX-FileCopyrightText: The Heddle developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""A workflow with links in the editor, for tests that link and add steps."""

import json
import subprocess
import tempfile
from pathlib import Path

from driver import SOURCE, App, heddlectl, move_pointer, wait_until, xdotool

ART = SOURCE / "data/templates/art"
# Of the first port, from the top of its node, and from one port to the next.
FIRST_PORT = 55
PORT_STEP = 26


def node(name, title, kind, x, y, **config):
    return {"id": name, "type": kind, "name": title, "x": x, "y": y, "config": config}


WORKFLOW = {
    "format": "heddle-workflow", "version": 1, "id": "01a22351-0000-7000-8000-000000000011", "name": "To be linked",
    "pipelines": [{
        "id": "main",
        "nodes": [
            node("words", "Words", "input.text", 40, 60, value="a cup"),
            node("more", "More words", "input.text", 40, 220, value="a pot"),
            node("upper", "Upper", "text.case", 320, 60, case="upper"),
            node("lower", "Lower", "text.case", 600, 60, case="lower"),
            node("all", "All words", "text.join", 320, 240),
            node("photo", "Photo", "input.image", 40, 400),
            node("fit", "Fit", "image.resize", 320, 420, width=64),
            node("wide", "Wide", "image.resize", 600, 420, width=640),
        ],
        "links": [],
    }],
}


def given(name, start, end, **members):
    """A link from a port to another; members are what else it has."""
    return {"id": name, "from": start.split("."), "to": end.split("."), **members}


class Editor(App):
    """A workflow in the editor, at 100 %."""

    def __init__(self, *links, empty=False, nodes=(), environment=None, size=(1440, 900)):
        folder = Path(tempfile.mkdtemp())
        workflow = json.loads(json.dumps(WORKFLOW))
        workflow["pipelines"][0]["nodes"] += nodes
        workflow["pipelines"][0]["links"] = [
            given(f"given-{i}", *link[:2], **(link[2] if len(link) > 2 else {})) for i, link in enumerate(links)]
        if empty:
            workflow["pipelines"][0]["nodes"] = []
        file = folder / "linked.heddle"
        file.write_text(json.dumps(workflow))
        for what in (file, ART / "bag.svg"):
            subprocess.run(["heddlectl", "--library", folder / "library", "import", what], check=True,
                           stdout=subprocess.DEVNULL)
        super().__init__(library=folder / "library", size=size, environment=environment)
        self.click(WORKFLOW["name"], "table cell", repeat=2)
        self.group = self.find("Workflow, …")
        if empty:
            return
        self.click_at(*self.empty())
        self.key("ctrl+1")
        wait_until("100 %", lambda: "100" in self.find("Zoom, …").get_name())

    def empty(self):
        x, y, _, _ = self.box_of("Lower")
        return x + 40, y + 200

    def nodes(self):
        """The nodes that are there now, by their titles; one that goes meanwhile is none."""
        found = [self.group.get_child_at_index(i) for i in range(self.group.get_child_count())]
        return {n.get_name().split(",")[0]: n for n in found if n is not None}

    def box_of(self, title):
        return self.box(wait_until(f"the node {title}", lambda: self.nodes().get(title)))

    def target(self, title, row=0):
        x, y, _, _ = self.box_of(title)
        return x, y + FIRST_PORT + row * PORT_STEP

    def source(self, title, row=0):
        x, y, width, _ = self.box_of(title)
        return x + width, y + FIRST_PORT + row * PORT_STEP

    def head(self, title):
        x, y, width, _ = self.box_of(title)
        return x + width / 2, y + 16

    def document(self):
        """The pipeline as the library has it."""
        file = self.home / "document.heddle"
        workflow = heddlectl(self.library, "list", "workflows")[0]["id"]
        subprocess.run(["heddlectl", "--library", str(self.library), "export", workflow, f"--to={file}", "--force"],
                       check=True, capture_output=True)
        return json.loads(file.read_text())["pipelines"][0]

    def links(self):
        return [(".".join(link["from"]), ".".join(link["to"])) for link in self.document()["links"]]

    def has_links(self, *links):
        wait_until(f"the links {links}, where there is {self.links()}", lambda: sorted(self.links()) == sorted(links))

    def keeps(self, what, fits):
        return wait_until(f"the library to keep {what}", lambda: fits(self.document()))

    def hold(self, start, end):
        """Drags without letting go."""
        move_pointer(*start)
        xdotool("mousedown", 1)
        for i in range(1, 9):
            move_pointer(*(start[j] + (end[j] - start[j]) * i / 8 for j in (0, 1)))


def with_editor(*links, empty=False, nodes=()):
    def decorate(test):
        def wrapped():
            editor = Editor(*links, empty=empty, nodes=nodes)
            try:
                test(editor)
                assert editor.close() == 0, editor.output()
                assert "-CRITICAL" not in editor.output() and "-WARNING" not in editor.output(), editor.output()
                subprocess.run(["heddlectl", "--library", str(editor.library), "verify"], check=True,
                               capture_output=True)
            finally:
                editor.kill()
        wrapped.__name__ = test.__name__
        return wrapped
    return decorate


def ids(pipeline):
    return [n["id"] for n in pipeline["nodes"]]
