#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Heddle developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cuts, orders, bends and conditions links on the canvas with real pointer and key events."""

import time

from driver import run, wait_until, xdotool
from linking_editor import node, with_editor

CHAIN = (("words.text", "upper.text"), ("more.text", "all.items"), ("photo.image", "fit.image"))
# Of the middle of a header, from the top of its node.
HEADER = 18
INFO = node("info", "Info", "image.info", 320, 600)


def middle(editor, start, end):
    return tuple((a + b) / 2 for a, b in zip(editor.source(start), editor.target(end)))


def flow(editor, title):
    """What links are drawn from that only order steps."""
    x, y, width, _ = editor.box_of(title)
    return x + width, y + HEADER


def link_of(editor, start, end):
    return next(link for link in editor.document()["links"]
                if (".".join(link["from"]), ".".join(link["to"])) == (start, end))


def has_condition(editor, start, end, expected):
    wait_until(f"the condition {expected} from {start} to {end}",
               lambda: link_of(editor, start, end).get("condition") == expected)


def dots(editor, start="words.text", end="upper.text"):
    return [(dot["x"], dot["y"]) for dot in link_of(editor, start, end).get("reroutes", [])]


def is_at(editor, name):
    """Whether the keyboard is at what is called so."""
    return any(n.get_name() == name or (name.endswith("…") and n.get_name().startswith(name[:-1]))
               for n in editor.focused())


def choose_in_menu(editor, key):
    """An item of the menu that comes up, by its mnemonic."""
    wait_until("the menu", lambda: editor.all(role="menu item"))
    time.sleep(0.3)
    editor.key(key)
    wait_until("the menu to close", lambda: not editor.all(role="menu item"))


def stroke(editor, start, end):
    """A stroke that is not let go of."""
    xdotool("keydown", "ctrl")
    editor.hold(start, end)
    xdotool("keyup", "ctrl")


def stroke_over_two(editor):
    x, y = middle(editor, "Words", "Upper")
    _, end = middle(editor, "More words", "All words")
    return (x, y - 30), (x, end + 40)


@with_editor(*CHAIN)
def test_a_stroke_cuts(editor):
    stroke(editor, *stroke_over_two(editor))
    xdotool("mouseup", 1)
    editor.has_links(CHAIN[2])
    editor.find("2 links cut")
    editor.click("Undo", "button")
    editor.has_links(*CHAIN)
    # Escape gives up, and what crosses nothing cuts nothing.
    stroke(editor, *stroke_over_two(editor))
    editor.key("Escape")
    xdotool("mouseup", 1)
    x, y = editor.empty()
    stroke(editor, (x, y), (x + 120, y + 60))
    xdotool("mouseup", 1)
    editor.has_links(*CHAIN)
    # It was one step.
    editor.key("ctrl+shift+z")
    editor.has_links(CHAIN[2])


@with_editor(*CHAIN)
def test_a_band_still_toggles(editor):
    x, y, width, height = editor.box_of("Words")
    editor.click_at(*editor.head("Words"))
    xdotool("keydown", "ctrl", "keydown", "shift")
    editor.drag((x - 20, y - 20), (x + width + 20, y + height + 30))
    xdotool("keyup", "shift", "keyup", "ctrl")
    editor.key("Delete")
    editor.click_at(*editor.head("More words"))
    editor.key("Delete")
    editor.keeps("all but one step", lambda p: [n["id"] for n in p["nodes"]].count("more") == 0)
    assert "words" in [n["id"] for n in editor.document()["nodes"]]


@with_editor(*CHAIN, ("upper.text", "lower.text"))
def test_keys_cut_links(editor):
    editor.click_at(*editor.head("Upper"))
    editor.key("shift+l")
    editor.find("2 links cut")
    editor.has_links(*CHAIN[1:])
    editor.click("Undo", "button")
    editor.has_links(*CHAIN, ("upper.text", "lower.text"))
    editor.click_at(*editor.head("Upper"))
    # One alone: the keys go from link to link, and back to the step.
    editor.key("k")
    wait_until("the focus at the first link", lambda: is_at(editor, "Link from Words, Text to Upper, Text"))
    editor.key("k")
    wait_until("the focus at the next link", lambda: is_at(editor, "Link from Upper, Text to Lower, Text"))
    editor.key("Delete")
    editor.has_links(*CHAIN)
    editor.find("Link removed")
    wait_until("the focus at the step", lambda: is_at(editor, "Upper,…"))
    editor.key("k", "Escape")
    wait_until("the focus at the step", lambda: is_at(editor, "Upper,…"))
    editor.key("k", "Left")
    wait_until("the focus where the link begins", lambda: is_at(editor, "Words,…"))


@with_editor(*CHAIN)
def test_a_link_is_deleted_from_its_menu(editor):
    editor.click_at(*middle(editor, "Words", "Upper"), button=3)
    choose_in_menu(editor, "d")
    editor.has_links(*CHAIN[1:])
    editor.click_at(*middle(editor, "Photo", "Fit"))
    editor.key("Delete")
    editor.has_links(CHAIN[1])


