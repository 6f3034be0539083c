#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Heddle developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Arranges a workflow on the canvas with real pointer and key events, and looks at what the library keeps."""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from driver import App, Missing, heddlectl, move_pointer, run, wait_until, xdotool

DOCUMENT = {
    "format": "heddle-workflow", "version": 1, "id": "arranging", "name": "Arranging",
    "pipelines": [{
        "id": "main",
        "nodes": [
            {"id": name, "type": "text.template", "name": name.title(), "x": x, "y": y,
             "config": {"template": "{{text}} and more"}}
            for name, x, y in (("one", 60, 60), ("two", 320, 60), ("three", 60, 320), ("four", 327, 320))
        ],
        "links": [
            {"id": "l1", "from": ["one", "text"], "to": ["two", "text"]},
            {"id": "l2", "from": ["two", "text"], "to": ["four", "text"]},
        ],
        "frames": [{"id": "frame", "name": "Upper", "x": 40, "y": 20, "width": 520, "height": 220}],
        "notes": [{"id": "note", "text": "Keep it short.", "x": 620, "y": 60, "width": 220, "height": 120}],
    }],
}


class Canvas(App):
    """A small workflow in the editor, at 100 %, and where its points are on the screen."""

    def __init__(self, document=DOCUMENT, **more):
        self.folder = tempfile.TemporaryDirectory(prefix="heddle-arranging.")
        library = Path(self.folder.name) / "library"
        file = Path(self.folder.name) / "workflow.heddle"
        file.write_text(json.dumps(document))
        subprocess.run(["heddlectl", "--library", library, "import", file], check=True, capture_output=True)
        super().__init__(library=library, size=(1440, 860), **more)
        self.click(document["name"], "table cell", repeat=2)
        self.group = self.find("Workflow, …")
        self.key("ctrl+1")
        wait_until("100 %", lambda: "100" in self.find("Zoom, …").get_name())
        self.click_at(*self.empty())

    def empty(self):
        x, y, _, height = self.box(self.group)
        return x + 8, y + height - 8

    def node(self, title):
        def look():
            found = [self.group.get_child_at_index(i) for i in range(self.group.get_child_count())]
            return next((n for n in found if n is not None and n.get_name().split(",")[0] == title), None)
        return wait_until(f"the node {title}", look)

    def at(self, x, y):
        """Where a point of the canvas is on the screen, as node one tells."""
        one = self.part("nodes", "one")
        left, top, _, _ = self.box(self.node(one.get("name", "One")))
        return left + x - one["x"], top + y - one["y"]

    def double_click(self, x, y):
        """On what was selected before: what is slow to select is no double click."""
        self.click_at(x, y)
        time.sleep(1)
        self.click_at(x, y, repeat=2)

    def document(self):
        file = self.home / "document.heddle"
        workflow = heddlectl(self.library, "list", "workflows")[0]["id"]
        subprocess.run(["heddlectl", "--library", str(self.library), "export", workflow, f"--to={file}", "--force"],
                       check=True, capture_output=True)
        return json.loads(file.read_text())["pipelines"][0]

    def part(self, kind, name):
        return next((p for p in self.document().get(kind, []) if p["id"] == name), None)

    def keeps(self, what, fits):
        return wait_until(f"the library to keep {what}", lambda: fits(self.document()))

    def press(self, *keys):
        """Keys that are held while something else is done."""
        xdotool("keydown", *keys)

    def release(self, *keys):
        xdotool("keyup", *keys)

    def ask(self, x, y):
        """Has the menu come up. GTK keeps the first press after a menu that was left by a key."""
        self.click_at(x, y, button=3)
        try:
            wait_until("the menu", lambda: self.all(role="menu item"), 3)
        except Missing:
            self.click_at(x, y, button=3)

    def choose(self, *keys):
        """Items of the menu that comes up, by their mnemonics."""
        before = 0
        for key in keys:
            # The items of the next level are others in number.
            before = wait_until("the menu", lambda: (n := len(self.all(role="menu item"))) != before and n)
            time.sleep(0.5)
            self.key(key)
        wait_until("the menu to close", lambda: not self.all(role="menu item"))

    def type_over(self, text):
        """Writes where text is edited, in place of what stands there."""
        wait_until("a field", lambda: any("text" in n.get_role_name() or n.get_role_name() == "entry"
                                          for n in self.focused()))
        self.key("ctrl+a")
        self.type(text)


