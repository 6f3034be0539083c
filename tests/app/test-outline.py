#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Heddle developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Walks and edits a workflow in its outline with real keys and the pointer, as somebody does who cannot see the
canvas, and looks at what the canvas and the library have of it.
"""

import json
import subprocess
import tempfile
import time
from pathlib import Path

from driver import App, run, wait_until
from linking_editor import node, with_editor
from paged_editor import node as page_node
from paged_editor import page, with_pages

LINKS = (("words.text", "upper.text"), ("upper.text", "lower.text"), ("upper.text", "all.items"),
         ("photo.image", "fit.image"))
# Of the key, whatever the layout has it write.
CODE_OF_L = "46"


class Outline:
    """The outline of an editor, as assistive technology has it."""

    def __init__(self, app):
        self.app = app
        if not app.all("Outline of the page", "list"):
            app.key("shift+F9")
        self.list = app.find("Outline of the page", "list")

    def rows(self):
        found = [self.list.get_child_at_index(i) for i in range(self.list.get_child_count())]
        return [row for row in found if row is not None and row.get_name()]

    def names(self):
        return [row.get_name() for row in self.rows()]

    def titles(self):
        return [name.split(",")[0] for name in self.names()]

    def has(self, *titles):
        wait_until(f"the rows {titles}, where there are {self.titles()}", lambda: self.titles() == list(titles))

    def row(self, title):
        return wait_until(f"the row {title}, where there are {self.titles()}",
                          lambda: next((r for r in self.rows() if r.get_name().split(",")[0] == title), None))

    def selected(self):
        return [row.get_name().split(",")[0] for row in self.rows() if state(row, "SELECTED")]

    def selects(self, *titles):
        wait_until(f"{titles} to be selected, where {self.selected()} is", lambda: self.selected() == list(titles))

    def focus(self):
        return next((row.get_name().split(",")[0] for row in self.rows() if state(row, "FOCUSED")), None)

    def focuses(self, title):
        wait_until(f"the keyboard to be at {title}, where it is at {self.focus()}", lambda: self.focus() == title)

    def click(self, title, button=1, repeat=1):
        self.app.click(node=self.row(title), button=button, repeat=repeat)


def state(node, name):
    import gi
    gi.require_version("Atspi", "2.0")
    from gi.repository import Atspi
    return node.get_state_set().contains(getattr(Atspi.StateType, name))


def choose(app, key):
    """An item of the menu that comes up, by its mnemonic."""
    wait_until("the menu", lambda: app.all(role="menu item"))
    time.sleep(0.5)
    app.key(key)
    wait_until("the menu to close", lambda: not app.all(role="menu item"))


def canvas_focus(app):
    """The node on the canvas that the keyboard is at."""
    group = app.find("Workflow, …")
    found = [group.get_child_at_index(i) for i in range(group.get_child_count())]
    return next((n.get_name().split(",")[0] for n in found if n is not None and state(n, "FOCUSED")), None)


def goes_to_canvas(app, title):
    wait_until(f"the keyboard to be at {title} on the canvas", lambda: canvas_focus(app) == title)


@with_editor(*LINKS)
def test_a_screen_reader_walks_the_outline(editor):
    outline = Outline(editor)
    # Each after what leads to it, in the words of the canvas.
    outline.has("Words", "More words", "Photo", "Wide", "Upper", "Fit", "Lower", "All words")
    assert outline.row("Upper").get_name() == editor.nodes()["Upper"].get_name()
    assert outline.row("Upper").get_description() == "Change Case, 5 of 8", outline.row("Upper").get_description()
    assert outline.row("Wide").get_description().startswith("Resize Image, Error: "), outline.row("Wide").get_description()
    # The first key selects where the keyboard is.
    outline.focuses("Words")
    editor.key("Down")
    outline.selects("Words")
    editor.key("Down", "Down", "Down", "Down")
    outline.focuses("Upper")
    outline.selects("Upper")
    row = outline.row("Upper")
    attributes = row.get_attributes()
    assert attributes["level"] == "1", attributes
    assert state(row, "EXPANDABLE") and not state(row, "EXPANDED")
    editor.key("Right")
    wait_until("it to be open", lambda: state(outline.row("Upper"), "EXPANDED"))
    editor.key("Right")
    outline.focuses("Text")
    named = [name for name in outline.names() if name.startswith("Text, ")]
    assert named == ["Text, text, input, linked to Words", "Text, text, output, linked to Lower; All words"], named
    assert outline.row("Text").get_attributes()["level"] == "2"
    # Into the links of a port that has several, and along one.
    editor.key("Down", "Right", "Right")
    wait_until("a link", lambda: "Link from Upper" in (outline.focus() or ""))
    editor.key("Return")
    outline.focuses("Lower")
    outline.selects("Lower")
    # Back out of what is open.
    editor.key("Up", "Up")
    outline.focuses("Link from Upper")
    editor.key("Left", "Left", "Left")
    outline.focuses("Upper")
    editor.key("Left")
    outline.has("Words", "More words", "Photo", "Wide", "Upper", "Fit", "Lower", "All words")
    # To the canvas, and from there back to where it was.
    editor.key("Return")
    goes_to_canvas(editor, "Upper")
    editor.key("ctrl+Right")
    outline.selects("Lower")
    editor.key("shift+F9")
    editor.gone("Outline of the page", "list")
    goes_to_canvas(editor, "Lower")
    editor.key("shift+F9")
    outline = Outline(editor)
    outline.focuses("Lower")


@with_editor(*LINKS)
def test_steps_are_edited_in_the_outline(editor):
    outline = Outline(editor)
    outline.click("More words")
    outline.selects("More words")
    # The canvas' keys do what they do there.
    editor.key("b")
    editor.keeps("one bypassed", lambda p: [n["id"] for n in p["nodes"] if n.get("enabled") is False] == ["more"])
    wait_until("the row to say so", lambda: "Bypassed" in outline.row("More words").get_name())
    outline.focuses("More words")
    editor.key("shift+Down")
    outline.selects("More words", "Photo")
    editor.key("u")
    editor.keeps("two muted", lambda p: sorted(n["id"] for n in p["nodes"] if n.get("muted")) == ["more", "photo"])
    editor.key("ctrl+z")
    editor.keeps("none muted", lambda p: not any(n.get("muted") for n in p["nodes"]))
    # Deleted, and the keyboard stays where they were.
    editor.key("Delete")
    editor.keeps("two less", lambda p: len(p["nodes"]) == 6)
    outline.has("Words", "Fit", "Wide", "Upper", "Lower", "All words")
    wait_until("the keyboard to be in the outline", lambda: outline.focus() is not None)
    editor.key("ctrl+z")
    outline.has("Words", "More words", "Photo", "Wide", "Upper", "Fit", "Lower", "All words")
    # Renamed on the canvas, where it can be written.
    outline.click("Fit")
    editor.key("F2", "ctrl+a")
    editor.type("Thumbnail")
    editor.key("Return")
    editor.keeps("its name", lambda p: [n["name"] for n in p["nodes"] if n["id"] == "fit"] == ["Thumbnail"])
    outline.row("Thumbnail")
    # A menu, by the pointer and by key.
    outline.click("Lower", button=3)
    choose(editor, "Escape")
    outline.selects("Lower")
    outline.focuses("Lower")
    outline.click("Wide")
    editor.key("shift+F10")
    choose(editor, "m")
    editor.keeps("it muted", lambda p: [n["id"] for n in p["nodes"] if n.get("muted")] == ["wide"])
    outline.focuses("Wide")
    # All that there is.
    outline.click("Wide")
    editor.key("ctrl+a")
    wait_until("all to be selected", lambda: len(outline.selected()) == 8)


@with_editor(*LINKS)
def test_links_are_made_and_removed_in_the_outline(editor):
    outline = Outline(editor)
    outline.click("Lower")
    editor.key("Right", "Down")
    outline.focuses("Text")
    # A port that has one link is that link.
    editor.key("Delete")
    editor.has_links(("words.text", "upper.text"), ("upper.text", "all.items"), ("photo.image", "fit.image"))
    wait_until("the port to say so", lambda: "Text, text, input, not linked" in outline.names())
    # The keyboard is at its step, wherever that is now. A port without links is no step: nothing is deleted.
    outline.focuses("Lower")
    editor.key("Down")
    outline.focuses("Text")
    editor.key("Delete")
    editor.key("l")
    editor.find("Search ports")
    editor.type("more words")
    editor.key("Return")
    editor.has_links(("words.text", "upper.text"), ("upper.text", "all.items"), ("photo.image", "fit.image"),
                     ("more.text", "lower.text"))
    wait_until("the port to say so", lambda: "Text, text, input, linked to More words" in outline.names())
    assert len(editor.document()["nodes"]) == 8


@with_editor(*LINKS)
def test_ports_are_not_deleted_as_steps(editor):
    outline = Outline(editor)
    outline.click("Upper")
    editor.key("Right", "Down", "shift+Down")
    outline.selects("Text", "Text")
    editor.key("Delete", "BackSpace", "ctrl+x", "ctrl+shift+x")
    outline.selects("Text", "Text")
    # One that has several links.
    editor.key("Down", "Up")
    outline.selects("Text")
    editor.key("Delete", "ctrl+x", "ctrl+shift+x")
    # With a step beside it.
    editor.key("shift+Down")
    editor.key("Delete", "ctrl+x", "ctrl+shift+x")
    outline.click("Words")
    editor.key("b")
    editor.keeps("one bypassed", lambda p: [n["id"] for n in p["nodes"] if n.get("enabled") is False] == ["words"])
    assert len(editor.document()["nodes"]) == 8
    editor.has_links(*LINKS)
    editor.key("ctrl+x")
    editor.keeps("one less", lambda p: len(p["nodes"]) == 7)


@with_editor(("words", "fit", {"kind": "after"}), *LINKS)
def test_keys_mean_what_they_do_on_the_canvas(editor):
    outline = Outline(editor)
    outline.click("Lower")
    editor.key("ctrl+shift+Home")
    outline.selects("Words", "Upper", "Lower")
    outline.click("Words")
    editor.key("ctrl+shift+End")
    wait_until(f"what follows to be selected, where {outline.selected()} is",
               lambda: {"Upper", "Lower", "All words"} < set(outline.selected()))
    # What a step runs after is asked for where that is told.
    outline.click("Fit")
    editor.key("Right", "Down")
    outline.focuses("Runs after Words")
    editor.key("l")
    editor.find("Run after which step?")
    editor.type("more words")
    editor.find("More words", "list item")
    editor.key("Return")
    editor.has_links(("words", "fit"), ("more", "fit"), *LINKS)
    # On a keyboard whose letters are others, too.
    outline.click("Lower")
    editor.key("Right", "Down")
    outline.focuses("Text")
    subprocess.run(["setxkbmap", "ru,us"], check=True)
    editor.key(CODE_OF_L)
    editor.find("Search ports")
    subprocess.run(["setxkbmap", "us"], check=True)
    editor.key("Escape")


@with_editor(*LINKS)
def test_what_is_selected_is_the_same_on_the_canvas(editor):
    outline = Outline(editor)
    editor.click_at(*middle(editor.box_of("Upper")))
    outline.selects("Upper")
    outline.click("Photo")
    outline.selects("Photo")
    editor.key("Return")
    goes_to_canvas(editor, "Photo")
    editor.key("ctrl+a")
    wait_until("all to be selected", lambda: len(outline.selected()) == 8)
    # Searched by name and by type.
    editor.click("Search outline", "entry")
    editor.type("case upp")
    outline.has("Upper")
    editor.key("Down")
    outline.focuses("Upper")
    editor.click("Search outline", "entry")
    editor.key("ctrl+a")
    editor.type("nowhere")
    editor.find("No Matches")
    editor.key("Escape")
    outline.has("Words", "More words", "Photo", "Wide", "Upper", "Fit", "Lower", "All words")


def middle(box):
    return box[0] + box[2] / 2, box[1] + 14


FRAMED = {
    **page("main", "Framed", page_node("a", "Alpha", 40), page_node("b", "Beta", 400), page_node("c", "Gamma", 1200)),
    "frames": [{"id": "f", "name": "Both", "x": 0, "y": 0, "width": 800, "height": 400}],
}


@with_pages(FRAMED, page("two", "Second", page_node("d", "Delta", 40)), page("three", "Empty"))
def test_frames_and_pages_are_followed(app):
    outline = Outline(app)
    outline.has("Both", "Alpha", "Beta", "Gamma")
    assert outline.row("Both").get_name() == "Both, frame, 2 items"
    assert outline.row("Beta").get_attributes()["level"] == "2"
    outline.click("Both")
    app.key("Left")
    outline.has("Both", "Gamma")
    # What is selected on the canvas is shown.
    app.key("Return")
    app.key("ctrl+a", "Escape", "End")
    outline.selects("Gamma")
    app.key("Home")
    outline.has("Both", "Alpha", "Beta", "Gamma")
    outline.selects("Alpha")
    # Out of the frame.
    app.key(*["alt+Up"] * 8)
    wait_until("the frame to hold one", lambda: "Both, frame, 1 item" in outline.names())
    # The pages.
    app.key("ctrl+Page_Down")
    outline.has("Delta")
    app.key("ctrl+Page_Down")
    app.find("No Steps Yet")
    app.find("Add Step…", "button")
    app.key("ctrl+Page_Up", "ctrl+Page_Up")
    outline = Outline(app)
    wait_until("the first page", lambda: sorted(outline.titles()) == ["Alpha", "Beta", "Both", "Gamma"])


@with_pages({**FRAMED, "notes": [{"id": "n", "text": "Mind the\nseams", "x": 900, "y": 300, "width": 200, "height": 90}]})
def test_notes_are_read_found_and_edited(app):
    outline = Outline(app)
    outline.has("Both", "Alpha", "Beta", "Gamma", "Mind the seams")
    assert outline.names()[-1] == "Mind the seams, note"
    outline.click("Mind the seams")
    # It is written on where the canvas has it.
    app.key("F2")
    app.find("Note", role="text")
    app.key("ctrl+a")
    app.type("Hem first")
    outline.click("Gamma")
    outline.has("Both", "Alpha", "Beta", "Gamma", "Hem first")
    outline.click("Hem first")
    app.key("Delete")
    outline.has("Both", "Alpha", "Beta", "Gamma")
    app.key("ctrl+z")
    outline.has("Both", "Alpha", "Beta", "Gamma", "Hem first")


@with_pages(FRAMED, page("two", "Second", page_node("d", "Delta", 40), page_node("e", "Echo", 400)))
def test_the_keyboard_stays_where_pages_change(app):
    outline = Outline(app)
    outline.click("Gamma")
    app.key("b")
    wait_until("the row to say so", lambda: "Bypassed" in outline.row("Gamma").get_name())
    app.key("ctrl+Page_Down")
    outline.has("Delta", "Echo")
    outline.focuses("Delta")
    # What is taken back is on the other page.
    app.key("ctrl+z")
    outline.has("Both", "Alpha", "Beta", "Gamma")
    wait_until("the keyboard to be in the outline", lambda: outline.focus() is not None)
    app.key("ctrl+shift+Page_Down")
    app.keeps("Second", "Framed")
    app.key("ctrl+Page_Up")
    outline.has("Delta", "Echo")
    outline.focuses("Delta")
    # Where nothing is left, at what was searched for, or at what there is to do.
    app.click("Search outline", "entry")
    app.type("echo")
    outline.has("Echo")
    app.key("Down", "Delete")
    app.find("No Matches")
    app.key("Escape")
    outline.has("Delta")
    app.key("Down")
    outline.focuses("Delta")
    app.key("Delete")
    wait_until("the keyboard to be at the button", lambda: state(app.find("Add Step…", "button"), "FOCUSED"))


def test_a_large_workflow_can_be_walked():
    """All of 2,000 steps, of which the canvas tells only those around the selected one."""
    folder = Path(tempfile.mkdtemp())
    file = folder / "large.heddle"
    nodes = [node(f"n{i}", f"Step {i}", "text.case", i % 50 * 300, i // 50 * 200, case="upper") for i in range(2000)]
    links = [{"id": f"l{i}", "from": [f"n{i}", "text"], "to": [f"n{i + 1}", "text"]} for i in range(1999)]
    file.write_text(json.dumps({
        "format": "heddle-workflow", "version": 1, "id": "01a22351-0000-7000-8000-000000000031", "name": "Large",
        "pipelines": [{"id": "main", "nodes": nodes, "links": links}]}))
    subprocess.run(["heddlectl", "--library", folder / "library", "import", file], check=True,
                   stdout=subprocess.DEVNULL)
    app = App(library=folder / "library", size=(1280, 800))
    try:
        app.click("Large", "table cell", repeat=2)
        app.find("Workflow, …")
        outline = Outline(app)
        outline.row("Step 0")
        app.key("End")
        outline.focuses("Step 1999")
        app.key("Delete")
        wait_until("it to be gone", lambda: "Step 1999" not in outline.titles())
        wait_until("the keyboard to be at the last", lambda: outline.focus() == "Step 1998")
        assert app.close() == 0, app.output()
        assert "-CRITICAL" not in app.output() and "-WARNING" not in app.output(), app.output()
    finally:
        app.kill()


@with_pages(FRAMED)
def test_it_lies_over_a_narrow_canvas(app):
    app.resize(360, 640)
    app.click("Zoom, …", "toggle button")
    choose(app, "o")
    outline = Outline(app)
    outline.has("Both", "Alpha", "Beta", "Gamma")
    outline.focuses("Both")
    app.key("Down", "Down", "Return")
    app.gone("Outline of the page", "list")
    goes_to_canvas(app, "Alpha")


if __name__ == "__main__":
    run([test_a_screen_reader_walks_the_outline, test_steps_are_edited_in_the_outline,
         test_links_are_made_and_removed_in_the_outline, test_ports_are_not_deleted_as_steps,
         test_keys_mean_what_they_do_on_the_canvas, test_what_is_selected_is_the_same_on_the_canvas,
         test_frames_and_pages_are_followed, test_notes_are_read_found_and_edited,
         test_the_keyboard_stays_where_pages_change, test_a_large_workflow_can_be_walked, test_it_lies_over_a_narrow_canvas])