def choose(editor, row, item, steps):
    """The item that comes so many after the one that is chosen now."""
    editor.click(row, "combo box")
    wait_until("the choices", lambda: editor.all(item, "label"))
    time.sleep(0.3)
    editor.key(*["Down"] * steps, "Return")
    wait_until("the choice", lambda: len(editor.all(item, "label")) == 1)
    time.sleep(0.3)


@with_editor(*CHAIN)
def test_a_condition_is_edited(editor):
    editor.click_at(*middle(editor, "Words", "Upper"), button=3)
    choose_in_menu(editor, "c")
    editor.find("Value", "text")
    editor.type("cup")
    editor.key("Return")
    has_condition(editor, "words.text", "upper.text", {"op": "==", "value": "cup"})
    # It is shown where the link is, and pressed there.
    editor.click("Link from Words, Text to Upper, Text, if Text is cup", "button")
    choose(editor, "Comparison", "matches the pattern", 3)
    editor.click("Pattern, such as ^Autumn", "text")
    editor.key("ctrl+a")
    editor.type("(cup")
    editor.find("This is not a pattern: …")
    editor.key("Return")
    editor.find("This is not a pattern: …")
    editor.type(")")
    editor.gone("This is not a pattern: …")
    editor.click("Apply", "button")
    has_condition(editor, "words.text", "upper.text", {"op": "matches", "value": "(cup)"})
    editor.click_at(*middle(editor, "Words", "Upper"))
    editor.click("Remove", "button")
    has_condition(editor, "words.text", "upper.text", None)
    editor.key("ctrl+z")
    has_condition(editor, "words.text", "upper.text", {"op": "matches", "value": "(cup)"})
    editor.find("Link from Words, Text to Upper, Text, if Text matches the pattern (cup)", "button")


@with_editor(*CHAIN, ("photo.image", "info.image"), ("info.width", "all.items"), nodes=[INFO])
def test_a_condition_asks_what_fits_the_type(editor):
    # An image can only be there or not.
    editor.click_at(*middle(editor, "Photo", "Fit"))
    wait_until("the focus at the link", lambda: is_at(editor, "Link from Photo, Image to Fit, Image"))
    # Three presses in a row would be another thing.
    time.sleep(1)
    editor.click_at(*middle(editor, "Photo", "Fit"), repeat=2)
    editor.find("Comparison")
    editor.gone("Value", "text")
    assert not editor.all("Value", "text")
    editor.key("Escape")
    editor.gone("Comparison")
    # By keys, and on another output of the same step.
    editor.click_at(*editor.head("Info"))
    editor.key("k", "k", "Return")
    editor.find("Number, such as 80 or 0.5", "text")
    editor.type("wide")
    editor.find("“wide” is not a number; …")
    editor.key("Return", "ctrl+a")
    editor.type("640")
    editor.gone("“wide” is not a number; …")
    choose(editor, "Output", "Height", 1)
    choose(editor, "Comparison", "is at least", 5)
    editor.click("Apply", "button")
    has_condition(editor, "info.width", "all.items", {"port": "height", "op": ">=", "value": 640})
    editor.find("Link from Info, Width to All words, Items, if Height is at least 640", "button")
    assert not editor.unnamed(), editor.unnamed()


@with_editor(("words.text", "upper.text"))
def test_a_step_runs_after_another(editor):
    editor.click_at(*editor.head("Lower"))
    editor.key("o")
    editor.find("Run after which step?")
    editor.type("photo")
    editor.find("Photo", "list item")
    editor.key("Return")
    editor.has_links(("words.text", "upper.text"), ("photo", "lower"))
    assert link_of(editor, "photo", "lower")["kind"] == "after"
    editor.find("Lower runs after Photo")
    # With the pointer.
    editor.drag(flow(editor, "More words"), editor.head("Fit"))
    editor.has_links(("words.text", "upper.text"), ("photo", "lower"), ("more", "fit"))
    editor.key("ctrl+z")
    editor.has_links(("words.text", "upper.text"), ("photo", "lower"))
    # What would make a circle says so, before and after.
    editor.hold(flow(editor, "Upper"), editor.head("Words"))
    editor.find("This would make a circle: “Words” already leads to “Upper”.", "label")
    xdotool("mouseup", 1)
    editor.find("This would make a circle: “Words” already leads to “Upper”.")
    editor.hold(flow(editor, "Lower"), editor.empty())
    editor.key("Escape")
    xdotool("mouseup", 1)
    editor.click_at(*editor.head("Lower"))
    editor.key("o")
    editor.find("Run after which step?")
    editor.type("no longer")
    editor.find("Run no longer after Photo", "list item")
    editor.key("Return")
    editor.has_links(("words.text", "upper.text"))