def on_canvas(test):
    def wrapped():
        canvas = Canvas()
        try:
            test(canvas)
            assert canvas.close() == 0, canvas.output()
            assert "-CRITICAL" not in canvas.output() and "-WARNING" not in canvas.output(), canvas.output()
            subprocess.run(["heddlectl", "--library", str(canvas.library), "verify"], check=True, capture_output=True)
        finally:
            canvas.kill()
    wrapped.__name__ = test.__name__
    return wrapped


def place(pipeline, kind, name):
    found = next((p for p in pipeline.get(kind, []) if p["id"] == name), None)
    return (found["x"], found["y"]) if found else None


def size(pipeline, kind, name):
    found = next((p for p in pipeline.get(kind, []) if p["id"] == name), None)
    return (found["width"], found["height"]) if found else None


def places(pipeline):
    return {p["id"]: (p["x"], p["y"]) for kind in ("nodes", "frames", "notes") for p in pipeline.get(kind, [])}


def moved(before, names, dx, dy):
    """Whether these parts, and no others, are that far from where they were."""
    def fits(pipeline):
        return places(pipeline) == {name: (x + dx, y + dy) if name in names else (x, y)
                                    for name, (x, y) in before.items()}
    return fits


@on_canvas
def test_a_frame_takes_along_what_is_in_it(canvas):
    before = places(canvas.document())
    x, y = canvas.at(400, 36)
    canvas.drag((x, y), (x + 43, y + 22))
    canvas.keeps("the frame and its nodes elsewhere", moved(before, {"frame", "one", "two"}, 40, 20))
    canvas.key("alt+Down")
    canvas.keeps("them further down", moved(before, {"frame", "one", "two"}, 40, 40))
    canvas.key("ctrl+z", "ctrl+z")
    canvas.keeps("all as it was", moved(before, set(), 0, 0))


@on_canvas
def test_a_note_moves_alone_and_with_others(canvas):
    before = places(canvas.document())
    x, y = canvas.at(700, 120)
    canvas.drag((x, y), (x + 20, y + 60))
    canvas.keeps("the note elsewhere", moved(before, {"note"}, 20, 60))
    x, y = canvas.at(700, 180)
    canvas.press("shift")
    canvas.click_at(*canvas.at(160, 336))
    canvas.release("shift")
    canvas.drag((x, y), (x - 20, y - 60))
    canvas.keeps("note and node elsewhere",
                 lambda p: place(p, "notes", "note") == before["note"]
                 and place(p, "nodes", "three") == (before["three"][0] - 20, before["three"][1] - 60))


@on_canvas
def test_edges_and_corners_resize(canvas):
    x, y = canvas.at(840, 180)
    canvas.drag((x - 1, y - 1), (x - 40, y - 41))
    canvas.keeps("a smaller note", lambda p: size(p, "notes", "note") == (180, 80)
                 and place(p, "notes", "note") == (620, 60))
    x, y = canvas.at(560, 200)
    canvas.drag((x, y), (x + 20, y))
    canvas.keeps("a wider frame", lambda p: size(p, "frames", "frame")[0] == 540)
    x, y = canvas.at(300, 20)
    canvas.drag((x, y), (x, y - 20))
    canvas.keeps("a frame that begins higher", lambda p: place(p, "frames", "frame") == (40, 0))
    canvas.key("ctrl+z", "ctrl+z", "ctrl+z")
    canvas.keeps("all as it was", lambda p: size(p, "notes", "note") == (220, 120)
                 and size(p, "frames", "frame") == (520, 220))


