#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Heddle developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Links steps on the canvas with real pointer and key events, and looks at what the library keeps."""

from driver import move_pointer, run, xdotool
from linking_editor import ids, with_editor


@with_editor()
def test_a_drag_links_and_is_one_step(editor):
    editor.drag(editor.source("Words"), editor.target("Upper"))
    editor.has_links(("words.text", "upper.text"))
    # Backwards, and not quite on the port.
    x, y = editor.source("Upper")
    editor.drag(editor.target("Lower"), (x - 9, y + 9))
    editor.has_links(("words.text", "upper.text"), ("upper.text", "lower.text"))
    editor.key("ctrl+z")
    editor.has_links(("words.text", "upper.text"))
    editor.key("ctrl+z")
    editor.has_links()
    editor.key("ctrl+shift+z")
    editor.has_links(("words.text", "upper.text"))


@with_editor(("words.text", "upper.text"))
def test_an_input_for_one_link_takes_the_new_one(editor):
    editor.drag(editor.source("More words"), editor.target("Upper"))
    editor.has_links(("more.text", "upper.text"))
    editor.key("ctrl+z")
    editor.has_links(("words.text", "upper.text"))
    editor.drag(editor.source("Words"), editor.target("All words"))
    editor.drag(editor.source("More words"), editor.target("All words"))
    editor.has_links(("words.text", "upper.text"), ("words.text", "all.items"), ("more.text", "all.items"))


@with_editor(("upper.text", "lower.text"))
def test_what_does_not_fit_says_why(editor):
    editor.hold(editor.source("Words"), editor.target("Fit"))
    editor.find("Text cannot go into Image. …", "label")
    x, y = editor.empty()
    move_pointer(x, y)
    editor.gone("Text cannot go into Image. …", "label")
    move_pointer(*editor.target("Fit"))
    editor.find("Text cannot go into Image. …", "label")
    xdotool("mouseup", 1)
    editor.hold(editor.source("Lower"), editor.target("Upper"))
    editor.find("This would make a circle: “Upper” already leads to “Lower”.", "label")
    xdotool("mouseup", 1)
    editor.hold(editor.source("Upper"), editor.target("Upper"))
    editor.find("A step cannot be linked to itself.", "label")
    xdotool("mouseup", 1)
    editor.hold(editor.source("Words"), editor.source("More words"))
    editor.find("This is an output. A link ends at an input.", "label")
    xdotool("mouseup", 1)
    editor.drag(editor.source("Photo"), editor.target("Fit"))
    editor.has_links(("upper.text", "lower.text"), ("photo.image", "fit.image"))


@with_editor()
def test_a_reason_is_seen_at_the_lower_edge(editor):
    x, y, _, height = editor.box(editor.group)
    editor.drag(editor.head("Fit"), (x + 500, y + height - 40))
    editor.keeps("its new place", lambda p: [n for n in p["nodes"] if n["id"] == "fit"][0]["y"] > 420)
    end_x, end_y = editor.head("Fit")
    editor.hold(editor.source("Words"), (end_x, end_y))
    _, top, _, tall = editor.box(editor.find("Text cannot go into Image. …", "label"))
    assert top + tall < end_y, (top, tall, end_y)
    editor.key("Escape")
    xdotool("mouseup", 1)


@with_editor(("photo.image", "fit.image"))
def test_a_node_takes_a_link_where_it_fits(editor):
    editor.drag(editor.source("Words"), editor.head("Lower"))
    editor.has_links(("photo.image", "fit.image"), ("words.text", "lower.text"))
    # Its only input is taken, and nothing said which link should go.
    editor.hold(editor.source("Wide"), editor.head("Fit"))
    editor.find("“Fit” has no free input.", "label")
    xdotool("mouseup", 1)
    # The other way round, at the first output.
    editor.drag(editor.target("Wide"), editor.head("Fit"))
    editor.has_links(("photo.image", "fit.image"), ("words.text", "lower.text"), ("fit.image", "wide.image"))


@with_editor(("words.text", "upper.text"))
def test_escape_ends_the_drawing_of_a_link(editor):
    editor.hold(editor.source("More words"), editor.target("Lower"))
    editor.key("Escape")
    xdotool("mouseup", 1)
    editor.hold(editor.target("Upper"), editor.empty())
    editor.key("Escape")
    xdotool("mouseup", 1)
    # Only what comes later is kept.
    editor.drag(editor.source("Photo"), editor.target("Fit"))
    editor.has_links(("words.text", "upper.text"), ("photo.image", "fit.image"))


@with_editor()
def test_undo_ends_the_drawing_of_a_link(editor):
    editor.drag(editor.source("Words"), editor.target("Upper"))
    editor.has_links(("words.text", "upper.text"))
    before = editor.document()["nodes"]
    x, y = editor.target("Lower")
    editor.hold(editor.source("More words"), (x - 40, y))
    editor.key("ctrl+z")
    editor.has_links()
    # What is left of the drag does nothing.
    move_pointer(x - 20, y)
    move_pointer(x, y)
    xdotool("mouseup", 1)
    editor.drag(editor.source("Photo"), editor.target("Fit"))
    editor.has_links(("photo.image", "fit.image"))
    assert editor.document()["nodes"] == before


