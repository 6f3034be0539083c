#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Heddle developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Adds steps and images to the canvas with real pointer and key events."""

import subprocess
import tempfile
import time
from pathlib import Path

from driver import BUILD, SOURCE, heddlectl, move_pointer, run, wait_until, xdotool
from linking_editor import ART, WORKFLOW, ids, with_editor


@with_editor()
def test_a_step_is_added_with_the_keys(editor):
    editor.key("slash")
    editor.find("Search steps")
    editor.type("scale")
    editor.find("Resize Image, Image", "list item")
    editor.gone("Change Case, Text", "list item")
    editor.key("Return")
    editor.keeps("one step more", lambda p: ids(p)[-1] == "resize")
    # It is selected, and the keys are for the canvas again.
    x = editor.document()["nodes"][-1]["x"]
    editor.key("alt+Right")
    editor.keeps("its new place", lambda p: p["nodes"][-1]["x"] == x + 20)
    editor.key("Insert")
    editor.type("csv")
    editor.key("Return")
    editor.keeps("a table", lambda p: p["nodes"][-1]["type"] == "input.table")
    editor.key("ctrl+z")
    editor.keeps("no table", lambda p: ids(p)[-1] == "resize")


@with_editor()
def test_the_list_of_steps_is_gone_through(editor):
    editor.key("slash")
    editor.type("nothing is called so")
    editor.find("No Matches")
    editor.key("ctrl+a")
    editor.type("image")
    first = editor.find("Image, Input", "list item")
    assert first.get_index_in_parent() == 0
    # The list has the focus from then on, and letters go to the search again.
    editor.key("Down")
    wait_until("the second one", lambda: any(n.get_name() == "Images, Input" for n in editor.focused()))
    editor.type("s")
    wait_until("the search", lambda: any(n.get_role_name() in ("entry", "text") for n in editor.focused()))
    editor.find("Images, Input", "list item")
    editor.key("Escape")
    editor.gone("Images, Input", "list item")
    editor.key("slash")
    editor.find("Image, Input", "list item")
    editor.type("number")
    editor.find("Number, Input", "list item")
    editor.key("shift+Return", "Return")
    editor.keeps("two of them", lambda p: ids(p)[-2:] == ["number", "number-2"])
    assert len({(n["x"], n["y"]) for n in editor.document()["nodes"]}) == len(editor.document()["nodes"])


@with_editor()
def test_a_step_is_added_where_it_is_double_clicked(editor):
    x, y = editor.empty()
    # Apart from the click that came before, or it would be the third.
    time.sleep(1)
    editor.click_at(x, y, repeat=2)
    editor.find("Search steps")
    editor.type("upper")
    editor.click("Change Case, Text", "list item")
    editor.keeps("one step more", lambda p: ids(p)[-1] == "case")
    left, top, _, _ = editor.box_of("Change Case")
    assert abs(left - x) <= 10 and abs(top - y) <= 10, (left, top, x, y)


@with_editor()
def test_a_loose_link_gets_a_step(editor):
    end = editor.empty()
    editor.drag(editor.source("Photo"), end)
    editor.find("Resize Image, Image", "list item")
    editor.gone("Change Case, Text", "list item")
    # What does not fit is there once the link does not count any more.
    editor.type("change case")
    editor.find("No Matches")
    editor.click("image", "button")
    editor.find("Change Case, Text", "list item")
    editor.key("Escape")
    editor.gone("Change Case, Text", "list item")
    editor.drag(editor.source("Photo"), end)
    editor.find("Resize Image, Image", "list item")
    editor.type("resize")
    editor.key("Return")
    editor.has_links(("photo.image", "resize.image"))
    x, y = editor.target("Resize Image")
    # The view moves so far that all of the step is seen.
    assert abs(x - end[0]) <= 40 and abs(y - end[1]) <= 30, (x, y, end)
    editor.key("ctrl+z")
    editor.keeps("neither step nor link", lambda p: "resize" not in ids(p) and not p["links"])
    # From an input, what can lead there.
    editor.drag(editor.target("Upper"), (end[0], end[1] + 10))
    editor.find("Text, Input", "list item")
    editor.gone("Resize Image, Image", "list item")
    editor.type("join")
    editor.find("Join Texts, Text", "list item")
    editor.key("Return")
    editor.has_links(("join.text", "upper.text"))


def undo_behind(editor):
    """As assistive technology does it, which leaves what is open open."""
    editor.find("Undo (Ctrl+Z)", "button").get_action_iface().do_action(0)


@with_editor()
def test_a_loose_link_outlives_what_does_not_concern_it(editor):
    editor.drag(editor.source("Words"), editor.target("Upper"))
    editor.has_links(("words.text", "upper.text"))
    editor.drag(editor.source("More words"), editor.empty())
    editor.find("Change Case, Text", "list item")
    undo_behind(editor)
    editor.has_links()
    editor.gone("Resize Image, Image", "list item")
    editor.type("change case")
    editor.key("Return")
    editor.has_links(("more.text", "case.text"))


@with_editor()
def test_a_loose_link_goes_with_what_it_begins_at(editor):
    editor.key("slash")
    editor.type("join")
    editor.key("Return")
    editor.keeps("one step more", lambda p: ids(p)[-1] == "join")
    editor.drag(editor.source("Join Texts"), editor.empty())
    editor.find("Change Case, Text", "list item")
    undo_behind(editor)
    editor.find("The workflow has changed meanwhile; begin the link again")
    editor.gone("Change Case, Text", "list item")
    editor.keeps("no step more", lambda p: ids(p) == [n["id"] for n in WORKFLOW["pipelines"][0]["nodes"]])