@on_canvas
def test_text_is_edited_in_place(canvas):
    canvas.double_click(*canvas.at(700, 120))
    canvas.type_over("Mind the gap")
    canvas.click_at(*canvas.empty())
    canvas.keeps("what the note says", lambda p: p["notes"][0]["text"] == "Mind the gap")
    canvas.click_at(*canvas.at(400, 36))
    canvas.key("F2")
    canvas.type_over("Texts")
    canvas.key("Return")
    canvas.keeps("the frame's title", lambda p: p["frames"][0]["name"] == "Texts")
    canvas.click_at(*canvas.at(400, 76))
    canvas.key("F2")
    canvas.type_over("Second")
    canvas.key("Return")
    canvas.keeps("the node's name", lambda p: any(n.get("name") == "Second" for n in p["nodes"]))
    canvas.key("F2")
    canvas.type_over("Third")
    canvas.key("Escape", "ctrl+z")
    canvas.keeps("what was before the last that was kept", lambda p: any(n.get("name") == "Two" for n in p["nodes"]))
    canvas.key("ctrl+z", "ctrl+z")
    canvas.keeps("all as it was", lambda p: p["frames"][0]["name"] == "Upper"
                 and p["notes"][0]["text"] == "Keep it short.")


@on_canvas
def test_what_is_being_written_is_kept(canvas):
    canvas.double_click(*canvas.at(700, 120))
    canvas.type_over("Not ended yet")
    assert canvas.close() == 0, canvas.output()
    canvas.keeps("what was being written", lambda p: p["notes"][0]["text"] == "Not ended yet")


@on_canvas
def test_new_frames_and_notes(canvas):
    canvas.click_at(*canvas.at(160, 336))
    canvas.press("ctrl")
    canvas.click_at(*canvas.at(420, 336))
    canvas.release("ctrl")
    canvas.key("ctrl+g")
    canvas.type_over("Lower")
    canvas.key("Return")
    pipeline = canvas.keeps("a frame around both", lambda p: len(p["frames"]) == 2 and p)
    frame = next(f for f in pipeline["frames"] if f["id"] != "frame")
    assert frame["x"] <= 40 and frame["y"] <= 280 and frame["x"] + frame["width"] >= 540, frame
    canvas.keeps("its title", lambda p: any(f["name"] == "Lower" for f in p["frames"]))
    canvas.click_at(*canvas.at(660, 400))
    canvas.key("n")
    canvas.type_over("Note well")
    canvas.key("ctrl+Return")
    canvas.keeps("the note", lambda p: any(n["text"] == "Note well" and (n["x"], n["y"]) == (660, 400)
                                           for n in p["notes"]))
    canvas.key("Delete")
    canvas.keeps("one note", lambda p: len(p["notes"]) == 1)
    canvas.click("Undo", "button")
    canvas.keeps("both notes", lambda p: len(p["notes"]) == 2)


@on_canvas
def test_bands_add_and_toggle(canvas):
    before = places(canvas.document())
    canvas.drag(canvas.at(590, 30), canvas.at(860, 200))
    canvas.press("shift")
    canvas.drag(canvas.at(30, 290), canvas.at(200, 500))
    canvas.release("shift")
    canvas.key("alt+Right")
    canvas.keeps("note and three elsewhere", moved(before, {"note", "three"}, 20, 0))
    canvas.press("ctrl", "keydown", "shift")
    canvas.drag(canvas.at(600, 30), canvas.at(890, 200))
    canvas.release("shift", "keyup", "ctrl")
    canvas.key("alt+Right")
    canvas.keeps("only three further on", lambda p: place(p, "nodes", "three") == (before["three"][0] + 40, 320)
                 and place(p, "notes", "note") == (before["note"][0] + 20, 60))


@on_canvas
def test_copies_of_frames_and_notes(canvas):
    canvas.key("ctrl+a", "ctrl+d")
    canvas.keeps("two of everything", lambda p: (len(p["nodes"]), len(p["frames"]), len(p["notes"])) == (8, 2, 2))
    canvas.key("ctrl+x")
    canvas.keeps("one of everything", lambda p: (len(p["nodes"]), len(p["frames"]), len(p["notes"])) == (4, 1, 1))
    canvas.key("ctrl+v")
    canvas.keeps("two of everything", lambda p: (len(p["nodes"]), len(p["frames"]), len(p["notes"])) == (8, 2, 2))