@with_editor(("photo", "lower", {"kind": "after"}), *CHAIN)
def test_an_order_is_a_link_like_others(editor):
    editor.click_at(*editor.head("Photo"))
    editor.key("k")
    wait_until("the focus at the order", lambda: is_at(editor, "Lower runs after Photo"))
    editor.key("Return")
    editor.find("A link that only orders two steps has no condition")
    editor.key("Delete")
    editor.has_links(*CHAIN)
    editor.key("ctrl+z")
    editor.has_links(("photo", "lower"), *CHAIN)
    # What comes later is not offered, nor the step itself.
    editor.click_at(*editor.head("Photo"))
    editor.key("o")
    editor.find("Run after which step?")
    editor.find("Upper", "list item")
    assert not editor.all("Lower", "list item") and not editor.all("Photo", "list item")
    editor.key("Escape")


@with_editor(*CHAIN)
def test_a_link_leads_through_dots(editor):
    x, y = middle(editor, "Words", "Upper")
    left, top = editor.box_of("Words")[:2]

    def on_canvas(px, py):
        return round(px - left + 40), round(py - top + 60)

    xdotool("keydown", "alt")
    editor.click_at(x, y)
    xdotool("keyup", "alt")
    (dot_x, dot_y), = wait_until("a dot", lambda: dots(editor))
    assert abs(dot_x - on_canvas(x, y)[0]) <= 1 and abs(dot_y - on_canvas(x, y)[1]) <= 1, (dot_x, dot_y)
    # It goes where it is dragged, on the grid.
    editor.drag((x, y), (x + 3, y + 89))
    wait_until(f"the dot elsewhere: {dots(editor)}", lambda: dots(editor) == [(280, 200)])
    x, y = x + 280 - on_canvas(x, y)[0], y + 200 - on_canvas(x, y)[1]
    editor.hold((x, y), (x + 60, y))
    editor.key("Escape")
    xdotool("mouseup", 1)
    assert dots(editor) == [(280, 200)]
    # Level with its port where that is near.
    editor.drag((x, y), (x, editor.source("Words")[1] + 4))
    wait_until("the dot beside the port", lambda: dots(editor) == [(280, on_canvas(*editor.source("Words"))[1])])
    editor.key("Delete")
    wait_until("no dot", lambda: dots(editor) == [])
    editor.has_links(*CHAIN)
    editor.key("ctrl+z", "ctrl+z")
    wait_until("the dot where it was", lambda: dots(editor) == [(280, 200)])
    editor.key("ctrl+z", "ctrl+z")
    wait_until("no dot", lambda: dots(editor) == [])


@with_editor(*CHAIN)
def test_keys_lead_a_link_through_dots(editor):
    editor.click_at(*editor.head("Words"))
    editor.key("k", "d")
    wait_until("a dot", lambda: len(dots(editor)) == 1)
    (x, y), = dots(editor)
    editor.key("alt+Down", "alt+Down", "alt+Right")
    wait_until("the dot elsewhere", lambda: dots(editor) == [(x + 20, y + 40)])
    # P goes from dot to dot; without one Delete is for the link.
    editor.key("p", "p", "Delete")
    wait_until("no dot", lambda: dots(editor) == [])
    editor.has_links(*CHAIN)
    editor.key("shift+F10")
    choose_in_menu(editor, "o")
    wait_until("a dot", lambda: len(dots(editor)) == 1)
    editor.key("shift+F10")
    choose_in_menu(editor, "r")
    wait_until("no dot", lambda: dots(editor) == [])


@with_editor(("words.text", "upper.text", {"reroutes": [{"x": 280, "y": 200}]}), *CHAIN[1:])
def test_dots_go_along_with_both_steps(editor):
    editor.click_at(*editor.head("Words"))
    xdotool("keydown", "shift")
    editor.click_at(*editor.head("Upper"))
    xdotool("keyup", "shift")
    editor.key("alt+Down")
    wait_until("the dot to go along", lambda: dots(editor) == [(280, 220)])
    x, y = editor.head("Upper")
    editor.drag((x, y), (x + 40, y + 20))
    moved = editor.keeps("its new place", lambda p: [n for n in p["nodes"] if n["id"] == "upper"][0]["x"] > 320
                         and [n for n in p["nodes"] if n["id"] == "upper"][0])
    document = editor.document()
    upper = next(n for n in document["nodes"] if n["id"] == "upper")
    assert moved and dots(editor) == [(280 + upper["x"] - 320, 220 + upper["y"] - 80)], (upper, dots(editor))
    # Alone a step leaves it.
    before = dots(editor)
    editor.click_at(*editor.head("Words"))
    editor.key("alt+Up")
    editor.keeps("its new place", lambda p: [n for n in p["nodes"] if n["id"] == "words"][0]["y"] < 100)
    assert dots(editor) == before


if __name__ == "__main__":
    run([test_a_stroke_cuts, test_a_band_still_toggles, test_keys_cut_links, test_a_link_is_deleted_from_its_menu,
         test_a_condition_is_edited, test_a_condition_asks_what_fits_the_type, test_a_step_runs_after_another,
         test_an_order_is_a_link_like_others, test_a_link_leads_through_dots, test_keys_lead_a_link_through_dots,
         test_dots_go_along_with_both_steps])