class Files:
    """Another program's window, right of ours, that has files."""

    def __init__(self, *files):
        self.process = subprocess.Popen([BUILD / "tests/app/drag-window", *files], stdout=subprocess.DEVNULL)
        self.window = wait_until("the other window", lambda: subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)], capture_output=True, text=True)
            .stdout.split())[-1]
        xdotool("windowmove", "--sync", self.window, 1255, 200)
        time.sleep(0.5)

    def drop(self, end):
        """As a hand does it: the other window has to see the pointer before it is let go."""
        shell = dict(line.split("=") for line in
                     xdotool("getwindowgeometry", "--shell", self.window).split() if "=" in line)
        start = (int(shell["X"]) + int(shell["WIDTH"]) / 2, int(shell["Y"]) + int(shell["HEIGHT"]) / 2)
        move_pointer(*start)
        xdotool("mousedown", 1)
        for i in range(1, 21):
            move_pointer(*(start[j] + (end[j] - start[j]) * i / 20 for j in (0, 1)))
            time.sleep(0.03)
        time.sleep(0.4)
        xdotool("mouseup", 1)
        time.sleep(0.2)

    def close(self):
        self.process.terminate()
        self.process.wait()


def images(pipeline):
    return [n for n in pipeline["nodes"] if n["type"] == "input.image" and "asset" in n["config"]]


def assets(editor):
    return {asset["id"]: asset["name"] for asset in heddlectl(editor.library, "list", "assets", "--limit", 100)}


@with_editor()
def test_images_are_dropped(editor):
    editor.resize(1240, 880)
    files = Files(ART / "bag.svg", ART / "board.svg")
    files.drop(editor.empty())
    editor.keeps("two images", lambda p: [n["name"] for n in images(p)] == ["bag", "board"])
    known = assets(editor)
    assert [known[n["config"]["asset"]] for n in images(editor.document())] == ["bag", "board"], known
    # The one that was there already is not there twice.
    assert sorted(known.values()) == ["bag", "board"]
    first = images(editor.document())[0]
    assert abs(first["x"] - 640) <= 20 and abs(first["y"] - 260) <= 40, first
    # The keys are still for the other window.
    editor.click_at(*editor.head("Words"))
    editor.key("ctrl+z")
    editor.keeps("neither of them", lambda p: not images(p))
    files.close()


@with_editor(empty=True)
def test_images_are_dropped_where_nothing_is(editor):
    editor.resize(1240, 880)
    files = Files(ART / "bag.svg")
    x, y, width, height = editor.box(editor.find("No Steps Yet", "label"))
    files.drop((x + width / 2, y + height / 2))
    editor.keeps("the image", lambda p: [n["name"] for n in images(p)] == ["bag"])
    files.close()


@with_editor()
def test_what_is_no_image_is_not_for_the_canvas(editor):
    editor.resize(1240, 880)
    picture = Path(tempfile.mkdtemp()) / "broken.png"
    picture.write_text("This is no picture.")
    files = Files(picture)
    files.drop(editor.empty())
    editor.find("“broken.png” could not be added")
    files.close()
    files = Files(SOURCE / "data/templates/moodboard.heddle")
    files.drop(editor.empty())
    editor.find("Mood board", "page tab")
    files.close()
    assert {"To be linked", "Mood board"} == {w["name"] for w in heddlectl(editor.library, "list", "workflows")}


@with_editor()
def test_an_image_is_pasted(editor):
    known = assets(editor)
    editor.click("Gallery", "list item")
    editor.click("bag…", "list item")
    editor.key("ctrl+c")
    editor.find("Picture copied")
    editor.click("Workflows", "list item")
    editor.group = editor.find("Workflow, …")
    editor.click_at(*editor.empty())
    editor.key("ctrl+v")
    editor.keeps("the image", lambda p: [n["name"] for n in images(p)] == ["bag"])
    # It is in the library already, and comes there no second time.
    assert images(editor.document())[0]["config"]["asset"] in known
    assert assets(editor) == known
    # Where the first one is already.
    editor.key("ctrl+v")
    editor.keeps("two of them", lambda p: len({(n["x"], n["y"]) for n in images(p)}) == 2)


@with_editor()
def test_files_are_pasted_if_they_are_images(editor):
    editor.resize(1240, 880)
    files = Files(SOURCE / "data/templates/moodboard.heddle", ART / "bag.svg")
    editor.click_at(*editor.empty())
    editor.key("ctrl+v")
    editor.find("Only images can be pasted here; import other files")
    files.close()
    files = Files(ART / "bag.svg", ART / "board.svg")
    editor.click_at(*editor.empty())
    editor.key("ctrl+v")
    editor.keeps("two images", lambda p: [n["name"] for n in images(p)] == ["bag", "board"])
    files.close()


if __name__ == "__main__":
    run([test_a_step_is_added_with_the_keys, test_the_list_of_steps_is_gone_through,
         test_a_step_is_added_where_it_is_double_clicked, test_a_loose_link_gets_a_step,
         test_a_loose_link_outlives_what_does_not_concern_it, test_a_loose_link_goes_with_what_it_begins_at,
         test_images_are_dropped, test_images_are_dropped_where_nothing_is,
         test_what_is_no_image_is_not_for_the_canvas, test_an_image_is_pasted,
         test_files_are_pasted_if_they_are_images])