def flags(pipeline, node):
    found = next(n for n in pipeline["nodes"] if n["id"] == node)
    return found.get("enabled", True), found.get("muted", False), found.get("collapsed", False), found.get("color")


@on_canvas
def test_states_by_key_and_by_menu(canvas):
    canvas.click_at(*canvas.at(160, 336))
    canvas.key("b", "c")
    canvas.keeps("a bypassed, collapsed node", lambda p: flags(p, "three") == (False, False, True, None))
    canvas.key("b", "c", "u")
    canvas.keeps("a muted node", lambda p: flags(p, "three") == (True, True, False, None))
    canvas.ask(*canvas.at(160, 336))
    canvas.choose("m")
    canvas.keeps("a node that works", lambda p: flags(p, "three") == (True, False, False, None))
    canvas.key("shift+F10")
    canvas.choose("l", "g")
    canvas.keeps("a green node", lambda p: flags(p, "three") == (True, False, False, "green"))
    canvas.ask(*canvas.at(400, 36))
    canvas.choose("l", "y")
    canvas.keeps("a yellow frame", lambda p: p["frames"][0].get("color") == "yellow")
    canvas.key("ctrl+z", "ctrl+z")
    canvas.keeps("all as it was", lambda p: flags(p, "three")[3] is None and p["frames"][0].get("color") is None)


@on_canvas
def test_the_menu_is_about_what_it_is_asked_on(canvas):
    canvas.ask(*canvas.at(700, 120))
    canvas.choose("d")
    canvas.keeps("no note", lambda p: not p.get("notes"))
    canvas.ask(*canvas.at(640, 400))
    canvas.choose("n")
    canvas.type_over("By menu")
    canvas.key("ctrl+Return")
    canvas.keeps("the note there", lambda p: [(n["text"], n["x"], n["y"]) for n in p["notes"]]
                 == [("By menu", 640, 400)])
    canvas.ask(*canvas.at(290, 114))
    canvas.choose("d")
    canvas.keeps("the other link", lambda p: [l["id"] for l in p["links"]] == ["l2"])
    canvas.key("ctrl+z")
    canvas.keeps("both links", lambda p: len(p["links"]) == 2)
    canvas.ask(*canvas.at(160, 76))
    canvas.choose("w")
    before = places(canvas.document())
    canvas.key("alt+Down")
    canvas.keeps("what one leads to elsewhere", moved(before, {"one", "two", "four"}, 0, 20))
    canvas.key("ctrl+i", "alt+Down")
    canvas.keeps("all else elsewhere", lambda p: place(p, "nodes", "three") == (60, 340)
                 and place(p, "frames", "frame") == (40, 40))


@on_canvas
def test_alt_moves_freely(canvas):
    x, y = canvas.at(160, 76)
    move_pointer(x, y)
    xdotool("mousedown", 1)
    move_pointer(x + 20, y + 20)
    canvas.press("alt")
    move_pointer(x + 53, y + 41)
    xdotool("mouseup", 1)
    canvas.release("alt")
    canvas.keeps("what lies off the grid", lambda p: place(p, "nodes", "one") == (113, 101))


@on_canvas
def test_keys_select_along_the_links(canvas):
    canvas.click_at(*canvas.at(160, 76))
    before = places(canvas.document())
    canvas.key("ctrl+shift+End", "alt+Down")
    canvas.keeps("what one leads to elsewhere", moved(before, {"one", "two", "four"}, 0, 20))


@on_canvas
def test_reconnecting_takes_frames_along(canvas):
    before = canvas.document()
    canvas.key("ctrl+a", "ctrl+shift+x")
    canvas.keeps("nothing", lambda p: not p["nodes"] and not p.get("frames") and not p.get("notes"))
    canvas.key("ctrl+z")
    canvas.keeps("all as it was", lambda p: p == before)


def overlap(one, other):
    return all(one[at] < other[at] + other[long] and other[at] < one[at] + one[long]
               for at, long in (("x", "width"), ("y", "height")))


