#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Heddle developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Changes workflows on the canvas with real pointer and key events, and looks at what the library keeps."""

import contextlib
import json
import sqlite3
import subprocess

from driver import App, heddlectl, run, start_sample, wait_until, xdotool

SAMPLE = "Mood board"


class Editor(App):
    """A sample in the editor, at 100 %."""

    def __init__(self):
        super().__init__(size=(1280, 800))
        start_sample(self, SAMPLE)
        self.group = self.find("Workflow, …")
        self.click_at(*self.empty())
        self.key("ctrl+1")
        wait_until("100 %", lambda: "100" in self.find("Zoom, …").get_name())

    def empty(self):
        x, y, width, height = self.box(self.group)
        return x + 20, y + height - 20

    def nodes(self):
        """The nodes that are there now, by their titles; one that goes meanwhile is none."""
        found = [self.group.get_child_at_index(i) for i in range(self.group.get_child_count())]
        return {n.get_name().split(",")[0]: n for n in found if n is not None}

    def box_of(self, name):
        return self.box(wait_until(f"the node {name}", lambda: self.nodes().get(name)))

    def head(self, name):
        """Where a node can be taken hold of."""
        x, y, width, _ = self.box_of(name)
        return x + width / 2, y + 16

    def count(self):
        return int("".join(c for c in self.group.get_name() if c.isdigit()))

    def shows(self, n):
        wait_until(f"{n} nodes", lambda: self.group.get_name() == f"Workflow, {n} nodes")

    def document(self):
        """The workflow as the library has it."""
        file = self.home / "document.heddle"
        subprocess.run(["heddlectl", "--library", str(self.library), "export", self.workflow(), f"--to={file}",
                        "--force"], check=True, capture_output=True)
        return json.loads(file.read_text())["pipelines"][0]

    def workflow(self):
        return heddlectl(self.library, "list", "workflows")[0]["id"]

    def keeps(self, what, fits):
        return wait_until(f"the library to keep {what}", lambda: fits(self.document()))


def with_editor(test):
    def wrapped():
        editor = Editor()
        try:
            test(editor)
            assert editor.close() == 0, editor.output()
            assert "-CRITICAL" not in editor.output() and "-WARNING" not in editor.output(), editor.output()
            subprocess.run(["heddlectl", "--library", str(editor.library), "verify"], check=True, capture_output=True)
        finally:
            editor.kill()
    wrapped.__name__ = test.__name__
    return wrapped


def place(pipeline, node):
    found = [n for n in pipeline["nodes"] if n["id"] == node]
    return (found[0].get("x", 0), found[0].get("y", 0)) if found else None


def first(editor):
    """A node in the middle of the view: its title, its id and its place."""
    titles = {n.get("name", ""): n["id"] for n in editor.document()["nodes"]}
    x, y, width, height = editor.box(editor.group)
    for name in editor.nodes():
        left, top, node_width, _ = editor.box_of(name)
        if name in titles and x < left and left + node_width < x + width - 340 and y < top < y + height - 120:
            return name, titles[name], place(editor.document(), titles[name])
    raise AssertionError(f"no node is in view of {list(editor.nodes())}")


@with_editor
def test_a_drag_moves_and_is_one_step(editor):
    name, node, before = first(editor)
    x, y = editor.head(name)
    editor.drag((x, y), (x + 63, y + 38))
    editor.keeps("the new place", lambda p: place(p, node) == (before[0] + 60, before[1] + 40))
    editor.key("ctrl+z")
    editor.keeps("the old place", lambda p: place(p, node) == before)
    editor.key("ctrl+shift+z")
    editor.keeps("the new place again", lambda p: place(p, node) == (before[0] + 60, before[1] + 40))


@with_editor
def test_keys_nudge(editor):
    name, node, before = first(editor)
    editor.click_at(*editor.head(name))
    editor.key("alt+Right", "alt+Right", "alt+Up")
    editor.keeps("the new place", lambda p: place(p, node) == (before[0] + 40, before[1] - 20))


@with_editor
def test_all_that_is_selected_moves(editor):
    before = {n["id"]: (n.get("x", 0), n.get("y", 0)) for n in editor.document()["nodes"]}
    name, _, _ = first(editor)
    editor.click_at(*editor.head(name))
    editor.key("ctrl+a")
    x, y = editor.head(name)
    editor.drag((x, y), (x + 40, y))
    editor.keeps("all new places", lambda p: all(place(p, n) == (at[0] + 40, at[1]) for n, at in before.items()))


