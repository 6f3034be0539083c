#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Heddle developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Brings steps onto the canvas from elsewhere with real pointer and key events: from the list of all steps, from the
gallery, from another workflow and from another window.
"""

import contextlib
import json
import subprocess
import tempfile
import time
from pathlib import Path

from driver import App, Missing, heddlectl, move_pointer, run, wait_until, xdotool
from linking_editor import ART, with_editor
from paged_editor import node, page, with_pages

ONE = page("main", "Post", node("a", "Alpha", 40))


def middle(app, name, role):
    x, y, width, height = app.box(app.find(name, role))
    return x + width / 2, y + height / 2


def hold_still(x, y):
    """As still as a hand."""
    move_pointer(x + 2, y)
    move_pointer(x, y)


def press_until(what, keys, condition):
    """Presses again where nothing came of it: what is in another session cannot be looked at."""
    def pressed():
        xdotool(*keys)
        try:
            return wait_until(what, condition, 5)
        except Missing:
            return False

    wait_until(what, pressed)


@with_editor(("words.text", "upper.text"))
def test_steps_are_dragged_from_the_palette(editor):
    editor.key("F3")
    editor.find("Steps that can be added", "list")
    before = len(editor.document()["nodes"])
    editor.type("case")
    x, y, width, height = editor.box(editor.group)
    editor.drag(middle(editor, "Change Case", "list item"), (x + width / 2, y + height - 120), hold=0.5)
    editor.keeps("one step more", lambda p: len(p["nodes"]) == before + 1)
    assert len(editor.links()) == 1
    # Onto a link, and it goes into it.
    source, target = editor.source("Words"), editor.target("Upper")
    editor.drag(middle(editor, "Change Case", "list item"),
                ((source[0] + target[0]) / 2, (source[1] + target[1]) / 2), hold=0.5)
    editor.keeps("a step in the link", lambda p: len(p["nodes"]) == before + 2)
    added = editor.document()["nodes"][-1]["id"]
    editor.has_links(("words.text", f"{added}.text"), (f"{added}.text", "upper.text"))
    editor.key("ctrl+z")
    editor.has_links(("words.text", "upper.text"))


@with_editor()
def test_the_palette_makes_way_for_what_is_dragged(editor):
    """Where there is no room for it beside the canvas."""
    editor.resize(900, 760)
    wait_until("the room to be less", lambda: editor.box(editor.group)[2] < 710)
    editor.click_at(*editor.empty())
    before = len(editor.document()["nodes"])
    editor.key("F3")
    editor.find("Steps that can be added", "list")
    editor.type("case")
    left, top, width, height = editor.resting_box(editor.find("Change Case", "list item"))
    start = (left + width / 2, top + height / 2)
    try:
        editor.hold(start, (start[0] + 30, start[1] + 100))
        wait_until("the palette to go", lambda: hold_still(start[0] + 30, start[1] + 100)
                   or not editor.all("Steps that can be added", "list"))
        # Where the palette was.
        move_pointer(start[0], start[1] + 200)
        hold_still(start[0], start[1] + 210)
        time.sleep(0.5)
    finally:
        xdotool("mouseup", 1)
    editor.keeps("one step more", lambda p: len(p["nodes"]) == before + 1)


@with_pages(ONE)
def test_steps_are_added_from_the_palette_by_key(app):
    app.shows("Alpha")
    app.key("F3")
    app.find("Steps that can be added", "list")
    app.type("resize")
    app.find("Resize Image", "list item")
    app.key("Return")
    app.shows("Alpha", "Resize Image")
    app.key("Escape")
    app.key("Escape")
    # The canvas has the focus, and the step is selected.
    app.key("Delete")
    app.shows("Alpha")
    app.key("F3")
    app.gone("Steps that can be added", "list")


@with_editor()
def test_an_asset_is_dragged_from_the_gallery(editor):
    known = heddlectl(editor.library, "list", "assets", "--limit", 100)
    to = editor.empty()
    editor.click("Gallery", "list item")
    editor.click("bag…", "list item")
    editor.find("SVG…")
    tile, places = middle(editor, "bag…", "list item"), middle(editor, "Workflows", "list item")
    time.sleep(1)  # or it would be a double click
    try:
        editor.hold(tile, places)
        # A pointer that rests before the drag has begun tells nobody where it is.
        wait_until("the canvas", lambda: hold_still(*places) or editor.all("Workflow, …"))
        for i in range(1, 9):
            move_pointer(*(places[j] + (to[j] - places[j]) * i / 8 for j in (0, 1)))
        time.sleep(0.5)
    finally:
        xdotool("mouseup", 1)
    editor.keeps("the picture's step", lambda p: [n["config"].get("asset") for n in p["nodes"]
                                                  if n["name"] == "bag"] == [known[0]["id"]])
    assert heddlectl(editor.library, "list", "assets", "--limit", 100) == known, "it was copied in the library"


@with_editor()
def test_an_asset_is_dragged_to_another_page(editor):
    """Held over the tab of a page, it is shown."""
    editor.key("ctrl+t")
    editor.find("Page 2", "page tab")
    editor.key("ctrl+Page_Up")
    editor.box_of("Words")
    editor.click("Gallery", "list item")
    editor.click("bag…", "list item")
    editor.find("SVG…")
    tile, places = middle(editor, "bag…", "list item"), middle(editor, "Workflows", "list item")
    time.sleep(1)  # or it would be a double click
    try:
        editor.hold(tile, places)
        wait_until("the canvas", lambda: hold_still(*places) or editor.all("Workflow, 8 nodes"))
        tab = middle(editor, "Page 2", "page tab")
        wait_until("the other page", lambda: hold_still(*tab) or editor.all("Workflow, 0 nodes"))
        x, y, width, height = editor.box(editor.find("Workflow, 0 nodes"))
        move_pointer(x + 200, y + 150)
        hold_still(x + 200, y + 160)
        time.sleep(0.5)
    finally:
        xdotool("mouseup", 1)
    editor.find("Workflow, 1 node")
    assert "bag" not in [n["name"] for n in editor.document()["nodes"]]


@contextlib.contextmanager
def another_session():
    """The address of a session bus on which nobody knows of the window that there is."""
    bus = subprocess.Popen(["dbus-daemon", "--session", "--nofork", "--print-address=1"], stdout=subprocess.PIPE,
                           text=True)
    try:
        yield bus.stdout.readline().strip()
    finally:
        bus.terminate()
        bus.wait()


def nodes_of_all(library):
    """The nodes of each workflow of a library, by the workflow's name."""
    found = {}
    for workflow in heddlectl(library, "list", "workflows"):
        file = Path(tempfile.mkdtemp()) / "document.heddle"
        subprocess.run(["heddlectl", "--library", str(library), "export", workflow["id"], f"--to={file}"], check=True,
                       capture_output=True)
        found[workflow["name"]] = [n["name"] for p in json.loads(file.read_text())["pipelines"] for n in p["nodes"]]
    return found


