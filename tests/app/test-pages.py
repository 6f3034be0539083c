#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Heddle developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Works on workflows of several pages with real pointer and key events, and looks at what the library keeps."""

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

from driver import heddlectl, run, wait_until
from paged_editor import group_names, node, page, with_pages


ONE = page("main", "Post", node("a", "Alpha", 40))
TWO = page("second", "Story", node("a", "Beta", 40), node("b", "Gamma", 400))


@with_pages(ONE)
def test_pages_come_and_go_and_come_back(app):
    app.shows("Alpha")
    assert not app.all("Pages", "page tab list"), "a lone page has no tabs"
    app.click("New Page (Ctrl+T)", "button")
    app.keeps("Post", "Page 2")
    app.find("Page 2", "page tab")
    app.find("No Steps Yet")
    app.key("slash")
    app.type("prompt")
    app.key("Escape")
    app.key("ctrl+Page_Up")
    app.shows("Alpha")
    app.key("ctrl+Page_Down")
    app.find("No Steps Yet")
    # Undone in one step, and done again.
    app.key("ctrl+z")
    app.keeps("Post")
    app.shows("Alpha")
    app.gone("Page 2", "page tab")
    app.key("ctrl+shift+z")
    app.keeps("Post", "Page 2")
    app.find("No Steps Yet")


@with_pages(ONE, TWO)
def test_pages_are_renamed_moved_and_duplicated(app):
    app.shows("Alpha")
    app.click("Story", "page tab", repeat=2)
    app.find("Name of the page")
    app.shows("Beta", "Gamma")
    app.key("ctrl+a")
    app.type("Stories")
    app.key("Return")
    app.keeps("Post", "Stories")
    app.find("Stories", "page tab")
    app.key("ctrl+shift+Page_Up")
    app.keeps("Stories", "Post")
    app.shows("Beta", "Gamma")
    app.click("Stories", "page tab", button=3)
    app.choose("u")
    app.keeps("Stories", "Stories (copy)", "Post")
    app.shows("Beta", "Gamma")
    copied = app.workflow()["pipelines"]
    assert copied[0]["nodes"] == copied[1]["nodes"] and copied[0]["id"] != copied[1]["id"], copied
    app.key("ctrl+z", "ctrl+z", "ctrl+z")
    app.keeps("Post", "Story")


@with_pages(ONE, TWO)
def test_tabs_have_keys(app):
    app.shows("Alpha")
    app.click("Post", "page tab")
    assert not app.unnamed(), app.unnamed()
    # From the canvas to the tab of the page that is shown: only that is on the way.
    wait_until("the tab to have the focus", lambda: app.key("Tab") or "Post" in [n.get_name() for n in app.focused()])
    app.key("Right")
    app.shows("Beta", "Gamma")
    wait_until("the next tab to have the focus", lambda: "Story" in [n.get_name() for n in app.focused()])
    app.key("F2")
    app.find("Name of the page")
    app.type("Tale")
    app.key("Return")
    app.keeps("Post", "Tale")
    wait_until("the tab to have the focus again", lambda: "Tale" in [n.get_name() for n in app.focused()])
    app.key("Delete")
    app.keeps("Post")
    app.shows("Alpha")


@with_pages(ONE, TWO)
def test_a_screen_reader_shows_a_page(app):
    app.shows("Alpha")
    tab = app.find("Story", "page tab")
    actions = [Atspi.Action.get_action_name(tab, i) for i in range(Atspi.Action.get_n_actions(tab))]
    assert actions == ["page-tab.show"], actions
    Atspi.Action.do_action(tab, 0)
    app.shows("Beta", "Gamma")


@with_pages(ONE, TWO)
def test_tabs_are_dragged(app):
    first, second = (app.box(app.find(name, "page tab")) for name in ("Post", "Story"))
    app.drag((first[0] + 20, first[1] + first[3] / 2), (second[0] + second[2] - 4, second[1] + second[3] / 2), hold=0.5)
    app.keeps("Story", "Post")
    app.key("ctrl+z")
    app.keeps("Post", "Story")