@with_editor(("words.text", "upper.text"))
def test_a_link_goes_nowhere_outside_the_canvas(editor):
    x, y, width, height = editor.box(editor.find("Show All", "button"))
    editor.drag(editor.target("Upper"), (x + width / 2, y + height / 2))
    editor.drag(editor.source("More words"), (x + width / 2, y + height / 2))
    assert not editor.all("Search steps")
    editor.drag(editor.source("Photo"), editor.target("Fit"))
    editor.has_links(("words.text", "upper.text"), ("photo.image", "fit.image"))


@with_editor()
def test_a_link_follows_a_view_that_moves(editor):
    editor.hold(editor.source("Words"), editor.target("Fit"))
    editor.find("Text cannot go into Image. …", "label")
    for _ in range(4):
        xdotool("click", 5)
    editor.gone("Text cannot go into Image. …", "label")
    xdotool("mouseup", 1)
    editor.key("Escape")


@with_editor(("words.text", "upper.text"), ("more.text", "all.items"))
def test_the_end_of_a_link_can_be_moved(editor):
    editor.drag(editor.target("Upper"), editor.target("Lower"))
    editor.has_links(("words.text", "lower.text"), ("more.text", "all.items"))
    assert [link["id"] for link in editor.document()["links"]] == ["given-0", "given-1"]
    # To where it was, and to where it cannot be.
    x, y = editor.target("Lower")
    editor.drag((x, y), (x + 8, y + 4))
    editor.drag((x, y), editor.target("Fit"))
    editor.find("Text cannot go into Image. …")
    editor.has_links(("words.text", "lower.text"), ("more.text", "all.items"))
    editor.drag(editor.target("Lower"), editor.empty())
    editor.has_links(("more.text", "all.items"))
    editor.click("Undo", "button")
    editor.has_links(("words.text", "lower.text"), ("more.text", "all.items"))



@with_editor(("words.text", "upper.text"))
def test_the_keys_link(editor):
    editor.click_at(*editor.head("Upper"))
    editor.key("l")
    editor.find("Search ports")
    editor.type("lower")
    editor.find("Text, Input", "list item")
    editor.key("Return")
    editor.has_links(("words.text", "upper.text"), ("upper.text", "lower.text"))
    # The first port is its input.
    editor.key("p", "l")
    editor.find("Remove link from Words", "list item")
    editor.type("more")
    editor.key("Return")
    editor.has_links(("more.text", "upper.text"), ("upper.text", "lower.text"))
    editor.key("l")
    editor.type("remove")
    editor.key("Return")
    editor.has_links(("upper.text", "lower.text"))
    editor.key("ctrl+z")
    editor.has_links(("more.text", "upper.text"), ("upper.text", "lower.text"))
    # Several at once: what was linked is not there any more.
    editor.click_at(*editor.head("Photo"))
    editor.key("l")
    editor.find("Image, Input", "list item")
    editor.key("shift+Return", "Return")
    editor.has_links(("more.text", "upper.text"), ("upper.text", "lower.text"), ("photo.image", "fit.image"),
                     ("photo.image", "wide.image"))


@with_editor(("photo.image", "fit.image"))
def test_a_step_goes_into_a_link(editor):
    x, y = editor.head("Wide")
    _, top, _, height = editor.box_of("Wide")
    left = (editor.source("Photo")[0] + editor.target("Fit")[0]) / 2
    middle = (editor.source("Photo")[1] + editor.target("Fit")[1]) / 2
    before = editor.document()
    editor.drag((x, y), (left, middle - height / 2 + (y - top)))
    editor.has_links(("photo.image", "wide.image"), ("wide.image", "fit.image"))
    editor.key("ctrl+z")
    editor.has_links(("photo.image", "fit.image"))
    assert editor.document()["nodes"] == before["nodes"]
    # What does not fit only moves.
    x, y = editor.head("Lower")
    editor.drag((x, y), (left, middle - 50))
    editor.keeps("its new place", lambda p: [n for n in p["nodes"] if n["id"] == "lower"][0]["x"] != 600)
    assert editor.links() == [("photo.image", "fit.image")]


@with_editor(("words.text", "upper.text"), ("upper.text", "lower.text"), ("upper.text", "all.items"),
             ("photo.image", "fit.image"))
def test_what_is_deleted_leaves_its_links(editor):
    editor.click_at(*editor.head("Upper"))
    editor.key("ctrl+shift+x")
    editor.has_links(("words.text", "lower.text"), ("words.text", "all.items"), ("photo.image", "fit.image"))
    editor.find("1 node deleted")
    assert "upper" not in ids(editor.document())
    editor.click("Undo", "button")
    editor.has_links(("words.text", "upper.text"), ("upper.text", "lower.text"), ("upper.text", "all.items"),
                     ("photo.image", "fit.image"))


if __name__ == "__main__":
    run([test_a_drag_links_and_is_one_step, test_an_input_for_one_link_takes_the_new_one,
         test_what_does_not_fit_says_why, test_a_reason_is_seen_at_the_lower_edge,
         test_a_node_takes_a_link_where_it_fits, test_escape_ends_the_drawing_of_a_link,
         test_undo_ends_the_drawing_of_a_link, test_a_link_goes_nowhere_outside_the_canvas,
         test_a_link_follows_a_view_that_moves, test_the_end_of_a_link_can_be_moved, test_the_keys_link,
         test_a_step_goes_into_a_link, test_what_is_deleted_leaves_its_links])