@with_pages(ONE)
def test_steps_go_from_window_to_window(app):
    app.shows("Alpha")
    app.click_at(*app.place("Alpha"))
    app.key("ctrl+a", "ctrl+c")
    with another_session() as address:
        other = App(size=(1000, 700), environment={"DBUS_SESSION_BUS_ADDRESS": address, "GTK_A11Y": "none"})
        try:
            press_until("a workflow in the other window", ("key", "ctrl+n"),
                        lambda: heddlectl(other.library, "list", "workflows"))
            press_until("the step in it", ("mousemove", 500, 400, "click", 1, "key", "ctrl+v"),
                        lambda: ["Alpha"] in [names[:1] for names in nodes_of_all(other.library).values()])
        finally:
            other.kill()
    app.shows("Alpha")


@with_pages(ONE)
def test_steps_go_from_workflow_to_workflow(app):
    app.shows("Alpha")
    app.click_at(*app.place("Alpha"))
    app.key("ctrl+a", "ctrl+x")
    app.find("No Steps Yet")
    app.key("ctrl+n")
    wait_until("the other workflow", lambda: len(app.all("Close Tab", "button", hidden=True)) > 1)
    app.find("No Steps Yet")
    app.click("Workflow, …")
    app.key("ctrl+v")
    app.shows("Alpha")
    app.key("ctrl+shift+Tab")
    app.find("No Steps Yet")
    app.key("ctrl+Tab")
    app.shows("Alpha")


if __name__ == "__main__":
    run([test_steps_are_dragged_from_the_palette, test_the_palette_makes_way_for_what_is_dragged,
         test_steps_are_added_from_the_palette_by_key,
         test_an_asset_is_dragged_from_the_gallery, test_an_asset_is_dragged_to_another_page,
         test_steps_go_from_window_to_window,
         test_steps_go_from_workflow_to_workflow])