@with_pages(ONE, TWO)
def test_a_page_that_is_deleted_comes_back_as_it_was(app):
    app.click("Story", "page tab")
    group = app.shows("Beta", "Gamma")
    app.click_at(*app.place(group))
    app.key("ctrl+1")
    wait_until("100 %", lambda: "100" in app.find("Zoom, …").get_name())
    app.click("Story", "page tab", button=3)
    app.choose("d")
    app.keeps("Post")
    app.shows("Alpha")
    app.click("Undo", "button")
    app.keeps("Post", "Story")
    app.shows("Beta", "Gamma")
    wait_until("100 %", lambda: "100" in app.find("Zoom, …").get_name())


@with_pages(ONE, TWO)
def test_undo_shows_the_page_that_it_is_about(app):
    app.shows("Alpha")
    app.click_at(*app.place("Alpha"))
    app.key("ctrl+a", "Delete")
    app.find("No Steps Yet")
    app.key("ctrl+Page_Down")
    app.shows("Beta", "Gamma")
    app.key("ctrl+z")
    app.shows("Alpha")
    wait_until("Alpha to be back", lambda: app.workflow()["pipelines"][0]["nodes"])


@with_pages(ONE, TWO)
def test_view_and_selection_are_the_page_s_own(app):
    app.shows("Alpha")
    app.click_at(*app.place("Alpha"))
    app.key("ctrl+a")
    app.find("Alpha", "label")
    app.key("ctrl+Page_Down")
    app.shows("Beta", "Gamma")
    assert not app.all("Alpha", "label"), "the inspector shows a step of the other page"
    # A step of the same id on this page is another one.
    app.key("Right")
    app.key("alt+Down")
    wait_until("Beta or Gamma to have moved", lambda: {n["y"] for n in app.workflow()["pipelines"][1]["nodes"]} != {60})
    assert app.workflow()["pipelines"][0]["nodes"][0]["y"] == 60
    app.key("ctrl+Page_Up")
    app.shows("Alpha")
    app.key("alt+Down")
    wait_until("Alpha to have moved", lambda: app.workflow()["pipelines"][0]["nodes"][0]["y"] == 80)
    # Back to where the view was is back to the page.
    app.key("alt+Prior")
    app.shows("Beta", "Gamma")


@with_pages(ONE, TWO)
def test_steps_are_found_on_all_pages(app):
    app.shows("Alpha")
    app.click_at(*app.place("Alpha"))
    app.key("ctrl+f")
    app.type("gamma")
    app.find("Gamma, Story …", "list item")
    app.shows("Beta", "Gamma")
    app.key("Escape")
    app.shows("Alpha")
    app.key("ctrl+f")
    app.type("gamma")
    app.find("Gamma, Story …", "list item")
    app.key("Return")
    app.shows("Beta", "Gamma")


@with_pages(ONE, TWO)
def test_the_page_that_is_shown_is_what_runs(app):
    app.key("ctrl+Page_Down")
    app.shows("Beta", "Gamma")
    app.click("Run", "button")
    wait_until("the run to end", lambda: any("Done" in name for name in group_names(app)))
    app.key("ctrl+Page_Up")
    app.shows("Alpha")
    assert "Not run yet" in group_names(app)[0], group_names(app)
    runs = heddlectl(app.library, "list", "runs")
    assert len(runs) == 1, runs
    assert app.close() == 0
    # What is known of a page is still known after a restart, and so is which page was shown.
    app.start()
    app.shows("Alpha")
    app.click_at(*app.place("Alpha"))
    app.key("ctrl+Page_Down")
    app.shows("Beta", "Gamma")
    wait_until("the run from before", lambda: all("run 1" in name.lower() for name in group_names(app)))


@with_pages(ONE, TWO)
def test_steps_go_from_page_to_page(app):
    app.shows("Alpha")
    app.click_at(*app.place("Alpha"))
    app.key("ctrl+a", "ctrl+c", "ctrl+Page_Down")
    app.shows("Beta", "Gamma")
    app.key("ctrl+v")
    app.shows("Alpha", "Beta", "Gamma")
    app.key("ctrl+x")
    app.shows("Beta", "Gamma")
    app.key("ctrl+t")
    app.find("No Steps Yet")
    app.key("ctrl+v")
    app.shows("Alpha")


if __name__ == "__main__":
    run([value for name, value in list(globals().items()) if name.startswith("test_")])