@with_editor
def test_escape_ends_a_drag(editor):
    name, node, before = first(editor)
    x, y = editor.head(name)
    at = editor.box_of(name)
    xdotool("mousemove", round(x), round(y), "mousedown", 1, "mousemove", round(x + 30), round(y + 20),
            "mousemove", round(x + 80), round(y + 60))
    wait_until("the node to follow", lambda: editor.box_of(name) != at)
    editor.key("Escape")
    wait_until("the node to be back", lambda: editor.box_of(name) == at)
    xdotool("mousemove", round(x + 90), round(y + 70), "mouseup", 1)
    # It is selected, and the keys are for the canvas.
    editor.key("alt+Right")
    editor.keeps("only what came later", lambda p: place(p, node) == (before[0] + 20, before[1]))


@with_editor
def test_deleting_can_be_taken_back(editor):
    name, node, _ = first(editor)
    document = editor.document()
    n = editor.count()
    editor.click_at(*editor.head(name))
    editor.key("Delete")
    editor.shows(n - 1)
    editor.find("1 node deleted")
    editor.keeps("one node less, and none of its links",
                 lambda p: place(p, node) is None and all(node not in (l["from"][0], l["to"][0]) for l in p["links"]))
    editor.click("Undo", "button")
    editor.keeps("everything as it was", lambda p: p["nodes"] == document["nodes"])


@with_editor
def test_duplicating_and_pasting(editor):
    name, node, before = first(editor)
    n = editor.count()
    editor.click_at(*editor.head(name))
    editor.key("ctrl+d")
    editor.shows(n + 1)
    editor.keeps("the duplicate", lambda p: place(p, f"{node}-2") == (before[0] + 40, before[1] + 40))
    editor.key("ctrl+x")
    editor.shows(n)
    editor.key("ctrl+v")
    editor.shows(n + 1)
    editor.keeps("what was pasted", lambda p: place(p, f"{node}-2") is not None)


@with_editor
def test_text_is_pasted_as_a_node(editor):
    n = editor.count()
    text = "Mood"
    editor.click("Workflows", "list item")
    editor.find(SAMPLE, "table cell")
    editor.key("ctrl+f")
    wait_until("the search", lambda: any(n.get_role_name() in ("text", "entry") for n in editor.focused()))
    editor.type(text)
    editor.key("ctrl+a", "ctrl+c")
    editor.click(SAMPLE, "table cell")
    editor.key("Return")
    editor.group = editor.find("Workflow, …")
    editor.click_at(*editor.empty())
    editor.key("ctrl+v")
    editor.shows(n + 1)
    editor.keeps("the text", lambda p: any(c.get("config", {}).get("value") == text for c in p["nodes"]))


@with_editor
def test_undo_outlives_the_window(editor):
    name, node, before = first(editor)
    editor.click_at(*editor.head(name))
    editor.key("alt+Right", "alt+Down", "ctrl+z")
    editor.keeps("the new place", lambda p: place(p, node) == (before[0] + 20, before[1]))
    assert editor.close() == 0, editor.output()

    editor.start()
    editor.group = editor.find("Workflow, …")
    editor.find("Undo…", "button")
    editor.click_at(*editor.empty())
    editor.key("ctrl+shift+z")
    editor.keeps("what was taken back, done again", lambda p: place(p, node) == (before[0] + 20, before[1] + 20))
    editor.key("ctrl+z", "ctrl+z")
    editor.keeps("the old place", lambda p: place(p, node) == before)


@with_editor
def test_it_is_told_what_is_kept(editor):
    name, node, before = first(editor)
    assert not editor.all("Saved", "label"), "nothing was edited"
    editor.click_at(*editor.head(name))
    editor.key("alt+Right")
    editor.find("Saved", "label")
    # Whoever else writes in the library keeps it from being kept, for a while.
    with contextlib.closing(sqlite3.connect(editor.library / "library.db", isolation_level=None)) as database:
        database.execute("BEGIN IMMEDIATE")
        editor.key("alt+Right")
        editor.find("Saving…", "label")
        editor.find("Not saved", "label")
        database.execute("ROLLBACK")
    editor.find("Saved", "label")
    editor.keeps("the new place", lambda p: place(p, node) == (before[0] + 40, before[1]))


if __name__ == "__main__":
    run([test_a_drag_moves_and_is_one_step, test_keys_nudge, test_all_that_is_selected_moves,
         test_escape_ends_a_drag, test_deleting_can_be_taken_back, test_duplicating_and_pasting,
         test_text_is_pasted_as_a_node, test_undo_outlives_the_window, test_it_is_told_what_is_kept])