@on_canvas
def test_arranging_is_one_step(canvas):
    before = places(canvas.document())
    canvas.key("ctrl+l")
    canvas.find("Workflow arranged")
    pipeline = canvas.keeps("other places", lambda p: places(p) != before and p)
    nodes = {n["id"]: n for n in pipeline["nodes"]}
    for link in pipeline["links"]:
        assert nodes[link["from"][0]]["x"] + 200 <= nodes[link["to"][0]]["x"], pipeline
    frame, note = pipeline["frames"][0], pipeline["notes"][0]
    for name in ("one", "two"):
        assert frame["x"] < nodes[name]["x"] < frame["x"] + frame["width"] - 200, pipeline
        assert frame["y"] < nodes[name]["y"] < frame["y"] + frame["height"] - 100, pipeline
    boxes = [frame, note] + [{**nodes[name], "width": 200, "height": 140} for name in ("three", "four")]
    assert not any(overlap(a, b) for i, a in enumerate(boxes) for b in boxes[:i]), pipeline
    canvas.click("Undo", "button")
    canvas.keeps("all as it was", lambda p: places(p) == before)


@on_canvas
def test_aligning_what_is_selected(canvas):
    canvas.click_at(*canvas.at(160, 336))
    canvas.press("shift")
    canvas.click_at(*canvas.at(420, 76))
    canvas.click_at(*canvas.at(700, 120))
    canvas.release("shift")
    canvas.key("shift+F10")
    canvas.choose("i", "l")
    canvas.keeps("all at the left", lambda p: {place(p, "nodes", "three")[0], place(p, "nodes", "two")[0],
                                               place(p, "notes", "note")[0]} == {60})
    canvas.key("ctrl+z")
    canvas.keeps("all as it was", lambda p: place(p, "notes", "note") == (620, 60))


@on_canvas
def test_the_view_follows_what_is_dragged(canvas):
    x, y = canvas.at(160, 336)
    left, _, width, _ = canvas.box(canvas.group)
    canvas.drag((x, y), (left + width - 4, y), hold=1)
    canvas.keeps("the node further on than it was dragged",
                 lambda p: place(p, "nodes", "three")[0] > 60 + left + width - x + 200)


@on_canvas
def test_neighbours_draw_into_line(canvas):
    x, y = canvas.at(160, 336)
    canvas.drag((x, y), (x + 264, y + 123))
    canvas.keeps("a place in line with a node off the grid", lambda p: place(p, "nodes", "three") == (327, 440))


@on_canvas
def test_keys_reach_frames_and_notes(canvas):
    before = places(canvas.document())
    canvas.key("Page_Up", "alt+Right")
    canvas.keeps("the note elsewhere", moved(before, {"note"}, 20, 0))
    canvas.key("Page_Down", "alt+Up")
    canvas.keeps("the frame elsewhere", lambda p: place(p, "frames", "frame") == (40, 0)
                 and place(p, "nodes", "one") == (60, 40) and place(p, "notes", "note") == (640, 60))
    canvas.key("shift+Page_Down", "alt+Down")
    canvas.keeps("both elsewhere", lambda p: place(p, "frames", "frame") == (40, 20)
                 and place(p, "notes", "note") == (640, 80))


if __name__ == "__main__":
    run([t for t in [test_a_frame_takes_along_what_is_in_it, test_a_note_moves_alone_and_with_others,
         test_edges_and_corners_resize, test_text_is_edited_in_place, test_what_is_being_written_is_kept, test_new_frames_and_notes,
         test_bands_add_and_toggle, test_copies_of_frames_and_notes,
         test_states_by_key_and_by_menu, test_the_menu_is_about_what_it_is_asked_on,
         test_alt_moves_freely, test_keys_select_along_the_links, test_reconnecting_takes_frames_along,
         test_arranging_is_one_step, test_aligning_what_is_selected,
         test_the_view_follows_what_is_dragged, test_neighbours_draw_into_line,
         test_keys_reach_frames_and_notes] if len(sys.argv) < 2 or t.__name__ in sys.argv])
