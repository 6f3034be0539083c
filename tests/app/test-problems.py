#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Heddle developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads what keeps a workflow from running, and goes where it is, with real pointer and key events."""

from driver import run, wait_until
from paged_editor import node, page, with_pages

FIT = "Error, Fit · Post, The input “image” is missing; link it or fill it in"
ALL = "Error, All · Story, The input “items” is missing; link it"
PAGES = (page("main", "Post", node("a", "Alpha", 40), node("fit", "Fit", 400, kind="image.resize", width=64)),
         page("second", "Story", node("a", "Beta", 40), node("all", "All", 400, kind="text.join")))


@with_pages(*PAGES)
def test_problems_lead_to_their_steps(app):
    app.shows("Alpha", "Fit")
    app.click("2 problems", "button")
    app.find(FIT, "list item")
    app.click(ALL, "list item")
    app.shows("Beta", "All")
    app.find("All", "label")
    # The canvas has the focus, and the step is selected: it moves.
    app.key("alt+Down")
    wait_until("the step to move", lambda: [n["y"] for n in app.workflow()["pipelines"][1]["nodes"]] == [60, 80])
    app.key("F8")
    app.shows("Alpha", "Fit")
    app.key("alt+Down")
    wait_until("the other to move", lambda: [n["y"] for n in app.workflow()["pipelines"][0]["nodes"]] == [60, 80])
    app.key("shift+F8")
    app.shows("Beta", "All")


@with_pages(*PAGES)
def test_the_list_follows_what_is_edited(app):
    app.shows("Alpha", "Fit")
    app.key("F8")
    app.find("2 Problems", "label")
    app.key("Delete")
    app.shows("Alpha")
    app.find("1 Problem", "label")
    app.find("1 problem", "button")
    assert not app.all(FIT, "list item")
    app.find(ALL, "list item")
    app.key("ctrl+z")
    app.find(FIT, "list item")
    app.find("2 problems", "button")
    # Without problems there is no list, and no way to it.
    app.key("ctrl+a", "Delete", "F8")
    app.shows("Beta", "All")
    app.key("ctrl+a", "Delete")
    app.find("No Steps Yet")
    app.gone("Problems", "list")
    app.gone("1 problem", "button")
    app.key("F8")
    app.find("There are no problems")


@with_pages(*PAGES)
def test_the_banner_leads_there_and_escape_back(app):
    app.shows("Alpha", "Fit")
    app.find("“Fit”: The input “image” is missing; link it or fill it in")
    app.click("Show", "button")
    app.find(FIT, "list item")
    app.click(node=max(app.all("Close", "button"), key=lambda button: app.box(button)[1]))
    app.gone(FIT, "list item")
    app.click("2 problems", "button")
    wait_until("the list to have the focus", lambda: any(n.get_name() == FIT for n in app.focused()))
    app.key("Down", "Return")
    app.shows("Beta", "All")
    app.key("ctrl+Page_Up")
    app.click("2 problems", "button")
    app.gone(FIT, "list item")
    app.click("2 problems", "button")
    wait_until("the list to have the focus", lambda: any(n.get_name() == ALL for n in app.focused()))
    app.key("Escape")
    app.gone(FIT, "list item")
    app.key("alt+Down")
    wait_until("the step to move", lambda: [n["y"] for n in app.workflow()["pipelines"][0]["nodes"]] == [60, 80])


def in_sight(app, title):
    """Whether all of a step is seen, with nothing over it."""
    group = app.all("Workflow, …")[0]
    nodes = [group.get_child_at_index(i) for i in range(group.get_child_count())]
    node = next(n for n in nodes if n.get_name().startswith(f"{title}, "))
    (_, top, _, height), (_, above, _, room) = app.box(node), app.box(group)
    return above <= top and top + height <= above + room - 54


@with_pages(page("main", "Post", node("a", "Alpha", 40),
                 {**node("fit", "Fit", 40, kind="image.resize", width=64), "y": 900}))
def test_a_step_is_not_hidden_by_the_list(app):
    app.shows("Alpha", "Fit")
    app.resize(420, 720)
    app.find("Show", "button")
    app.key("ctrl+1")
    app.key("F8")
    app.find("Problems", "list")
    wait_until("all of the step to be seen", lambda: in_sight(app, "Fit"))


if __name__ == "__main__":
    run([test_a_step_is_not_hidden_by_the_list, test_problems_lead_to_their_steps, test_the_list_follows_what_is_edited,
         test_the_banner_leads_there_and_escape_back])
