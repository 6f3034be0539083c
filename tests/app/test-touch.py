#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Heddle developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The editor under a finger."""

from driver import Atspi, BUILD, App, move_pointer, run, wait_until, xdotool
from linking_editor import Editor
from running_editor import heddlectl, import_workflow, new_folder, node, open_workflow, query, quiet

FINGER = {"LD_PRELOAD": f"{BUILD}/tests/app/exact-bounds.so {BUILD}/tests/app/finger.so"}
CHAIN = [("words.text", "upper.text"), ("upper.text", "lower.text")]


def by_finger(*links, environment=None):
    def decorate(test):
        def wrapped():
            editor = Editor(*links, environment={**FINGER, **(environment or {})})
            try:
                test(editor)
                assert editor.close() == 0, editor.output()
                assert "-CRITICAL" not in editor.output() and "-WARNING" not in editor.output(), editor.output()
            finally:
                editor.kill()
        wrapped.__name__ = test.__name__
        return wrapped
    return decorate


def place(editor, name):
    return next((n["x"], n["y"]) for n in editor.document()["nodes"] if n["id"] == name)


def dots(editor):
    link = next(link for link in editor.document()["links"] if link["from"][0] == "words")
    return [(dot["x"], dot["y"]) for dot in link.get("reroutes", [])]


def is_selected(editor, title):
    return editor.nodes()[title].get_state_set().contains(Atspi.StateType.SELECTED)


@by_finger(*CHAIN)
def test_a_finger_pans_and_moves_what_is_selected(editor):
    x, y = editor.head("Lower")
    before = editor.box_of("Lower")
    # The view goes along, and nothing is selected by what it began on.
    editor.drag((x, y), (x, y + 100))
    wait_until("the view to move", lambda: editor.box_of("Lower")[1] == before[1] + 100)
    assert place(editor, "lower") == (600, 60)
    assert not is_selected(editor, "Lower")
    editor.click_at(x, y + 100)
    wait_until("the step to be selected", lambda: is_selected(editor, "Lower"))
    editor.drag((x, y + 100), (x + 60, y + 140))
    wait_until("the step elsewhere", lambda: place(editor, "lower") == (660, 100))
    # What is beside it is panned over still.
    before = editor.box_of("Photo")
    editor.drag(editor.head("Photo"), (before[0] + 60, before[1] - 40))
    wait_until("the view to move", lambda: editor.box_of("Photo")[1] != before[1])
    assert place(editor, "photo") == (40, 400)


@by_finger(("words.text", "upper.text", {"reroutes": [{"x": 280, "y": 180}]}))
def test_a_finger_drags_a_dot(editor):
    left, top = editor.box_of("Words")[:2]
    x, y = left + 240, top + 120
    # Within 44 pixels, however small the dot is.
    editor.drag((x + 14, y + 14), (x + 14, y + 74))
    wait_until("the dot elsewhere", lambda: dots(editor) == [(280, 240)])
    editor.key("ctrl+z")
    wait_until("the dot where it was", lambda: dots(editor) == [(280, 180)])


@by_finger()
def test_a_finger_links_ports(editor):
    x, y = editor.source("Words")
    editor.drag((x + 14, y + 14), (editor.target("Upper")[0] - 14, editor.target("Upper")[1]))
    editor.has_links(("words.text", "upper.text"))


@by_finger()
def test_a_finger_meets_what_it_is_on(editor):
    editor.click_at(*editor.head("Upper"))
    x, y, _, _ = editor.box(editor.find("Case: Upper Case", "button"))
    # The port of the row above is in reach, too.
    assert y + 3 - editor.target("Upper")[1] < 22
    editor.click_at(x + 3, y + 3)
    editor.find("Title Case", "list item")
    editor.key("Escape")
    editor.gone("Title Case", "list item")


@by_finger(*CHAIN, environment={"HEDDLE_TEST_LONG_PRESS": "1"})
def test_a_finger_that_stays_opens_the_menu(editor):
    move_pointer(*editor.head("Upper"))
    xdotool("mousedown", 1)
    wait_until("the menu", lambda: editor.all(role="menu item"))
    xdotool("mouseup", 1)
    assert is_selected(editor, "Upper")
    editor.key("Escape")
    wait_until("the menu to close", lambda: not editor.all(role="menu item"))


def test_a_finger_that_pans_does_not_retry():
    folder = new_folder()
    heddlectl(folder / "library", "run", import_workflow(folder, "In trouble", [
        node("words", "input.text", 40, value="Slow mornings"),
        node("read", "json.pick", 320, "Read headline", path="$.a"),
    ], [("words.text", "read.json")]))
    app = App(library=folder / "library", size=(1280, 800), environment=FINGER)
    try:
        open_workflow(app, "In trouble")
        app.find("Read headline, Failed, …")
        ended = query(app, "SELECT finished_at FROM run")
        x, y, width, height = app.resting_box(app.find("Retry", "button"))
        for dy in (90, -90):
            start = (x + width / 2, y + height / 2)
            app.drag(start, (start[0], start[1] + dy))
            wait_until("the view to move", lambda: app.box(app.find("Retry", "button"))[1] != y)
            x, y, width, height = app.resting_box(app.find("Retry", "button"))
        assert query(app, "SELECT finished_at FROM run") == ended
        x, y, width, height = app.resting_box(app.find("Retry", "button"))
        # 44 pixels are enough for a finger.
        app.click_at(x + width / 2, y + height / 2 + 19)
        wait_until("another try", lambda: query(app, "SELECT finished_at FROM run") not in (ended, [(None,)]))
        quiet(app)
    finally:
        app.kill()


run([test_a_finger_pans_and_moves_what_is_selected, test_a_finger_drags_a_dot, test_a_finger_links_ports,
     test_a_finger_meets_what_it_is_on, test_a_finger_that_stays_opens_the_menu, test_a_finger_that_pans_does_not_retry])
